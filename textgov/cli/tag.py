"""``textgov tag``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textgov.cli.inputs import CodebookFile, Inputs, Output, WithText, reads_documents

if TYPE_CHECKING:
    from textgov.types import Document, Tagging

_PROJECT = ".qdpx"


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    codebook: CodebookFile = None,
    with_text: WithText = False,
    show_removed: Annotated[bool, typer.Option("--show-removed", help="列出从网页中去掉的行和原因")] = False,
) -> None:
    """给报告标出治理做法、给来信标出诉求,附证据原文;并提取数字。

    例:textgov tag 报告文件夹 -o 标签.xlsx;写成 项目.qdpx 可用 NVivo、MAXQDA、ATLAS.ti、QualCoder 打开
    """
    from textgov import api
    from textgov.stages.export.rows import tag_row
    from textgov.stages.export.tag_tables import tag_tables
    from textgov.stages.export.writers import with_texts

    documents = inputs.read()
    if show_removed:
        for document in documents:
            for line in document.removed:
                inputs.console.warn(f"{document.id} 第 {line.number} 行({line.reason}):{line.text.strip()[:40]}")
    found = api.tag(inputs.console.progress(documents, "标注"), codebook=codebook)
    if output is not None and output.lower().endswith(_PROJECT):
        _write_project(inputs, Path(output), documents, found, codebook)
        return
    inputs.write(
        output,
        lambda: with_texts(map(tag_row, documents, found), documents, wanted=with_text),
        lambda: tag_tables(documents, found),
    )


def _write_project(
    inputs: Inputs, output: Path, documents: Sequence[Document], found: Sequence[Tagging], codebook: Path | None
) -> None:
    """Write a REFI-QDA project. It holds the texts, so letters must be masked before."""
    from textgov.gate import check_release, letters_leaving
    from textgov.stages.export.qdpx import write_qdpx
    from textgov.toolbox import toolbox

    check_release(letters_leaving(document for document in documents if document.kind == "letter"))
    write_qdpx(output, documents, found, codebook=toolbox(codebook).codebook)
    inputs.write_rejected(output.parent)
    inputs.console.say(f"已写入 {output}:{len(documents)} 篇,可用 NVivo、MAXQDA、ATLAS.ti、QualCoder 打开")
