"""``textgov train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from textgov.cli.inputs import CodebookFile, Inputs, reads_documents
from textgov.errors import UsageError

_COLUMN = typer.Option("--label-column", metavar="列名", help="标签所在的列名,例:部门", show_default=False)
LabelColumn = Annotated[str, _COLUMN]
GroupColumn = Annotated[
    str | None,
    typer.Option(
        "--group-column",
        metavar="列名",
        help="分组列(写信人、事件、街道 …):同组的信检验时不拆开",
        show_default=False,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="数", help="随机种子;相同则结果相同")]


def _roll_back(folder: Path | None) -> None:
    """Answer ``--rollback`` before anything is read: it takes no letters."""
    if folder is None:
        return
    from textgov import learning

    left, now = learning.roll_back(folder)
    typer.echo(f"{folder} 已从第 {left} 版退回第 {now} 版;第 {left} 版仍在 {folder / 'versions' / str(left)}")
    raise typer.Exit


ModelOutput = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="文件夹", help="新模型的文件夹", show_default=False)
]
Minutes = Annotated[
    float | None,
    typer.Option(
        "--minutes", metavar="分钟", min=0, help="花这么久用交叉验证多试几种参数;不写只试几种", show_default=False
    ),
]
Update = Annotated[
    Path | None,
    typer.Option(
        "--update",
        metavar="文件夹",
        help="更新已有的模型:不比旧的差才换上,新旧都留着。路径写旧模型学过的来信",
        show_default=False,
    ),
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections", metavar="文件", help="textgov review take 收回的订正,与 --update 同用", show_default=False
    ),
]
HeldOut = Annotated[
    list[Path] | None,
    typer.Option(
        "--held-out",
        metavar="文件",
        help="另外的已标来信,只用来比较新旧模型,与 --update 同用;可写多次",
        show_default=False,
    ),
]
RollBack = Annotated[
    Path | None,
    typer.Option(
        "--rollback",
        metavar="文件夹",
        help="把模型退回上一次用的版本(不需要来信)",
        callback=_roll_back,
        is_eager=True,
        show_default=False,
    ),
]
Day = Annotated[str, typer.Option("--date", metavar="日期", help="记在模型说明里的日期;不写则不记", show_default=False)]


@reads_documents
def command(
    inputs: Inputs,
    output: ModelOutput = None,
    label_column: Annotated[str | None, _COLUMN] = None,
    group_column: GroupColumn = None,
    minutes: Minutes = None,
    update: Update = None,
    corrections: Corrections = None,
    held_out: HeldOut = None,
    rollback: RollBack = None,
    date: Day = "",
    codebook: CodebookFile = None,
    seed: Seed = 0,
) -> None:
    """用自己标好的来信训练分派模型,并写出质量说明;以后用收回的订正更新它。

    例:textgov train 已标来信.xlsx --label-column 部门 -o 我的模型;
    更新:textgov train 已标来信.xlsx --corrections 订正.jsonl --update 我的模型
    """
    from textgov import api, learning

    _check(output, update, label_column, corrections or held_out)
    documents = inputs.read(kind="letter")
    options: dict[str, Any] = {
        "label_column": label_column,
        "group_column": group_column,
        "seed": seed,
        "minutes": minutes,
        "date": date,
        "steps": lambda steps, most: inputs.console.progress(steps, "试参数", total=most),
    }
    if update is not None:
        unseen = api.read(held_out, kind="letter").documents if held_out else ()
        found = learning.update(
            documents, update, corrections=corrections, held_out=unseen, codebook=codebook, **options
        )
        inputs.write_rejected(update)
        inputs.console.say(found.summary())
        return
    assert output is not None and label_column is not None
    quality = learning.train(documents, output=output, **options)
    inputs.write_rejected(output)
    inputs.console.say(quality.summary())
    inputs.console.say(f"模型已写入 {output};用法:textgov route --model {output} 来信.xlsx -o 分派.xlsx")


def _check(output: Path | None, update: Path | None, label_column: str | None, more: object) -> None:
    """Raise UsageError where the options do not say one thing to do."""
    if (output is None) == (update is None):
        raise UsageError("请用 -o 文件夹 训练新模型,或用 --update 文件夹 更新已有的模型,两个写一个")
    if update is None and label_column is None:
        raise UsageError("请用 --label-column 写明标签所在的列名,例如 --label-column 部门")
    if update is None and more:
        raise UsageError("--corrections 和 --held-out 要与 --update 同用")
