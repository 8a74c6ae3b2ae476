"""Merge letters into groups: average linkage on a sparse graph."""

from __future__ import annotations

import heapq
from typing import Any

from textgov.settings import ClusterSettings


def merge(links: Any, settings: ClusterSettings) -> list[int]:
    """Merge the closest two groups until none are close; return the group number (a row's number) of every row.

    ``links`` holds the log-odds of pairs above ``unlinked`` (0 on the diagonal). Sums add up when groups merge, so the
    mean of two groups, their closeness, needs no matrix over all letters. As no letter keeps more than ``max_links``
    links, the mean is over at most half as many a member of the smaller group: else a campaign of hundreds would fall
    apart. Two groups that each hold together must be closer than single letters: two problems of one compound are close
    to each other, but the letters of each are closer.
    Sources: average linkage, Sokal & Michener 1958; a threshold that rises with inner likeness, Felzenszwalb &
    Huttenlocher 2004.
    """
    stop = settings.min_log_odds - settings.unlinked
    linked = settings.max_links // 2
    sums: list[dict[int, float]] = [
        dict(
            zip(
                links.indices[start:end].tolist(),
                links.data[start:end].tolist(),
                strict=True,
            )
        )
        for start, end in zip(links.indptr[:-1], links.indptr[1:], strict=True)
    ]
    size, group, version = [1] * len(sums), list(range(len(sums))), [0] * len(sums)

    inner = [0.0] * len(sums)

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
        if (version[a], version[b]) != (seen_a, seen_b):
            continue
        if -mean < stop + settings.cohesion * max(0.0, min(cohesion(a), cohesion(b)) - stop):
            continue
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
        inner[a] += inner[b] + sums[a][b]
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
    return [_root(group, row) for row in range(len(group))]


def _root(group: list[int], row: int) -> int:
    while group[row] != row:
        group[row] = group[group[row]]
        row = group[row]
    return row
