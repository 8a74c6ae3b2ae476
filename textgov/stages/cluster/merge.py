"""Merge letters into groups: average linkage on a sparse graph."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Any

from textgov.settings import ClusterSettings


def merge(links: Any, settings: ClusterSettings, *, known: Sequence[int] | None = None) -> list[int]:
    """Merge the closest two groups until none are close; return the group number of every row.

    ``links`` holds the log-odds of pairs above ``unlinked`` (0 on the diagonal). Sums add up when groups merge, so the
    mean of two groups, their closeness, needs no matrix over all letters. As no letter keeps more than ``max_links``
    links, the mean is over at most half as many a member of the smaller group: else a campaign of hundreds would fall
    apart. Two groups that each hold together must be closer than single letters: two problems of one compound are close
    to each other, but the letters of each are closer.

    Two rows that nothing joined meanwhile are parted again below ``min_pair``: a mean over many letters may be low, one
    likeness alone must be sure.

    ``known`` gives rows the number (0 and up) of a group that exists already, -1 to the others. Such groups take in
    rows and groups without a number, but never one another.
    Sources: average linkage, Sokal & Michener 1958; a threshold that rises with inner likeness, Felzenszwalb &
    Huttenlocher 2004.
    """
    start, fixed = _starts(links.shape[0], known)
    size, inner, sums = _summed(links, start)
    stop = settings.min_log_odds - settings.unlinked
    linked = settings.max_links // 2
    group, version = list(range(len(sums))), [0] * len(sums)

    def cohesion(a: int) -> float:
        return inner[a] / (size[a] * min(size[a] - 1, linked) / 2) if size[a] > 1 else 0.0

    def candidate(a: int, b: int) -> tuple[float, int, int, int, int]:
        a, b = min(a, b), max(a, b)
        few, many = sorted((size[a], size[b]))
        return -sums[a][b] / (few * min(many, linked)), a, b, version[a], version[b]

    heap = [found for a, near in enumerate(sums) for b in near if a < b and -(found := candidate(a, b))[0] >= stop]
    heapq.heapify(heap)
    while heap:
        mean, a, b, seen_a, seen_b = heapq.heappop(heap)
        if (version[a], version[b]) != (seen_a, seen_b) or (fixed[a] and fixed[b]):
            continue
        if -mean < stop + settings.cohesion * max(0.0, min(cohesion(a), cohesion(b)) - stop):
            continue
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
        inner[a] += inner[b] + sums[a][b]
        fixed[a] |= fixed[b]
        del sums[a][b], sums[b][a]
        size[a] += size[b]
        group[b] = a
        version[a] += 1
        version[b] = -1
        for c, value in sums[b].items():
            sums[a][c] = sums[c][a] = sums[a].get(c, 0.0) + value
            del sums[c][b]
        sums[b] = {}
        for c in sums[a]:
            found = candidate(a, c)
            if -found[0] >= stop:
                heapq.heappush(heap, found)
    unsure = settings.min_pair - settings.unlinked
    parted = [size[a] == 2 and inner[a] < unsure and not fixed[a] for a in range(len(size))]
    return [at if parted[root := _root(group, at)] else root for at in start]


def _starts(rows: int, known: Sequence[int] | None) -> tuple[list[int], list[bool]]:
    """Return the group every row begins in, and for every group whether it existed before."""
    known = known if known is not None else [-1] * rows
    numbers: dict[object, int] = {}
    start = [numbers.setdefault(number if number >= 0 else (row,), len(numbers)) for row, number in enumerate(known)]
    fixed = [False] * len(numbers)
    for at, number in zip(start, known, strict=True):
        fixed[at] = number >= 0
    return start, fixed


def _summed(links: Any, start: Sequence[int]) -> tuple[list[int], list[float], list[dict[int, float]]]:
    """Return each group's size, the sum of its inner links and its sums with other groups."""
    import numpy as np
    from scipy import sparse

    size = np.bincount(start)
    belongs = sparse.csr_array((np.ones(len(start)), (start, np.arange(len(start)))), shape=(len(size), len(start)))
    between = (belongs @ links @ belongs.T).tocsr()
    inner = between.diagonal() / 2
    sums = [
        {b: value for b, value in zip(between.indices[s:e].tolist(), between.data[s:e].tolist(), strict=True) if a != b}
        for a, (s, e) in enumerate(zip(between.indptr[:-1], between.indptr[1:], strict=True))
    ]
    return size.tolist(), inner.tolist(), sums


def _root(group: list[int], row: int) -> int:
    while group[row] != row:
        group[row] = group[group[row]]
        row = group[row]
    return row
