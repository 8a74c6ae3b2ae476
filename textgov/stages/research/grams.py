"""How often every run of characters occurs, and how free it is: the statistics behind new words.

Everything is counted in arrays: runs of n characters get a number each, made from the numbers of the two runs of n - 1
characters that they begin and end with, so that a million letters' characters take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Gram:
    """A run of characters.

    ``pmi`` is the least pointwise mutual information in bits over all ways to cut it in two, ``ceiling`` what it would be
    if the parts occurred nowhere else; ``left`` and ``right`` are the entropies in bits of its neighbours, where each end
    of a clause counts as a neighbour of its own; ``whole`` is the share of occurrences that begin and end at an edge of a
    dictionary's word. What is too rare to be measured is None.
    """

    text: str
    count: int
    documents: int
    pmi: float | None
    ceiling: float
    left: float | None
    right: float | None
    whole: float


class Corpus:
    """Texts laid end to end as numbers; ``edges`` holds where the dictionary's words end in each text."""

    def __init__(self, texts: Sequence[str], edges: Sequence[Sequence[int]]) -> None:
        self.text = _BETWEEN.join(texts) + _BETWEEN
        points = np.frombuffer(self.text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        hanzi = (points >= 0x4E00) & (points <= 0x9FFF)
        # 0 is what no word goes across.
        self.codes: Ints = np.where(hanzi, points, 0)
        self.document: Ints = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
        self.edge = np.zeros(len(self.text) + 1, dtype=bool)
        start = 0
        for text, ends in zip(texts, edges, strict=True):
            self.edge[[start, *(start + end for end in ends)]] = True
            start += len(text) + 1

    def grams(self, *, longest: int, minimum: int, whole: float) -> Iterator[Gram]:
        """Yield the runs of 2 to ``longest`` Chinese characters that occur at least ``minimum`` times.

        Those of which a smaller share than ``whole`` stands between edges are left out: fragments of known words.
        """
        total = max(1, int((self.codes > 0).sum()))
        # numbers[i] and counts[n][i] belong to the run of n characters that begins at i; 0 where there is none.
        numbers = self.codes
        _, owner, count = np.unique(numbers, return_inverse=True, return_counts=True)
        counts = [np.zeros_like(numbers), np.where(numbers > 0, count[owner], 0)]
        for length in range(2, longest + 1):
            places = np.flatnonzero((numbers[:-1] > 0) & (numbers[1:] > 0))
            _, owner, count = np.unique(
                _pair(numbers[places], numbers[places + 1]), return_inverse=True, return_counts=True
            )
            kept = count[owner] >= minimum
            places, owner = places[kept], owner[kept]
            if not len(places):
                return
            numbers, longer = np.zeros_like(numbers), np.zeros_like(numbers)
            numbers[places], longer[places] = owner + 1, count[owner]
            counts.append(longer)
            aligned = self.edge[places] & self.edge[places + length]
            share = np.bincount(owner, weights=aligned, minlength=len(count)) / count
            shown = share[owner] >= whole
            yield from self._of_length(length, places[shown], owner[shown], share, counts, total)

    def _of_length(
        self, length: int, places: Ints, numbers: Ints, whole: Floats, counts: Sequence[Ints], total: int
    ) -> Iterator[Gram]:
        numbers, first, owner = np.unique(numbers, return_index=True, return_inverse=True)
        begin = places[first]
        count = counts[length][begin]
        pmi = np.full(len(begin), np.inf)
        for cut in range(1, length):
            apart = counts[cut][begin] * counts[length - cut][begin + cut]
            pmi = np.minimum(pmi, np.log2(count * total / apart))
        documents = np.bincount(np.unique(_pair(owner, self.document[places])) // _WIDTH, minlength=len(begin))
        before = np.where(places > 0, self.codes[places - 1], 0)
        left, right = _entropy(owner, before, count), _entropy(owner, self.codes[places + length], count)
        columns = (
            column.tolist()
            for column in (begin, count, documents, pmi, np.log2(total / count), left, right, whole[numbers])
        )
        for place, *numbered in zip(*columns, strict=True):
            yield Gram(self.text[place : place + length], *numbered)


# Larger than any character's number and than the number of documents.
_WIDTH = 1 << 32


def _pair(one: Ints, other: Ints) -> Ints:
    return one.astype(np.int64) * _WIDTH + other


def _entropy(owner: Ints, neighbour: Ints, count: Ints) -> Floats:
    """Return the entropy in bits of each owner's neighbours; a neighbour 0 is unlike every other."""
    inside = neighbour > 0
    pairs, times = np.unique(_pair(owner[inside], neighbour[inside]), return_counts=True)
    repeated = np.bincount(pairs // _WIDTH, weights=times * np.log2(times), minlength=len(count))
    entropy: Floats = np.log2(count) - repeated / count
    return entropy
