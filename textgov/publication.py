"""The public version of a batch of letters: counts with small cells hidden, the agenda in bands, nobody's words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from textgov import api
from textgov.errors import UsageError
from textgov.files import write_text
from textgov.gate import agenda_leaving, check_release
from textgov.pipeline import agenda_of, run_documents
from textgov.settings import AGENDA, RELEASE
from textgov.stages.release import By
from textgov.toolbox import toolbox
from textgov.types import Document, Publication, RunResult

# What was published from a folder before; a line a release.
LEDGER = "releases.jsonl"
Cells = Mapping[tuple[str, ...], int | None]


def publish(
    source: Iterable[str | Document],
    *,
    output: str | Path | None = None,
    k: int = RELEASE.k,
    by: By = "month",
    top: int = AGENDA.top,
    codebook: str | Path | None = None,
    model: str | Path | None = None,
    quotes: bool = False,
    accept: Collection[str] = (),
) -> Publication:
    """Make what may be published about letters; with ``output`` write it there and remember what was published.

    Letters are counted by body, issue and period (``by``). Counts below ``k`` (2 or more) are hidden, with as many others as it takes that none can be worked out, also not by
    subtracting what the same folder published before; issues of fewer letters are left out of the agenda. Raises UsageError for a ``k`` below 2 and ReleaseGateError when
    something personal would have left, except of the ids in ``accept``.
    """
    from textgov.stages.release import count_letters, give_away, suppress

    if k < 2:
        raise UsageError(f"--k 是 {k};要用 2 以上的整数(一般用 {RELEASE.k}),否则会公开单独一个人的情况")
    result = run_documents(list(api.as_documents(source, "letter")), codebook=codebook, model=model)
    counts, relations = count_letters(result.documents, result.routes, by=by)
    earlier = _earlier(Path(output)) if output else []
    hidden = suppress(counts, relations, k=k, also=give_away(counts, earlier, k=k))
    book = toolbox(codebook).codebook
    agenda = agenda_of(_without_small(result, k), codebook=book, top=top, k=k, quotes=quotes)
    accepted = check_release(agenda_leaving(agenda), accept=accept)
    cells = {key: None if key in hidden else count for key, count in counts.items()}
    found = Publication(k, cells, agenda, accepted)
    if output:
        from textgov.stages.export.publication import write_publication

        write_publication(Path(output), found, book)
        _remember(Path(output), found.cells, earlier)
    return found


def _without_small(result: RunResult, k: int) -> RunResult:
    """Leave out issues that fewer than ``k`` letters raise: two neighbours' quarrel is nothing for a notice board."""
    if result.clustering is None:
        return result
    shown = tuple(cluster for cluster in result.clustering.clusters if cluster.size >= k)
    return replace(result, clustering=replace(result.clustering, clusters=shown))


def _earlier(folder: Path) -> list[dict[tuple[str, ...], int]]:
    path = folder / LEDGER
    if not path.exists():
        return []
    try:
        lines = path.read_text("utf-8").splitlines()
        return [{tuple(key): int(count) for key, count in json.loads(line)["cells"]} for line in lines if line]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} 已损坏,无法与以前公开的数字核对;请从备份恢复它,或换一个输出文件夹(旧的数字要自己核对)"
        ) from error


def _remember(folder: Path, cells: Cells, earlier: list[dict[tuple[str, ...], int]]) -> None:
    """Add this release to the ledger, unless it says what the last one said."""
    published = {key: count for key, count in sorted(cells.items()) if count is not None}
    releases = earlier if published in earlier else [*earlier, published]
    lines = [json.dumps({"cells": list(release.items())}, ensure_ascii=False) + "\n" for release in releases]
    write_text(folder / LEDGER, "".join(lines))
