"""``textgov agenda``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import AcceptRisk, CodebookFile, Inputs, ModelFolder, Quotes, confirm_quotes, reads_documents
from textgov.settings import AGENDA, RELEASE


@reads_documents
def command(
    inputs: Inputs,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件", help="议事清单文件:.docx .xlsx .html .md", show_default=False),
    ],
    top: Annotated[int, typer.Option("--top", metavar="数", min=1, help="最多列几项,最急、最热的在前")] = AGENDA.top,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    k: Annotated[int, typer.Option("--k", metavar="数", min=1, help="来信数按区间写,最小的区间从几封起")] = RELEASE.k,
    quotes: Quotes = False,
    accept_risk: AcceptRisk = None,
) -> None:
    """由来信生成居民议事会的议事清单:每项一个共同问题,不引用原信。

    例:textgov agenda 来信.xlsx -o 议事清单.docx --top 10
    """
    from textgov import api
    from textgov.gate import agenda_leaving, check_release
    from textgov.stages.export.agenda import write_agenda

    confirm_quotes(quotes)
    documents = inputs.read(kind="letter")
    items = api.agenda(
        inputs.console.progress(documents, "整理"), model=model, codebook=codebook, top=top, k=k, quotes=quotes
    )
    accepted = check_release(agenda_leaving(items), accept=accept_risk or ())
    if accepted:
        inputs.console.warn(f"按你的要求,未因这些项停止输出:{'、'.join(accepted)}")
    write_agenda(output, items)
    inputs.write_rejected(output.parent)
    inputs.console.say(f"{len(items)} 项已写入 {output}")
