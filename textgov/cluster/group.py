"""The stage itself: letters in, groups with label, dates and heat out."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textgov.cluster.heat import growth, heat
from textgov.cluster.label import key_terms, name_of
from textgov.cluster.merge import merge
from textgov.cluster.vectors import Vectors, neighbours, plain, vectorise
from textgov.settings import CLUSTER, ClusterSettings
from textgov.types import Cluster, Clustering, Document

_LIKES = ("likes", "点赞数", "点赞", "赞", "赞同数", "like")


@dataclass(frozen=True, slots=True)
class _Batch:
    """Letters in order of date; ``text_of[i]`` is the row in ``vectors`` of letter i's wording, or None without one."""

    letters: Sequence[Document]
    text_of: Sequence[int | None]
    vectors: Vectors
    last: str | None


def cluster(
    documents: Sequence[Document],
    *,
    settings: ClusterSettings = CLUSTER,
    bodies: Mapping[str, str | None] | None = None,
    urgent: Container[str] = (),
) -> Clustering:
    """Group letters about the same concrete problem; the order of ``documents`` does not matter.

    Titles (weighted) and texts become TF-IDF vectors of character bigrams; letters whose cosine is high are linked and
    merged by average linkage on the sparse graph. Letters with the same wording count as one while groups are made.

    ``bodies`` maps a letter's id to the body it was routed to (a group gets the most frequent one); ``urgent`` holds
    the ids of urgent letters. Returns the groups of at least two letters, the most pressing first, and for every id
    the group's id or None where it stands alone. A group's id is made from the id of its earliest letter.
    """
    letters = sorted(documents, key=lambda letter: (letter.date or "9999", letter.id))
    wordings: dict[tuple[str, str], int] = {}
    text_of: list[int | None] = []
    for letter in letters:
        wording = plain(letter.title), plain(letter.text[: settings.max_chars])
        text_of.append(wordings.setdefault(wording, len(wordings)) if any(wording) else None)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    batch = None
    if wordings:
        vectors = vectorise([title for title, _ in wordings], [text for _, text in wordings], settings)
        last = max((letter.date for letter in letters if letter.date), default=None)
        batch = _Batch(letters, text_of, vectors, last)
        number = merge(vectors.tfidf, neighbours(vectors.tfidf, settings), settings)
        for letter_index, text_index in enumerate(text_of):
            if text_index is not None:
                groups[number[text_index]].append(letter_index)
    assignments: dict[str, str | None] = dict.fromkeys(letter.id for letter in documents)
    clusters = []
    for members in groups.values():
        if len(members) > 1 and batch:
            found = _describe(batch, members, bodies or {}, urgent, settings)
            clusters.append(found)
            assignments.update(dict.fromkeys(found.members, found.id))
    return Clustering(tuple(sorted(clusters, key=lambda found: (-found.heat.value, found.id))), assignments)


def _describe(
    batch: _Batch,
    members: list[int],
    bodies: Mapping[str, str | None],
    urgent: Container[str],
    settings: ClusterSettings,
) -> Cluster:
    """Make the Cluster of the letters with these numbers, which are in order of date."""
    letters = [batch.letters[index] for index in members]
    rows = sorted({row for index in members if (row := batch.text_of[index]) is not None})
    central = _by_centrality(batch.vectors.tfidf, rows)
    medoid = next(letter for index, letter in zip(members, letters, strict=True) if batch.text_of[index] == central[0])
    same = _duplicates(batch, members, rows, settings)
    dates = [letter.date for letter in letters]
    days = sorted({day for day in dates if day})
    named = Counter(body for letter in letters if (body := bodies.get(letter.id)))
    by_wording = {batch.text_of[index]: letter for index, letter in zip(members, letters, strict=True)}
    wordings = [by_wording[row] for row in central]
    terms = key_terms(wordings, batch.vectors, settings)
    return Cluster(
        id="C-" + hashlib.sha256(letters[0].id.encode("utf-8", "surrogatepass")).hexdigest()[:10],
        label=name_of(wordings, terms, settings),
        terms=terms,
        members=tuple(letter.id for letter in letters),
        representative=medoid.id,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        heat=heat(
            len(letters),
            distinct_days=len(days),
            growth=growth(dates, batch.last, settings=settings),
            likes=sum(_likes(letter) for letter in letters),
            urgent=sum(letter.id in urgent for letter in letters),
            duplicates=sum(len(copies) - 1 for copies in same),
            settings=settings,
        ),
        body=min(named, key=lambda body: (-named[body], body)) if named else None,
        duplicates=same,
    )


def _by_centrality(tfidf: Any, rows: list[int]) -> list[int]:
    """Order rows by their cosine to the sum of all of them, the most central first; of equals the earlier."""
    import numpy as np

    chosen = tfidf[rows]
    middle = np.asarray(chosen.sum(axis=0)).ravel()
    closeness = np.round(np.asarray(chosen @ middle).ravel(), 5)
    return [rows[at] for at in np.argsort(-closeness, kind="stable")]


def _duplicates(
    batch: _Batch, members: list[int], rows: list[int], settings: ClusterSettings
) -> tuple[tuple[str, ...], ...]:
    """Return the ids of letters with the same or almost the same text, group by group, in order of date."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    text = batch.vectors.text[rows]
    turned = text.T.tocsr()
    length = np.asarray(text.sum(axis=1)).ravel()
    pairs = [np.empty((2, 0), dtype=np.int64)]
    for start in range(0, len(rows), settings.block):
        shared = (text[start : start + settings.block] @ turned).tocoo()
        row, column = shared.row + start, shared.col
        same = shared.data >= settings.min_duplicate * (length[row] + length[column] - shared.data)
        pairs.append(np.stack([row[same], column[same]]))
    row, column = np.concatenate(pairs, axis=1)
    graph = sparse.coo_array((np.ones(len(row), np.int8), (row, column)), shape=(len(rows), len(rows)))
    part = dict(zip(rows, connected_components(graph, directed=False)[1].tolist(), strict=True))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for index in members:
        wording = batch.text_of[index]
        if wording is not None:
            found[part[wording]].append(batch.letters[index].id)
    return tuple(tuple(copies) for copies in found.values() if len(copies) > 1)


def _likes(letter: Document) -> int:
    """Return the approvals that the letter's row counts, 0 where it counts none or not in whole numbers."""
    for name in _LIKES:
        value = letter.metadata.get(name, "").strip()
        if value.removesuffix(".0").isdecimal():
            return int(value.removesuffix(".0"))
    return 0
