"""``textgov review queue|take|labels|forget``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.chinese import ChineseCommand, ChineseGroup
from textgov.cli.console import Console
from textgov.cli.inputs import SOME_REJECTED, AcceptRisk, CodebookFile, Inputs, ModelFolder, Output, reads_documents
from textgov.cli.train import GroupColumn, LabelColumn, Seed

app = typer.Typer(
    cls=ChineseGroup, help="请人核对分派、收回订正、找出可能标错的来信、忘掉一封信。", no_args_is_help=True
)

_Reviewed = Annotated[
    list[Path] | None,
    typer.Option(
        "--reviewed",
        metavar="文件",
        help="已看过的:订正记录(.jsonl)或以前的待看表,其中的来信不再出现;可写多次",
        show_default=False,
    ),
]
_Into = Annotated[Path, typer.Option("--into", metavar="文件", help="订正记录(.jsonl);没有就新建", show_default=False)]
_Letters = Annotated[
    list[Path] | None,
    typer.Option(
        "--letters", metavar="文件", help="现在的来信;找不到或改过的来信不收订正;可写多次", show_default=False
    ),
]


@reads_documents
def queue(
    inputs: Inputs,
    output: Output = None,
    count: Annotated[int, typer.Option("-n", "--count", metavar="封数", help="请人看多少封", min=1)] = 50,
    reviewed: _Reviewed = None,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """选出最值得人看一眼的来信:最拿不准的在前,同一件事不重复,正文已遮盖。

    在“正确部门”“正确诉求”两列从下拉列表里选(对的选“建议正确”),再用 textgov review take 收回。

    例:textgov review queue 来信.xlsx -n 50 --reviewed 订正.jsonl -o 待看.xlsx
    """
    from textgov import learning
    from textgov.gate import check_release, letters_leaving
    from textgov.stages.export.review import queue_row, queue_table

    seen = [letter for path in reviewed or () for letter in learning.reviewed_in(path)]
    documents = inputs.read(kind="letter")
    found = learning.queue(
        inputs.console.progress(documents, "遮盖"), count=count, codebook=codebook, model=model, reviewed=seen
    )
    check_release(letters_leaving(asked.letter for asked in found), accept=accept_risk or ())
    choices = learning.choices_of(codebook=codebook, model=model)
    inputs.console.say(f"{len(documents)} 封来信里选出 {len(found)} 封请人看")
    inputs.write(output, lambda: [queue_row(asked, choices) for asked in found], lambda: [queue_table(found, choices)])


def take(
    tables: Annotated[list[Path], typer.Argument(metavar="表格", help="填好的待看表(.xlsx .csv .jsonl)")],
    into: _Into,
    letters: _Letters = None,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    date: Annotated[
        str, typer.Option("--date", metavar="日期", help="记在订正里的日期;不写则不记", show_default=False)
    ] = "",
) -> None:
    """收回填好的待看表,存成订正记录;认不出的行说明原因,不会丢。

    名称写错会给出最近的名称;没有正确填写的行记在 rejected.jsonl,改好再收一次即可,已收的不会重复。

    例:textgov review take 待看.xlsx --into 订正.jsonl
    """
    from textgov import api, learning

    console = Console()
    now = api.read(letters, kind="letter").documents if letters else None
    found = learning.take(tables, into=into, letters=now, model=model, codebook=codebook, date=date)
    inputs = Inputs([str(path) for path in tables], "letter", {}, console, list(found.rejected))
    inputs.write_rejected(into.parent)
    for one in found.rejected:
        console.warn(f"没有收:{one.path} {one.reason}。{one.advice}")
    console.say(
        f"新收 {found.new} 封,改正以前的 {found.changed} 封,与以前相同 {found.known} 封;"
        f"没有填 {found.empty} 封,没有收 {len(found.rejected)} 封。{into} 现有 {len(found.corrections)} 封"
    )
    if found.rejected:
        raise typer.Exit(SOME_REJECTED)


@reads_documents
def labels(
    inputs: Inputs,
    label_column: LabelColumn,
    output: Output = None,
    group_column: GroupColumn = None,
    seed: Seed = 0,
    accept_risk: AcceptRisk = None,
) -> None:
    """找出可能标错的来信:没学过这封信的模型都很有把握地认为是另一个标签。

    只是提醒,请人核对后再改;标错的越多,训练出的模型越差。

    例:textgov review labels 已标来信.xlsx --label-column 部门 -o 疑似标错.xlsx
    """
    from textgov import learning
    from textgov.gate import check_release
    from textgov.stages.export.review import suspect_rows, suspect_table

    documents = inputs.read(kind="letter")
    progress = inputs.console.progress(documents, "学习")
    check = learning.label_suspects(progress, label_column=label_column, group_column=group_column, seed=seed)
    rows = suspect_rows(check)
    check_release(((row["id"], (row["title"], row["text"], row["reason"])) for row in rows), accept=accept_risk or ())
    inputs.console.say(
        f"{len(documents)} 封里有 {len(rows)} 封的标签可能有误,最可疑的在前;请人核对"
        f"(没学过的信里模型与现有标签一致的占 {check.accuracy:.0%},越低,误报越多)"
    )
    inputs.write(output, lambda: rows, lambda: [suspect_table(rows)])


def forget(
    identifier: Annotated[str, typer.Argument(metavar="编号", help="要忘掉的来信的编号")],
    corrections: Annotated[Path, typer.Option("--from", metavar="文件", help="订正记录(.jsonl)", show_default=False)],
) -> None:
    """从订正记录里去掉一封信;学过它的模型要重新训练才会忘掉。

    例:textgov review forget 留言017 --from 订正.jsonl
    """
    from textgov import learning

    gone = learning.forget(identifier, corrections)
    typer.echo(
        f"已从 {corrections} 去掉 {gone} 条。学过这封信的模型还记得它对权重的影响:请把它从训练来信里也去掉,再运行 "
        "textgov train 其余来信 --corrections 订正.jsonl --update 模型文件夹;旧版本在“模型文件夹/versions”里,"
        "不再需要时请删去。模型不保存来信原文,词表只有至少 5 封来信都有的字词"
    )


for _one in (queue, take, labels, forget):
    app.command(cls=ChineseCommand)(_one)
