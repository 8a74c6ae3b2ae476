"""``textgov cluster``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.inputs import AcceptRisk, CodebookFile, Inputs, ModelFolder, reads_documents
from textgov.errors import UsageError

_Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="文件夹", help="结果文件夹,从头归并", show_default=False)
]
_Into = Annotated[
    Path | None,
    typer.Option(
        "--into", metavar="文件夹", help="以前的结果文件夹:新来信归入已有问题或另立新问题", show_default=False
    ),
]


@reads_documents
def command(
    inputs: Inputs,
    output: _Output = None,
    into: _Into = None,
    model: ModelFolder = None,
    codebook: CodebookFile = None,
    accept_risk: AcceptRisk = None,
) -> None:
    """把说同一件事的来信归到一起,按热度排列;单独的来信照样列出,紧急的在前。

    例:textgov cluster 来信.xlsx -o 问题文件夹;下个月:textgov cluster 新来信.xlsx --into 问题文件夹。
    --into 时原有问题的编号、名称和来信都不变,变动记在 changes.jsonl。
    """
    from textgov import api
    from textgov.gate import check_release, clusters_leaving, letters_leaving
    from textgov.register import FILE, open_project
    from textgov.stages.cluster import FORMULA
    from textgov.stages.cluster.store import CHANGES, changes, log_changes, read_earlier, unseen, write_letters
    from textgov.stages.export.folder import write_clustering
    from textgov.toolbox import toolbox

    folder = _folder(output, into, CHANGES)
    earlier, before = read_earlier(folder) if into else ([], None)
    documents = inputs.read(kind="letter")
    masked = [letter for letter, _ in api.masked_documents(inputs.console.progress(documents, "遮盖"))]
    new = unseen(masked, earlier) if into else masked
    letters = [*earlier, *new]
    routes = {found.id: found for found in api.route(letters, codebook=codebook, model=model)}
    clustering = api.cluster(inputs.console.progress(letters, "归并"), routes=routes, into=before)
    leaving = [*letters_leaving(replace(one, metadata={}) for one in new), *clusters_leaving(clustering.clusters)]
    check_release(leaving, accept=accept_risk or ())
    urgent = {key for key, found in routes.items() if found.urgent}
    names = {body.id: body.name for body in toolbox(codebook).codebook.bodies.values()}
    write_clustering(folder, clustering, names=names, letters=letters, urgent=urgent, formula=FORMULA)
    write_letters(folder, letters)
    inputs.write_rejected(folder)
    if (folder / FILE).exists():
        with open_project(folder, codebook=codebook, accept=accept_risk or ()):
            inputs.console.detail(f"新问题已登记到 {folder / FILE}")
    if before is not None:
        rows = changes(before, clustering)
        log_changes(folder, rows)
        opened = sum(row["event"] == "opened" for row in rows)
        joined = sum(row["event"] == "joined" for row in rows)
        inputs.console.say(
            f"新来信 {len(new)} 封(另有 {len(masked) - len(new)} 封以前已收):{joined} 个原有问题有新来信,"
            f"新立 {opened} 个问题,见 {folder / CHANGES}"
        )
    grouped = sum(cluster.size for cluster in clustering.clusters)
    alone_urgent = sum(clustering.assignments[key] is None for key in urgent)
    inputs.console.say(
        f"{len(letters)} 封来信:{len(clustering.clusters)} 个共同问题(共 {grouped} 封),"
        f"{len(letters) - grouped} 封单独,其中 {alone_urgent} 封紧急。{FORMULA}。请看 {folder / 'report.html'} 和 clusters.xlsx"
    )


def _folder(output: Path | None, into: Path | None, log: str) -> Path:
    """Return the one folder that was named; refuse to start anew where a history would no longer fit."""
    if output and into:
        raise UsageError("-o 和 --into 只能写一个:-o 从头归并,--into 接着以前的结果归并")
    if output and ((output / log).exists() or (output / "issues.sqlite").exists()):
        raise UsageError(f"{output} 里已有分批归并或问题台账的记录,从头归并会打乱问题编号。请用 --into,或换一个文件夹")
    folder = output or into
    if folder is None:
        raise UsageError("请用 -o 文件夹 写明结果放哪里;接着以前的结果归并用 --into 文件夹")
    return folder
