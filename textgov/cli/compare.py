"""``textgov compare``."""

from __future__ import annotations

from typing import Annotated

import typer

from textgov.cli.inputs import CodebookFile, Folder, Inputs, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Folder,
    png: Annotated[bool, typer.Option("--png", help="图另存为 .png 和 .svg,放在结果文件夹的 pictures 里")] = False,
    codebook: CodebookFile = None,
) -> None:
    """把几篇报告放在一起比较:各用了哪些做法(附证据)、数字、关键词、相近程度、各年变化。

    没有提到不等于没有做。

    例:textgov compare 报告文件夹 -o 比较结果
    """
    from textgov import research

    documents = inputs.read()
    found = research.compare(documents, output=output, png=png, codebook=codebook, progress=inputs.console.progress)
    inputs.write_rejected(output)
    mentioned = {code for case in found.cases for code in case.cells}
    inputs.console.say(
        f"{len(found.cases)} 个案例,提到 {len(mentioned)} 种做法(没有提到不等于没有做)。请看 {output / 'report.html'}"
    )
