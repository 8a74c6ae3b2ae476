"""``textgov issues list|show|set|history|reply|agenda|rename|merge|split|move|lock|unlock``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from textgov.cli.chinese import ChineseCommand, ChineseGroup
from textgov.cli.console import Console
from textgov.cli.inputs import AcceptRisk, Output
from textgov.settings import AGENDA, RELEASE

if TYPE_CHECKING:
    from textgov.stages.export.tables import Table

app = typer.Typer(
    cls=ChineseGroup,
    help="问题台账:给问题改名、合并、拆分,登记上会、办理、答复、回访,出答复单。历史只能追加。",
    no_args_is_help=True,
)

Project = Annotated[Path, typer.Argument(metavar="文件夹", help="textgov cluster 写出的文件夹", show_default=False)]
Issue = Annotated[str, typer.Argument(metavar="问题", help="问题编号(写开头几位也行)或名称", show_default=False)]
Day = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="登记的日期,如 2026-03-05;不写为今天", show_default=False)
]
Least = Annotated[int, typer.Option("--k", metavar="数", min=1, help="来信数按区间写,最小的区间从几封起")]


@app.command("list", cls=ChineseCommand)
def list_(
    folder: Project,
    state: Annotated[
        str | None, typer.Option("--state", metavar="状态", help="只列这个状态,如 上会、办理", show_default=False)
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列超过期限还没办完的")] = False,
    day: Day = None,
    output: Output = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """列出所有问题现在到了哪一步;新归并的问题会自动登记。

    例:textgov issues list 问题文件夹 --overdue -o 超期.xlsx
    """
    from textgov.errors import UsageError
    from textgov.register import open_project
    from textgov.stages.export.register import record_row, record_table
    from textgov.stages.register import STATES, is_overdue

    if state is not None and state not in STATES:
        raise UsageError(f"没有“{state}”这个状态;可以写 {'、'.join(STATES)}")
    with open_project(folder, day=day, accept=accept_risk or ()) as project:
        today = project.today
        rows = [
            record_row(record, overdue=is_overdue(record, today))
            for record in project.records().values()
            if (state is None or record.state == state) and (not overdue or is_overdue(record, today))
        ]
    _write(output, rows, record_table(rows))


@app.command(cls=ChineseCommand)
def show(folder: Project, issue: Issue, day: Day = None) -> None:
    """看一个问题:名称、状态、部门、期限、来信编号和经过。

    例:textgov issues show 问题文件夹 C-5561
    """
    from textgov.register import open_project
    from textgov.stages.export.register import describe

    with open_project(folder, day=day) as project:
        record = project.record(issue)
        cluster = next((one for one in project.clustering.clusters if one.id == record.id), None)
        lines = describe(record, cluster, project.today)
    for line in lines:
        typer.echo(line)


@app.command("set", cls=ChineseCommand)
def set_(
    folder: Project,
    issue: Issue,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="状态", help="上会 议定 办理 答复 回访 部分解决 重新打开", show_default=False),
    ] = None,
    day: Day = None,
    body: Annotated[
        str | None, typer.Option("--body", metavar="部门", help="负责的部门或单位", show_default=False)
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="办完的期限", show_default=False)] = None,
    result: Annotated[
        str | None, typer.Option("--result", metavar="文字", help="结果,会写进公开的答复单", show_default=False)
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="文字", help="内部备注,不公开", show_default=False)
    ] = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """登记一个问题的进展:状态、日期、部门、期限、结果。

    例:textgov issues set 问题文件夹 C-5561 --state 议定 --date 2026-03-05 --body 城管办 --due 2026-04-01 --result 六月前换新电梯
    """
    from textgov.errors import UsageError
    from textgov.register import open_project
    from textgov.stages.register import STATES

    if state is not None and state not in STATES:
        raise UsageError(f"没有“{state}”这个状态;可以写 {'、'.join(STATES)}")
    with open_project(folder, day=day, accept=accept_risk or ()) as project:
        record = project.enter(issue, state=state, body=body, due=due, result=result, note=note)
    Console().say(
        f"{record.id}({record.label})现在是“{record.state}”({record.since}),负责:{record.body or '未定'},期限:{record.due or '未定'}"
    )


@app.command(cls=ChineseCommand)
def history(folder: Project, issue: Issue, day: Day = None, output: Output = None) -> None:
    """列出一个问题的全部经过,一步一行。

    例:textgov issues history 问题文件夹 C-5561 -o 经过.xlsx
    """
    from textgov.register import open_project
    from textgov.stages.export.register import event_rows, event_table

    with open_project(folder, day=day) as project:
        rows = event_rows(project.record(issue))
    _write(output, rows, event_table(rows))


@app.command(cls=ChineseCommand)
def reply(
    folder: Project,
    issue: Issue,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="答复单:.docx .html .md", show_default=False)
    ],
    day: Day = None,
    k: Least = RELEASE.k,
    accept_risk: AcceptRisk = None,
) -> None:
    """出一个问题的公开答复单:反映什么、谁办、议定什么、何时办完、下一步;没有写信人,不引原信。

    例:textgov issues reply 问题文件夹 C-5561 -o 答复.docx
    """
    from textgov.register import open_project
    from textgov.stages.export.reply import check_ending, write_reply

    check_ending(output)
    with open_project(folder, day=day, accept=accept_risk or ()) as project:
        record = project.record(issue)
        item = project.agenda([record.id], k=k)[0]
        write_reply(output, item, record, project.today)
    if record.letters < k:
        Console().warn(f"这个问题的来信少于 {k} 封,公开张贴可能让人猜出是谁写的;建议当面或单独答复")
    Console().say(f"答复单已写入 {output}")


@app.command(cls=ChineseCommand)
def agenda(
    folder: Project,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件", help="议事清单文件:.docx .xlsx .html .md", show_default=False),
    ],
    top: Annotated[int, typer.Option("--top", metavar="数", min=1, help="最多列几项,最急、最热的在前")] = AGENDA.top,
    day: Day = None,
    k: Least = RELEASE.k,
    accept_risk: AcceptRisk = None,
) -> None:
    """用台账里等着上会的问题出议事清单,写上以前的会议;已在办理或已答复的不再列。

    例:textgov issues agenda 问题文件夹 -o 议事清单.docx --top 10
    """
    from textgov.register import open_project
    from textgov.stages.export.agenda import write_agenda

    with open_project(folder, day=day, accept=accept_risk or ()) as project:
        items = project.agenda(top=top, k=k)
    write_agenda(output, items)
    Console().say(f"{len(items)} 项已写入 {output}")


@app.command(cls=ChineseCommand)
def rename(
    folder: Project,
    issue: Issue,
    label: Annotated[str, typer.Argument(metavar="新名称", show_default=False)],
    day: Day = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """给问题改名;以后归并新来信也保留。

    例:textgov issues rename 问题文件夹 C-5561 枕溪里3栋电梯更换
    """
    from textgov.register import open_project

    with open_project(folder, day=day, accept=accept_risk or ()) as project:
        project.rename(issue, label)
    Console().say(f"已改名为“{label}”")


@app.command(cls=ChineseCommand)
def merge(
    folder: Project,
    issue: Issue,
    others: Annotated[list[str], typer.Argument(metavar="其他问题...", help="并进来的问题", show_default=False)],
    day: Day = None,
) -> None:
    """把其他问题并入第一个问题,名称和编号用第一个的。

    例:textgov issues merge 问题文件夹 C-5561 C-0a1b
    """
    from textgov.register import open_project

    with open_project(folder, day=day) as project:
        project.merge(issue, others)
        record = project.record(issue)
    Console().say(f"已并入 {record.id}({record.label}),共 {record.letters} 封")


@app.command(cls=ChineseCommand)
def split(
    folder: Project,
    issue: Issue,
    letters: Annotated[list[str], typer.Argument(metavar="来信编号...", help="拆出去的来信", show_default=False)],
    label: Annotated[str, typer.Option("--label", metavar="名称", help="新问题的名称;不写则用来信标题")] = "",
    day: Day = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """从一个问题里拆出几封来信,另立一个问题。

    例:textgov issues split 问题文件夹 C-5561 C171 C231 --label 枕溪里3栋困人
    """
    from textgov.register import open_project

    with open_project(folder, day=day, accept=accept_risk or ()) as project:
        identifier = project.split(issue, letters, label=label)
    Console().say(f"已拆出 {len(set(letters))} 封,新问题编号 {identifier}")


@app.command(cls=ChineseCommand)
def move(
    folder: Project,
    letter: Annotated[str, typer.Argument(metavar="来信编号", show_default=False)],
    issue: Issue,
    day: Day = None,
) -> None:
    """把一封来信放进一个问题,不管它原来在哪里。

    例:textgov issues move 问题文件夹 C171 C-0a1b
    """
    from textgov.register import open_project

    with open_project(folder, day=day) as project:
        project.move(letter, issue)
        record = project.record(issue)
    Console().say(f"{letter} 已放进 {record.id}({record.label}),现有 {record.letters} 封")


@app.command(cls=ChineseCommand)
def lock(folder: Project, issue: Issue, day: Day = None) -> None:
    """锁定一个问题:以后归并新来信时不再往里放。

    例:textgov issues lock 问题文件夹 C-5561
    """
    _lock(folder, issue, day, locked=True)


@app.command(cls=ChineseCommand)
def unlock(folder: Project, issue: Issue, day: Day = None) -> None:
    """解除锁定。

    例:textgov issues unlock 问题文件夹 C-5561
    """
    _lock(folder, issue, day, locked=False)


def _lock(folder: Path, issue: str, day: str | None, *, locked: bool) -> None:
    from textgov.register import open_project

    with open_project(folder, day=day) as project:
        project.lock(issue, locked)
    Console().say("已锁定,以后的来信不会自动放进来" if locked else "已解除锁定")


def _write(output: str | None, rows: Sequence[dict[str, Any]], table: Table) -> None:
    from textgov.stages.export.writers import json_lines, write

    if output is None and sys.stdout.isatty():
        Console().show(table)
    elif output in (None, "-"):
        sys.stdout.write(json_lines(rows))
    else:
        wanted = Path(str(output))
        is_json = wanted.suffix.lower() == ".jsonl"
        written = write(wanted, rows if is_json else [], [] if is_json else [table])
        Console().say(f"{len(rows)} 行,已写入 " + "、".join(map(str, written)))
