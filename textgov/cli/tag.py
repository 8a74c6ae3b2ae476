"""``textgov tag``."""

from __future__ import annotations

from typing import Annotated

import typer

from textgov.cli.inputs import CodebookFile, Inputs, Output, WithText, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    codebook: CodebookFile = None,
    with_text: WithText = False,
    show_removed: Annotated[bool, typer.Option("--show-removed", help="列出从网页中去掉的行和原因")] = False,
) -> None:
    """给报告标出治理做法、给来信标出诉求,附证据原文;并提取数字。

    例:textgov tag 报告文件夹 -o 标签.xlsx
    """
    from textgov import api
    from textgov.stages.export.rows import tag_row
    from textgov.stages.export.tables import tag_tables
    from textgov.stages.export.writers import with_texts

    documents = inputs.read()
    if show_removed:
        for document in documents:
            for line in document.removed:
                inputs.console.warn(f"{document.id} 第 {line.number} 行({line.reason}):{line.text.strip()[:40]}")
    found = api.tag(inputs.console.progress(documents, "标注"), codebook=codebook)
    inputs.write(
        output,
        lambda: with_texts(map(tag_row, documents, found), documents, wanted=with_text),
        lambda: tag_tables(documents, found),
    )
