"""``textgov keyness``."""

from __future__ import annotations

import warnings
from typing import Annotated

import typer

from textgov.cli.inputs import CodebookFile, Inputs, Output, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    reference: Annotated[
        list[str],
        typer.Option("--reference", metavar="路径", help="作参照的文件或文件夹;可写多次", show_default=False),
    ],
    output: Output = None,
    minimum: Annotated[int, typer.Option("--minimum", metavar="次数", help="至少一侧出现这么多次", min=1)] = 3,
    codebook: CodebookFile = None,
) -> None:
    """找出一批文字比另一批用得多(或少)的词:G²、对数比、离散度。

    对数比大于 0 是用得多,小于 0 是用得少。参照里有同一篇的,自动去掉。语料小的时候会提醒。

    例:textgov keyness 本街道 --reference 其他街道 -o 关键词.xlsx
    """
    from textgov import research
    from textgov.stages.export.research_tables import key_row, key_table

    target = inputs.read()
    others = Inputs(reference, inputs.kind, inputs.columns, inputs.console)
    compared = others.read()
    inputs.rejected += others.rejected
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        keys = research.keyness(target, compared, minimum=minimum, codebook=codebook)
    for note in caught:
        inputs.console.warn(str(note.message))
    inputs.write(output, lambda: [key_row(key) for key in keys], lambda: [key_table(keys)])
