"""``textgov cluster``."""

from __future__ import annotations

from textgov.cli.inputs import CodebookFile, Folder, Inputs, ModelFolder, reads_documents


@reads_documents
def command(inputs: Inputs, output: Folder, model: ModelFolder = None, codebook: CodebookFile = None) -> None:
    """把说同一件事的来信归到一起,按热度排列;单独的来信照样列出。

    例:textgov cluster 来信.xlsx -o 问题文件夹
    """
    from textgov import api
    from textgov.stages.cluster import FORMULA
    from textgov.stages.export.folder import write_clustering
    from textgov.toolbox import toolbox

    documents = inputs.read(kind="letter")
    letters = [masked for masked, _ in api.masked_documents(inputs.console.progress(documents, "遮盖"))]
    clustering = api.cluster(inputs.console.progress(letters, "归并"), model=model, codebook=codebook)
    names = {body.id: body.name for body in toolbox(codebook).codebook.bodies.values()}
    write_clustering(output, clustering, names=names)
    inputs.write_rejected(output)
    grouped = sum(cluster.size for cluster in clustering.clusters)
    inputs.console.say(
        f"{len(letters)} 封来信:{len(clustering.clusters)} 个共同问题(共 {grouped} 封),"
        f"{len(letters) - grouped} 封单独。{FORMULA}。请看 {output / 'clusters.xlsx'}"
    )
