"""``textgov segment``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import CodebookFile, Inputs, Output, WithText, reads_documents

Engine = Annotated[str, typer.Option("--engine", metavar="引擎", help="分词引擎:rjieba(快)或 jieba(对照)")]
Dictionary = Annotated[
    Path | None,
    typer.Option("--dictionary", metavar="文件", help="自己的词典(jieba 格式,一行一个词)", show_default=False),
]


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    engine: Engine = "rjieba",
    dictionary: Dictionary = None,
    codebook: CodebookFile = None,
    pos: Annotated[bool, typer.Option("--pos", help="标词性")] = False,
    with_text: WithText = False,
) -> None:
    """分句、分词,给出在原文中的位置。

    例:textgov segment 报告文件夹 -o 分词.jsonl
    """
    from textgov import api
    from textgov.stages.export.rows import segment_row
    from textgov.stages.export.tables import segment_table
    from textgov.stages.export.writers import with_texts

    documents = inputs.read()
    found = api.segment(
        inputs.console.progress(documents, "分词"), engine=engine, dictionary=dictionary, codebook=codebook, pos=pos
    )
    inputs.write(
        output,
        lambda: with_texts(map(segment_row, documents, found), documents, wanted=with_text),
        lambda: [segment_table(documents, found)],
    )
