"""Merge letters into groups: average linkage on a sparse graph."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Any

from textgov.settings import ClusterSettings


def merge(vectors: Any, links: Any, settings: ClusterSettings) -> list[int]:
    """Return a group number for every row of ``vectors``; ``links`` is the sparse matrix of their cosines.

    Two passes of the same merging: over the letters with the links that were kept, then over the groups, where the sums
    of their members' cosines are counted exactly (the product of the summed vectors) wherever they come near to a
    merge, so that a cut link does not split a group.
    """
    import numpy as np
    from scipy import sparse

    first = agglomerate(links, [1] * links.shape[0], settings)
    numbers = np.unique(first, return_inverse=True)[1]
    count = int(numbers.max()) + 1
    belongs = sparse.csr_array((np.ones(len(numbers), np.float32), (numbers, np.arange(len(numbers)))))
    sums = belongs @ vectors
    sizes = np.bincount(numbers, minlength=count)
    near = sparse.triu(belongs @ links @ belongs.T, k=1).tocoo()
    row, column, total = near.row, near.col, near.data
    for at in np.array_split(
        np.flatnonzero(total >= settings.recount * sizes[row] * sizes[column]), len(total) // settings.block + 1
    ):
        total[at] = (sums[row[at]].multiply(sums[column[at]])).sum(axis=1)
    half = sparse.coo_array((total, (row, column)), shape=(count, count)).tocsr()
    second = agglomerate((half + half.T).tocsr(), sizes.tolist(), settings)
    return [second[number] for number in numbers]


def agglomerate(links: Any, sizes: Sequence[int], settings: ClusterSettings) -> list[int]:
    """Merge the closest two groups until none are close; return the group number (a row's number) of every row.

    ``links`` holds the sum of cosines between the members of two rows (0 on the diagonal), ``sizes`` their members.
    Sums of cosines add up when groups merge, so the mean cosine of two groups, their closeness, needs no matrix over
    all letters. Source: average linkage, Sokal & Michener 1958.
    """
    stop = settings.min_closeness
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
    size, group, version = list(sizes), list(range(len(sums))), [0] * len(sums)

    def candidate(a: int, b: int) -> tuple[float, int, int, int, int]:
        a, b = min(a, b), max(a, b)
        return -sums[a][b] / (size[a] * size[b]), a, b, version[a], version[b]

    heap = [found for a, near in enumerate(sums) for b in near if a < b and -(found := candidate(a, b))[0] >= stop]
    heapq.heapify(heap)
    while heap:
        _, a, b, seen_a, seen_b = heapq.heappop(heap)
        if (version[a], version[b]) != (seen_a, seen_b):
            continue
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
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
