"""``textgov publish``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from textgov.cli.inputs import (
    AcceptRisk,
    CodebookFile,
    Folder,
    Inputs,
    ModelFolder,
    Quotes,
    confirm_quotes,
    reads_documents,
)
from textgov.settings import AGENDA, RELEASE


@reads_documents
def command(
    inputs: Inputs,
    output: Folder,
    k: Annotated[int, typer.Option("--k", metavar="数", help="少于这个数的格子隐去")] = RELEASE.k,
    by: Annotated[
        Literal["month", "quarter", "year"], typer.Option("--by", help="按月、季还是年统计;信少就用季或年,隐去的格子少")
    ] = "month",
    top: Annotated[int, typer.Option("--top", metavar="数", min=1, help="议事清单最多列几项")] = AGENDA.top,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    quotes: Quotes = False,
    accept_risk: AcceptRisk = None,
) -> None:
    """做一份可以公开的来信情况:小数字隐去,清单用区间,不出现任何人的话。

    例:textgov publish 来信.xlsx -o 公开

    每次都写进同一个文件夹:会与以前公开的数字核对,防止两次相减看出个别人的信。
    """
    from textgov.publication import publish

    confirm_quotes(quotes)
    documents = inputs.read(kind="letter")
    found = publish(
        inputs.console.progress(documents, "整理"),
        output=output,
        k=k,
        by=by,
        top=top,
        codebook=codebook,
        model=model,
        quotes=quotes,
        accept=accept_risk or (),
    )
    inputs.write_rejected(output)
    hidden = sum(count is None for count in found.cells.values())
    inputs.console.say(f"已写入 {output}:public.html、public.xlsx、agenda.docx、agenda.html;隐去 {hidden} 个数字")
