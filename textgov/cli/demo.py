"""``textgov demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.console import Console


def command(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="结果文件夹")] = Path("textgov-demo"),
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="只报告错误")] = False,
) -> None:
    """用自带的样例(为本软件编写的报告和来信)走一遍全程,并告诉您打开哪些文件。

    例:textgov demo
    """
    from textgov import pipeline
    from textgov.cli.summary import summary

    console = Console(quiet=quiet)
    result = pipeline.demo(output, progress=console.progress)
    console.say(summary(result, output))
