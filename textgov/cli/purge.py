"""``textgov purge``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.console import Console


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="放封存文件的文件夹(连同子文件夹)", exists=True, file_okay=False)
    ],
) -> None:
    """销毁过了保存期限的封存来信。

    例:textgov purge 封存
    """
    from textgov.stages.seal import purge

    deleted, kept = purge(folder, today=date.today())
    for path in deleted:
        Console().say(f"已销毁 {path}")
    Console().say(f"到期销毁 {len(deleted)} 个,未到期 {len(kept)} 个")
