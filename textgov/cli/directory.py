"""``textgov directory template|check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.chinese import ChineseCommand, ChineseGroup
from textgov.cli.inputs import CodebookFile

app = typer.Typer(cls=ChineseGroup, help="本街道的通讯录:哪个单位管什么、怎么联系。", no_args_is_help=True)

Today = Annotated[
    str | None,
    typer.Option("--today", metavar="日期", help="按哪一天核对,如 2026-01-31;不写则按今天", show_default=False),
]


@app.command(cls=ChineseCommand)
def template(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里:.xlsx 或 .toml", show_default=False)
    ],
    codebook: CodebookFile = None,
) -> None:
    """写出通讯录样表,在 Excel 或 WPS 里填单位、联系方式和有效日期。

    例:textgov directory template -o 通讯录.xlsx
    """
    from textgov.codebook import load_codebook
    from textgov.codebook.directory import write_template

    write_template(load_codebook(codebook), output)
    print(f"已写入 {output};填好后运行 textgov directory check {output}", file=sys.stderr)  # noqa: T201


@app.command(cls=ChineseCommand)
def check(
    file: Annotated[Path, typer.Argument(metavar="通讯录", help=".xlsx 或 .toml", show_default=False)],
    today: Today = None,
    codebook: CodebookFile = None,
) -> None:
    """检查通讯录:两个单位抢一件事、没有单位管的事、过期的、写错的编码。

    例:textgov directory check 通讯录.xlsx
    """
    from textgov.codebook import load_codebook
    from textgov.codebook.directory import check_directory, day_of, load_directory

    book = load_codebook(codebook)
    day = day_of(today)
    directory = load_directory(file, book)
    problems = check_directory(directory, book, day)
    for problem in problems:
        typer.echo(f"{'须改' if problem.wrong else '留意'} {problem.text}")
    wrong = sum(problem.wrong for problem in problems)
    typer.echo(f"{len(directory.offices)} 个单位,按 {day} 核对:{wrong} 处须改,{len(problems) - wrong} 处留意")
    if wrong:
        raise typer.Exit(1)
