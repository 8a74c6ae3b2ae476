"""How alike cases are: cosines of their practices and of their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

Matrix = tuple[tuple[float, ...], ...]
# Enough to tell two pairs apart, few enough that the last bits of a processor's sums do not show.
_DIGITS = 4


def practice_likeness(profiles: Sequence[Mapping[str, int]]) -> Matrix:
    """Return the cosines of practice profiles (code → pieces of evidence); each weighs 1 + ln(count)."""
    return _cosines([{code: 1 + log(count) for code, count in profile.items()} for profile in profiles])


def word_likeness(counts: Sequence[Counter[str]]) -> Matrix:
    """Return the cosines of word counts, weighted (1 + ln tf) · (1 + ln((1 + n) / (1 + df))) (Manning et al. 2008)."""
    present = Counter(word for one in counts for word in one)
    size = 1 + len(counts)
    idf = {word: 1 + log(size / (1 + df)) for word, df in present.items()}
    return _cosines([{word: (1 + log(count)) * idf[word] for word, count in one.items()} for one in counts])


def _cosines(vectors: Sequence[Mapping[str, float]]) -> Matrix:
    """Return all pairs' cosines; a vector without entries is like nothing, not even itself."""
    from scipy.sparse import csr_matrix

    columns: dict[str, int] = {}
    indices = [columns.setdefault(name, len(columns)) for vector in vectors for name in vector]
    values = [value for vector in vectors for value in vector.values()]
    ends = np.cumsum([0, *map(len, vectors)])
    table = csr_matrix((values, indices, ends), shape=(len(vectors), max(1, len(columns))), dtype=float)
    lengths = np.sqrt(table.multiply(table).sum(axis=1)).A1 if table.nnz else np.zeros(len(vectors))
    lengths[lengths == 0] = 1.0
    product: NDArray[np.float64] = (table @ table.T).toarray() / np.outer(lengths, lengths)
    rounded = np.clip(np.round(product, _DIGITS), 0.0, 1.0)
    return tuple(tuple(row) for row in rounded.tolist())


def neighbours_first(by_practices: Matrix, by_words: Matrix) -> tuple[int, ...]:
    """Return the cases in the order of the leaves of a tree (average linkage) over the mean of both likenesses."""
    if len(by_words) < 3:
        return tuple(range(len(by_words)))
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    distance = 1 - (np.array(by_practices) + np.array(by_words)) / 2
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    return tuple(int(number) for number in leaves_list(tree))
