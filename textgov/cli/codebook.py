"""``textgov codebook check|show|export|import``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.chinese import ChineseCommand, ChineseGroup

app = typer.Typer(cls=ChineseGroup, help="检查、查看、导出、导入编码本。", no_args_is_help=True)

File = Annotated[
    Path | None, typer.Argument(metavar="编码本", help=".toml 或 .xlsx;不写则用自带的", show_default=False)
]


@app.command(cls=ChineseCommand)
def check(file: File = None) -> None:
    """检查编码本:不认识的键、重复的编码、两个编码抢同一个词、没有部门的诉求。

    例:textgov codebook check 我的编码本.xlsx
    """
    from textgov.codebook import load_codebook

    book = load_codebook(file)
    codes = [*book.practices.values(), *book.issues.values()]
    typer.echo(
        f"没有发现问题:{len(book.practices)} 种做法,{len(book.issues)} 类诉求,{len(book.bodies)} 个部门,"
        f"{sum(len(code.forms) for code in codes)} 个词形,{sum(len(code.rules) for code in codes)} 条规则"
    )


@app.command(cls=ChineseCommand)
def show(
    code: Annotated[
        str | None, typer.Argument(metavar="编码", help="编码,如 grid;不写则列出全部", show_default=False)
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="文件", help="自己的编码本", show_default=False)
    ] = None,
) -> None:
    """查看全部编码,或一个编码的定义、词形、规则和例句。

    例:textgov codebook show deliberation
    """
    from textgov.codebook import Body, Code, load_codebook
    from textgov.codebook.checks import nearest
    from textgov.errors import UsageError

    book = load_codebook(codebook)
    parts: dict[str, Mapping[str, Code | Body]] = {"做法": book.practices, "诉求": book.issues, "部门": book.bodies}
    if code is None:
        for title, part in parts.items():
            typer.echo(f"\n{title}")
            for entry in part.values():
                typer.echo(f"  {entry.id:24s}{entry.name}")
        return
    known = {identifier: entry for part in parts.values() for identifier, entry in part.items()}
    if code not in known:
        raise UsageError(f"没有编码 {code}{nearest(code, known)}")
    from dataclasses import asdict

    from textgov.codebook.layout import HEADINGS

    for key, value in asdict(known[code]).items():
        if isinstance(value, tuple):
            value = "".join(f"\n  {_line(item)}" for item in value)
        if value:
            typer.echo(f"{HEADINGS.get(key, key)}:{value}")


def _line(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    extra = [
        f"{name} {'、'.join(item[key])}"
        for key, name in (("near", "旁边要有"), ("not_near", "旁边不能有"))
        if item[key]
    ]
    return ";".join([item["match"], *extra])


@app.command(cls=ChineseCommand)
def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里:.xlsx 或 .toml", show_default=False)
    ],
    file: File = None,
) -> None:
    """导出编码本,在 Excel 或 WPS 里修改。

    例:textgov codebook export -o 编码本.xlsx
    """
    from textgov.codebook import load_codebook
    from textgov.codebook.table import write_codebook

    write_codebook(load_codebook(file), output)
    print(f"已写入 {output};改好后运行 textgov codebook check {output}", file=sys.stderr)  # noqa: T201


@app.command(name="import", cls=ChineseCommand)
def import_(
    file: Annotated[Path, typer.Argument(metavar="编码本", help="改好的 .xlsx 或 .toml", show_default=False)],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里:.toml 或 .xlsx", show_default=False)
    ],
) -> None:
    """把改好的表格检查后转成编码本文件,以后用 --codebook 使用它。

    例:textgov codebook import 编码本.xlsx -o 编码本.toml
    """
    from textgov.codebook import load_codebook
    from textgov.codebook.table import write_codebook

    write_codebook(load_codebook(file), output)
    print(f"检查通过,已写入 {output};使用:textgov tag 报告 --codebook {output}", file=sys.stderr)  # noqa: T201
