"""``textgov topics``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from textgov.cli.inputs import CodebookFile, Inputs, reads_documents

Where = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="文件夹或文件",
        help="文件夹(网页加表格),或一个文件:.html .xlsx .csv .jsonl;- 表示屏幕",
        show_default=False,
    ),
]


@reads_documents
def command(
    inputs: Inputs,
    output: Where = None,
    method: Annotated[
        Literal["nmf", "lda"], typer.Option("--method", help="nmf(scikit-learn)或 lda(gensim,需另装)")
    ] = "nmf",
    number: Annotated[
        int | None,
        typer.Option("--topics", metavar="个数", help="主题数;不写则选一致性最高的", min=2, show_default=False),
    ] = None,
    by: Annotated[
        Literal["document", "paragraph"] | None,
        typer.Option("--by", help="paragraph 按段落,document 按整篇;不写则报告按段落、来信按整篇", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="整数", help="随机种子", min=0)] = 1,
    dictionary: Annotated[
        Path | None,
        typer.Option("--dictionary", metavar="文件", help="自己的词典(jieba 格式,一行一个词)", show_default=False),
    ] = None,
    codebook: CodebookFile = None,
) -> None:
    """把报告或来信里常在一起出现的词归成主题:主要词、占比、一致性、稳定度、代表段落。来信先遮盖个人信息。

    文字少、主题不稳定时会提醒。同样的文字和种子得到同样的结果。

    例:textgov topics 报告文件夹 -o 主题结果
    """
    from dataclasses import replace

    from textgov import research
    from textgov.settings import TOPICS
    from textgov.stages.export.topics import write_page, write_topics
    from textgov.stages.export.topics_tables import topic_rows, topic_tables

    documents = inputs.read()
    model = research.topics(
        inputs.console.progress(documents, "分主题"),
        method=method,
        number=number,
        by=by,
        dictionary=dictionary,
        codebook=codebook,
        settings=replace(TOPICS, seed=seed),
    )
    for note in model.warnings:
        inputs.console.warn(note)
    ending = Path(output or "-").suffix.lower()
    if output in (None, "-") or ending in (".xlsx", ".csv", ".jsonl", ".parquet"):
        inputs.write(output, lambda: topic_rows(model), lambda: topic_tables(model))
        return
    path = Path(str(output))
    if ending == ".html":
        write_page(path, model)
    else:
        write_topics(path, model)
    inputs.write_rejected(path.parent if ending == ".html" else path)
    shown = path if ending == ".html" else path / "report.html"
    inputs.console.say(f"{len(model.topics)} 个主题。请看 {shown}")
