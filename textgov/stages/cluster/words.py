"""Telling words: what heads name and few letters hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textgov.settings import ClusterSettings
from textgov.stages.cluster.vectors import Vectors


def telling_words(heads: Sequence[str], vectors: Vectors, settings: ClusterSettings) -> tuple[Any, Any]:
    """Return two 0/1 matrices [letters × words]: which head names the word, and which letter holds it anywhere.

    ``heads`` are plain. The words are those a segmenter finds in the heads that fewer than ``rare_word`` letters hold.
    A letter holds a word when it holds all its bigrams, so no text is searched twice.
    """
    import numpy as np
    import rjieba
    from scipy import sparse

    cut = [{word for word in rjieba.cut(head) if len(word) > 1 and not word.isascii()} for head in heads]
    words = sorted(set().union(*cut))
    rare = [w for w, count in zip(words, vectors.frequency_of(words), strict=True) if 1 < count < settings.rare_word]
    number = {word: at for at, word in enumerate(rare)}
    named = [(row, number[word]) for row, found in enumerate(cut) for word in sorted(found) if word in number]
    parts = [(column, at) for at, word in enumerate(rare) for column in vectors.columns_of(word)]
    bigrams, size = vectors.whole.shape[1], len(rare)
    within = _zeros_and_ones(parts, (bigrams, size))
    held = (vectors.whole @ within).tocsr()
    held.data = (held.data == np.asarray(within.sum(axis=0)).ravel()[held.indices]).astype(np.float32)
    held.eliminate_zeros()
    return _zeros_and_ones(named, (len(heads), size)), sparse.csr_array(held)


def _zeros_and_ones(places: Sequence[tuple[int, int]], shape: tuple[int, int]) -> Any:
    import numpy as np
    from scipy import sparse

    row, column = np.array(places, dtype=np.int64).reshape(-1, 2).T
    return sparse.coo_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape).tocsr()
