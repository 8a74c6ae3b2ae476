"""``textgov names``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from textgov.cli.inputs import CodebookFile, Inputs, Output, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    engine: Annotated[
        Literal["rules", "lac"],
        typer.Option("--engine", help="rules 按规则;lac 另加人名、地名、机构名(先 pip install 'textgov[ner]')"),
    ] = "rules",
    codebook: CodebookFile = None,
) -> None:
    """找出文中的街道、乡镇、社区、村、小区、组织机构和项目品牌,数出各提到几次(来信先遮盖个人信息)。

    简称并入全称(八坼 → 八坼街道)。

    例:textgov names 报告文件夹 -o 名称.xlsx
    """
    from textgov import research
    from textgov.naming import summary_of
    from textgov.stages.export.names import name_rows, name_table

    documents = research.public(inputs.read())
    found = {
        document.id: summary_of(document, engine=engine, codebook=codebook)
        for document in inputs.console.progress(documents, "查找")
    }
    inputs.write(output, lambda: name_rows(documents, found), lambda: [name_table(documents, found)])
    inputs.console.say(f"{len(documents)} 篇里有 {sum(map(len, found.values()))} 个名称")
