"""The stage itself: letters in, groups with label, dates and heat out."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textgov.settings import CLUSTER, ClusterSettings
from textgov.stages.cluster.course import bursts, trend
from textgov.stages.cluster.heat import growth, heat, iso_day
from textgov.stages.cluster.label import name_of
from textgov.stages.cluster.merge import merge
from textgov.stages.cluster.pairs import Rows, copies, log_odds, neighbours, without_copies
from textgov.stages.cluster.terms import key_terms
from textgov.stages.cluster.topics import issue_of, topics
from textgov.stages.cluster.vectors import Vectors, plain, vectorise
from textgov.types import Cluster, Clustering, Document

_LIKES = ("likes", "点赞数", "点赞", "赞", "赞同数", "like")


@dataclass(frozen=True, slots=True)
class _Batch:
    """Letters in order of date; ``text_of[i]`` is the row in ``vectors`` of letter i's wording.

    Letters with the same number in ``copy_of`` have almost the same text; rows of high ``centrality`` are near their
    group's middle; ``last`` is the latest date.
    """

    letters: Sequence[Document]
    text_of: Sequence[int]
    copy_of: Sequence[int]
    centrality: Sequence[float]
    vectors: Vectors
    issues: Any
    last: str | None


def cluster(
    documents: Sequence[Document],
    *,
    settings: ClusterSettings = CLUSTER,
    bodies: Mapping[str, str | None] | None = None,
    urgent: Container[str] = (),
    into: Clustering | None = None,
) -> Clustering:
    """Group letters about the same concrete problem; the order of ``documents`` does not matter.

    Titles (weighted) and texts become TF-IDF vectors of character bigrams; a small fixed model says of every two
    letters that look alike how likely they are about one problem, and average linkage on the sparse graph merges them.
    Letters with almost the same text count as one while groups are made.

    ``bodies`` maps a letter's id to the body it was routed to (a group gets the most frequent one); ``urgent`` holds
    the ids of urgent letters. ``into`` is an earlier result over some of the ``documents``: its groups keep their
    letters, ids and labels; the other letters join them, or one another.

    Returns the groups of at least two letters, the most pressing first, and for every id the group's id or None where
    it stands alone. A group's id is made from the id of its earliest letter.
    """
    worded = [
        (letter, wording)
        for letter in sorted(documents, key=lambda letter: (iso_day(letter.date) or "9999", letter.id))
        if any(wording := (plain(letter.title), plain(letter.text[: settings.max_chars])))
    ]
    earlier = into or Clustering((), {})
    assignments: dict[str, str | None] = dict.fromkeys(letter.id for letter in documents)
    if not worded:
        return Clustering(earlier.clusters, assignments | dict(earlier.assignments))
    letters = [letter for letter, _ in worded]
    row_of: dict[tuple[str, str], int] = {}
    text_of = [row_of.setdefault(wording, len(row_of)) for _, wording in worded]
    rows = rows_of(letters, text_of, [*row_of], settings)
    links = neighbours(rows.vectors.tfidf, settings)
    copy_of = copies(rows.vectors, links, settings)
    odds = without_copies(log_odds(rows, links, settings), copy_of)
    held = [earlier.assignments.get(letter.id) for letter in letters]
    sets = [int(copy_of[row]) for row in text_of]
    merged = merge(odds, settings, known=_known(sets, held, len(odds.indptr) - 1))
    number = [merged[at] for at in copy_of]
    last = max((day for letter in documents if (day := iso_day(letter.date))), default=None)
    batch = _Batch(letters, text_of, sets, _centrality(rows.vectors.tfidf, number), rows.vectors, rows.issues, last)
    groups = _groups([merged[at] for at in sets], held)
    taken = {one.id: one.label for one in earlier.clusters}
    clusters = []
    for name, members in groups:
        if len(members) > 1 or name:
            found = _describe(batch, members, bodies or {}, urgent, settings)
            if name:
                found = replace(found, id=name, label=taken.get(name) or found.label)
            else:
                found = replace(found, id=_free(found.id, taken))
            taken[found.id] = found.label
            clusters.append(found)
            assignments.update(dict.fromkeys(found.members, found.id))
    return Clustering(tuple(sorted(clusters, key=lambda found: (-found.heat.value, found.id))), assignments)


def rows_of(
    letters: Sequence[Document], text_of: Sequence[int], wordings: Sequence[tuple[str, str]], settings: ClusterSettings
) -> Rows:
    """Return what pairs are judged by; of letters with one wording the earliest stands for all."""
    import numpy as np

    first: dict[int, Document] = {}
    for letter, row in zip(letters, text_of, strict=True):
        first.setdefault(row, letter)
    days = [date.fromisoformat(day).toordinal() if (day := iso_day(one.date)) else -1 for one in first.values()]
    issues, bodies = topics(
        [one.title or one.text[: settings.head_chars] for one in first.values()],
        [f"{one.title}\n{one.text[: settings.topic_chars]}" for one in first.values()],
    )
    vectors = vectorise([title for title, _ in wordings], [text for _, text in wordings], settings)
    return Rows(wordings, vectors, issues, bodies, np.array(days))


def _known(sets: Sequence[int], held: Sequence[str | None], size: int) -> list[int]:
    """Return for each set of copies the number of the earlier group it is in, -1 for none; the first letter decides."""
    numbers: dict[str, int] = {}
    known = [-1] * size
    for at, name in zip(sets, held, strict=True):
        if name is not None and known[at] < 0:
            known[at] = numbers.setdefault(name, len(numbers))
    return known


def _groups(numbers: Sequence[int], held: Sequence[str | None]) -> list[tuple[str | None, list[int]]]:
    """Return the letters of each group with the id it has already, if any.

    A letter never leaves its earlier group: not even where it is a copy of a letter of another one.
    """
    named: dict[int, str] = {}
    for number, name in zip(numbers, held, strict=True):
        if name is not None:
            named.setdefault(number, name)
    groups: defaultdict[str | int, list[int]] = defaultdict(list)
    for index, (number, name) in enumerate(zip(numbers, held, strict=True)):
        key: str | int = name if name is not None else named.get(number, number)
        groups[key].append(index)
    return [(key if isinstance(key, str) else None, members) for key, members in groups.items()]


def _free(name: str, taken: Container[str]) -> str:
    """Return the id, made longer where an earlier group has it: its first letter was moved away by hand."""
    while name in taken:
        name = "C-" + hashlib.sha256(name.encode()).hexdigest()[:10]
    return name


def _describe(
    batch: _Batch,
    members: list[int],
    bodies: Mapping[str, str | None],
    urgent: Container[str],
    settings: ClusterSettings,
) -> Cluster:
    """Make the Cluster of the letters with these numbers, which are in order of date."""
    letters = [batch.letters[index] for index in members]
    rows = {batch.text_of[index] for index in members}
    central = sorted(rows, key=lambda row: (-batch.centrality[row], row))
    where = {batch.text_of[index]: at for at, index in enumerate(members)}
    typical = [
        next(letter.id for index, letter in zip(members, letters, strict=True) if batch.copy_of[index] == one)
        for one in dict.fromkeys(batch.copy_of[members[where[row]]] for row in central)
    ]
    same = _duplicates(batch, members)
    dates = [iso_day(letter.date) for letter in letters]
    days = sorted({day for day in dates if day})
    named = Counter(body for letter in letters if (body := bodies.get(letter.id)))
    by_wording = {batch.text_of[index]: letter for index, letter in zip(members, letters, strict=True)}
    wordings = [by_wording[row] for row in central]
    terms = key_terms(wordings, batch.vectors, settings)
    return Cluster(
        id="C-" + hashlib.sha256(letters[0].id.encode("utf-8", "surrogatepass")).hexdigest()[:10],
        label=name_of(wordings, batch.vectors, settings, issue=issue_of(batch.issues[central]), terms=terms),
        terms=terms,
        members=tuple(letter.id for letter in letters),
        representative=typical[0],
        first=days[0] if days else None,
        last=days[-1] if days else None,
        heat=heat(
            len(letters),
            distinct_days=len(days),
            growth=growth(dates, batch.last, settings=settings),
            likes=sum(likes_of(letter) for letter in letters),
            urgent=sum(letter.id in urgent for letter in letters),
            duplicates=sum(len(copies) - 1 for copies in same),
            settings=settings,
        ),
        body=min(named, key=lambda body: (-named[body], body)) if named else None,
        duplicates=same,
        representatives=tuple(typical[: settings.representatives]),
        trend=trend(dates),
        bursts=bursts(dates, settings=settings),
    )


def _centrality(tfidf: Any, number: Sequence[int]) -> list[float]:
    """Return each row's cosine to the sum of its group's rows, not scaled; for comparing rows of one group."""
    import numpy as np
    from scipy import sparse

    groups = np.unique(np.asarray(number), return_inverse=True)[1]
    size = len(groups)
    belongs = sparse.csr_array((np.ones(size, dtype=np.float32), (groups, np.arange(size))))
    closeness = np.asarray(tfidf.multiply((belongs @ tfidf)[groups]).sum(axis=1)).ravel()
    return np.round(closeness, 5).tolist()  # type: ignore[no-any-return]


def _duplicates(batch: _Batch, members: list[int]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of letters with the same or almost the same text, set by set, in order of date."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for index in members:
        found[batch.copy_of[index]].append(batch.letters[index].id)
    return tuple(tuple(same) for same in found.values() if len(same) > 1)


def likes_of(letter: Document) -> int:
    """Return the approvals that the letter's row counts, 0 where it counts none or not in whole numbers."""
    for name in _LIKES:
        value = letter.metadata.get(name, "").strip()
        if value.removesuffix(".0").isdecimal():
            return int(value.removesuffix(".0"))
    return 0
