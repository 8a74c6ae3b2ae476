"""``textgov redact``."""

from __future__ import annotations

from typing import Annotated

import typer

from textgov.cli.inputs import Inputs, Output, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    keep_officials: Annotated[bool, typer.Option("--keep-officials", help="不遮盖有职务的干部姓名")] = False,
) -> None:
    """遮盖姓名、电话、证件号、住址等个人信息,并说明每封信还有多大可能认出写信人。

    例:textgov redact 来信.xlsx -o 已遮盖.xlsx
    """
    from textgov import api
    from textgov.stages.export.rows import redact_row
    from textgov.stages.export.tables import redact_table

    documents = inputs.read(kind="letter")
    found = api.redact(inputs.console.progress(documents, "遮盖"), keep_officials=keep_officials)
    inputs.write(
        output,
        lambda: list(map(redact_row, documents, found)),
        lambda: [redact_table(documents, found)],
    )
