"""``textgov train``."""

from __future__ import annotations

from typing import Annotated

import typer

from textgov.cli.inputs import Folder, Inputs, reads_documents

LabelColumn = Annotated[
    str, typer.Option("--label-column", metavar="列名", help="标签所在的列名,例:部门", show_default=False)
]


@reads_documents
def command(
    inputs: Inputs,
    output: Folder,
    label_column: LabelColumn,
    seed: Annotated[int, typer.Option("--seed", metavar="数", help="随机种子;相同则结果相同")] = 0,
) -> None:
    """用自己标好的来信训练分派模型,并写出质量说明。

    例:textgov train 已标来信.xlsx --label-column 部门 -o 我的模型
    """
    from textgov import api

    documents = inputs.read(kind="letter")
    quality = api.train(inputs.console.progress(documents, "训练"), label_column=label_column, output=output, seed=seed)
    inputs.write_rejected(output)
    inputs.console.say(quality.summary())
    inputs.console.say(f"模型已写入 {output};用法:textgov route --model {output} 来信.xlsx -o 分派.xlsx")
