"""The whole way on one screen: files → documents → masked → tagged → routed → clustered → agenda → report.

Letters are masked before anything else looks at them; nothing behind ``_mask`` sees a raw letter. Reports are public
texts and stay as they are, so that every quotation can be checked against its source.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path

from textgov import api
from textgov.codebook import Codebook
from textgov.gate import agenda_leaving, check_release, clusters_leaving, letters_leaving
from textgov.naming import summary_of
from textgov.provenance import provenance
from textgov.resources import resource
from textgov.settings import AGENDA, CLUSTER, READ, RELEASE
from textgov.toolbox import toolbox
from textgov.types import AgendaItem, Document, Kind, Rejected, Risk, RunResult

Progress = Callable[[Sequence[Document], str], Iterable[Document]]


def run(
    paths: str | Path | Iterable[str | Path],
    *,
    output: str | Path | None = None,
    kind: Kind | None = None,
    codebook: str | Path | None = None,
    model: str | Path | None = None,
    accept: Collection[str] = (),
) -> RunResult:
    """Go the whole way over files and folders; with ``output`` write everything there, ``report.html`` on top.

    Raises TextgovError when nothing could be read and ReleaseGateError when something personal would have left, except
    of the ids in ``accept``, which ``run.json`` then names.
    """
    reading = api.read(paths, kind=kind)
    result = run_documents(reading.documents, rejected=reading.rejected, codebook=codebook, model=model)
    if output is not None:
        write_run(output, result, codebook=codebook, accept=accept)
    return result


def run_documents(
    documents: Sequence[Document],
    *,
    rejected: Iterable[Rejected] = (),
    codebook: str | Path | None = None,
    model: str | Path | None = None,
    progress: Progress = lambda items, _what: items,
) -> RunResult:
    """Go the whole way over documents that are already read; ``progress`` may wrap a long loop in a progress bar."""
    reports = [document for document in documents if document.kind == "report"]
    letters, risks = _mask(progress([document for document in documents if document.kind == "letter"], "遮盖"))
    by_id = {document.id: document for document in (*reports, *letters)}
    everything = [by_id[document.id] for document in documents]

    taggings = {found.id: found for found in api.tag(progress(everything, "标注"), codebook=codebook)}
    routes = {found.id: found for found in api.route(progress(letters, "分派"), codebook=codebook, model=model)}
    clustering = api.cluster(progress(letters, "归并"), codebook=codebook, routes=routes) if letters else None
    result = RunResult(
        documents=tuple(everything),
        taggings=taggings,
        routes=routes,
        risks=risks,
        clustering=clustering,
        agenda=(),
        rejected=tuple(rejected),
        info=_info(documents, codebook=codebook, model=model),
        names={report.id: summary_of(report, codebook=codebook) for report in reports},
    )
    return replace(result, agenda=agenda_of(result, codebook=toolbox(codebook).codebook))


def agenda_of(
    result: RunResult, *, codebook: Codebook, top: int = AGENDA.top, k: int = RELEASE.k, quotes: bool = False
) -> tuple[AgendaItem, ...]:
    """Return the agenda of a run's letters; ``quotes`` lets it show beginnings of letters whose risk is low."""
    from textgov.stages.agenda import make_agenda

    if result.clustering is None:
        return ()
    letters = [document for document in result.documents if document.kind == "letter"]
    return make_agenda(
        result.clustering,
        letters,
        routes=result.routes,
        taggings=result.taggings,
        codebook=codebook,
        top=top,
        k=k,
        quotable={letter.id for letter in letters if quotes and result.risks[letter.id].level == "low"},
    )


def _mask(letters: Iterable[Document]) -> tuple[list[Document], dict[str, Risk]]:
    pairs = api.masked_documents(letters)
    return [document for document, _ in pairs], {document.id: masked.risk for document, masked in pairs}


def _info(documents: Iterable[Document], **choices: str | Path | None) -> dict[str, object]:
    from textgov.stages.cluster import FORMULA

    chosen = {name: str(value) if value else None for name, value in choices.items()}
    settings = {"read": asdict(READ), "cluster": asdict(CLUSTER), **chosen}
    return provenance(documents, settings) | {"heat_formula": FORMULA}


def write_run(
    folder: str | Path, result: RunResult, *, codebook: str | Path | None = None, accept: Collection[str] = ()
) -> list[Path]:
    """Pass the release gate, then write every result into ``folder``; return the files, most useful first.

    What is left of the ids in ``accept`` does not stop it; ``run.json`` says so.
    """
    from textgov.stages.export.folder import write_result

    letters = [document for document in result.documents if document.kind == "letter"]
    clusters = result.clustering.clusters if result.clustering else ()
    leaving = chain(letters_leaving(letters), clusters_leaving(clusters), agenda_leaving(result.agenda))
    accepted = check_release(leaving, accept=accept)
    result = replace(result, info={**result.info, "accepted_risks": list(accepted)})
    return write_result(Path(folder), result, toolbox(codebook).codebook)


def demo(output: str | Path = "textgov-demo", *, progress: Progress = lambda items, _what: items) -> RunResult:
    """Go the whole way over the corpora that ship (written for this project) and write the results into ``output``."""
    reading = api.read(list(_samples()))
    result = run_documents(reading.documents, rejected=reading.rejected, progress=progress)
    write_run(output, result)
    return result


def _samples() -> Iterator[Path]:
    yield resource("corpora/reports")
    yield from sorted(resource("corpora/letters").glob("*.jsonl"))
