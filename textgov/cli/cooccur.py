"""``textgov cooccur``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from textgov.cli.inputs import CodebookFile, Inputs, Output, reads_documents


@reads_documents
def command(
    inputs: Inputs,
    output: Output = None,
    of: Annotated[
        Literal["practices", "terms", "organisations"],
        typer.Option("--of", help="practices 做法(来信为诉求),terms 常用词,organisations 组织机构"),
    ] = "practices",
    by: Annotated[
        Literal["sentence", "paragraph", "document"],
        typer.Option("--by", help="在一起指:sentence 同一句,paragraph 同一段,document 同一篇"),
    ] = "sentence",
    minimum: Annotated[int, typer.Option("--minimum", metavar="次数", help="至少一起出现这么多次", min=1)] = 2,
    top: Annotated[int, typer.Option("--top", metavar="个数", help="最多取多少个常用词或机构", min=2)] = 100,
    codebook: CodebookFile = None,
) -> None:
    """看哪些做法、词或机构常在一起出现:次数和关联度 NPMI(1 总在一起,0 和碰巧一样)。

    除表格外,-o 还可以写 .graphml 和 .gexf(用 Gephi 打开)或 .svg、.png(图)。

    例:textgov cooccur 报告文件夹 --by paragraph -o 做法网络.svg
    """
    from textgov import research
    from textgov.stages.export.network import NETWORK_FILES, write_network
    from textgov.stages.export.research_tables import edge_row, network_tables

    documents = inputs.read()
    network = research.cooccur(
        inputs.console.progress(documents, "统计"), of=of, by=by, minimum=minimum, top=top, codebook=codebook
    )
    if output and Path(output).suffix.lower() in NETWORK_FILES:
        write_network(output, network)
        inputs.write_rejected(Path(output).parent)
        inputs.console.say(f"{len(network.nodes)} 个节点,{len(network.edges)} 条边。已写入 {output}")
        return
    inputs.write(output, lambda: [edge_row(edge) for edge in network.edges], lambda: network_tables(network))
