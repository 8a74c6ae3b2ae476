"""``textgov kwic``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from textgov.cli.inputs import Inputs, Output, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    query: Annotated[
        str,
        typer.Option(
            "--query", metavar="词", help="要查的词,或匹配式:A|B 任一,A…B 先后出现,# 数字", show_default=False
        ),
    ],
    output: Output = None,
    window: Annotated[int, typer.Option("--window", metavar="字数", help="每侧显示多少字", min=0)] = 20,
    sort: Annotated[
        Literal["right", "left", "none"],
        typer.Option("--sort", help="right 按右侧排,left 按左侧排,none 按原文顺序"),
    ] = "right",
) -> None:
    """查一个词在各篇中的每一处,连同上下文(来信先遮盖个人信息)。

    例:textgov kwic 报告文件夹 --query "协商|议事…会" -o 上下文.xlsx
    """
    from textgov import research
    from textgov.stages.export.research_tables import kwic_row, kwic_table

    documents = inputs.read()
    lines = research.kwic(inputs.console.progress(documents, "查找"), query, window=window, sort=sort)
    inputs.write(output, lambda: [kwic_row(line) for line in lines], lambda: [kwic_table(lines)])
    texts = len({line.document for line in lines})
    inputs.console.say(f"“{query}”在 {len(documents)} 篇中的 {texts} 篇里出现 {len(lines)} 处")
