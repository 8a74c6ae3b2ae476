"""``textgov unseal``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.console import Console
from textgov.cli.inputs import ask_passphrase
from textgov.errors import UsageError


def command(
    sealed: Annotated[
        Path, typer.Argument(metavar="封存文件", help="由 textgov seal 生成的 .sealed 文件", exists=True)
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="来信原文写到这里(.jsonl)", show_default=False)
    ],
) -> None:
    """打开封存文件,取回来信原文。

    例:textgov unseal 来信.sealed -o 来信.jsonl
    """
    from textgov.files import write_text
    from textgov.stages.export.writers import json_lines
    from textgov.stages.seal import open_sealed

    if output.suffix != ".jsonl":
        raise UsageError(f"来信原文不能写成 {output.suffix or '没有扩展名的文件'};请用 .jsonl")
    letters = open_sealed(sealed, passphrase=ask_passphrase())
    rows = (
        {**one.metadata, "id": one.id, "kind": one.kind, "title": one.title, "date": one.date, "text": one.text}
        for one in letters
    )
    write_text(output, json_lines(rows))
    Console().say(f"已取回 {len(letters)} 封到 {output}:这是原文,用完请删除")
