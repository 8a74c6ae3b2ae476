"""``textgov replies``."""

from __future__ import annotations

from typing import Annotated

import typer

from textgov.cli.inputs import AcceptRisk, CodebookFile, Inputs, Output, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    reply_column: Annotated[
        str | None,
        typer.Option("--reply-column", metavar="列名", help="答复所在的列;不写则按常用名称找", show_default=False),
    ] = None,
    reply_date_column: Annotated[
        str | None, typer.Option("--reply-date-column", metavar="列名", help="答复时间所在的列", show_default=False)
    ] = None,
    codebook: CodebookFile = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """看官方答复好不好:切题、完整、说理、及时,各打 0–1 分,附答复原文;薄弱的单列一张表。

    只看文字,不判断答复说的是不是事实;分数供抽查时先看哪些,不用来考核个人。

    例:textgov replies 来信和答复.xlsx -o 答复检查.xlsx
    """
    from textgov.gate import check_release
    from textgov.replies import check_replies
    from textgov.stages.export.replies import reply_row, reply_tables, summary

    documents = inputs.read(kind="letter")
    checks = check_replies(
        inputs.console.progress(documents, "核对"),
        reply_column=reply_column,
        date_column=reply_date_column,
        codebook=codebook,
    )
    criteria = ((one.id, (one.relevance, one.completeness, one.explanation)) for one in checks)
    check_release(
        ((key, [q for one in found for q in one.quotes]) for key, found in criteria), accept=accept_risk or ()
    )
    inputs.console.say(summary(checks))
    inputs.write(output, lambda: [reply_row(one) for one in checks], lambda: reply_tables(checks))
