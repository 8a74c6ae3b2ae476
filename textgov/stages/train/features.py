"""From texts to a vocabulary and sparse rows, with the same code that reads letters later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.models import Floats, Ints, Vocabulary, codes_of, gram_hashes, weighted


def choose_terms(texts: Sequence[str], *, longest: int, min_letters: int) -> list[str]:
    """Return the n-grams (1 … ``longest`` characters) that occur in at least ``min_letters`` texts, sorted.

    Only runs of Chinese characters with at most one 0 (any digit) count, because numbers are telephone numbers, amounts
    and house numbers, and runs of Latin letters (app, ktv); a mixture (A3区) is a code of one place.
    """
    codes = [codes_of(text) for text in texts]
    hashed = [gram_hashes(code, longest) for code in codes]
    terms = []
    for n in range(1, longest + 1):
        uniques = [np.unique(grams[n - 1], return_index=True) for grams in hashed if len(grams) >= n]
        if not uniques:
            continue
        owners = np.repeat([i for i, grams in enumerate(hashed) if len(grams) >= n], [len(u[0]) for u in uniques])
        starts = np.concatenate([u[1] for u in uniques])
        _, first, counts = np.unique(np.concatenate([u[0] for u in uniques]), return_index=True, return_counts=True)
        for place in first[counts >= min_letters]:
            owner, start = owners[place], starts[place]
            term = "".join(map(chr, codes[owner][start : start + n]))
            if _counts(term):
                terms.append(term)
    return sorted(terms)


def _counts(term: str) -> bool:
    latin = all("a" <= c <= "z" for c in term)
    chinese = all("\u4e00" <= c <= "\u9fff" or c == "0" for c in term)
    return (chinese and term.count("0") < 2 and term != "0") or (latin and len(term) > 1)


def term_rows(vocabulary: Vocabulary, texts: Sequence[str]) -> list[Ints]:
    """Return the term numbers of each text, with repetitions."""
    return [vocabulary.find(text).terms for text in texts]


def document_frequency(rows: Sequence[Ints], size: int) -> Ints:
    """Return in how many rows each of ``size`` terms occurs."""
    return np.bincount(np.concatenate([np.unique(row) for row in rows]), minlength=size)


def idf_of(rows: Sequence[Ints], size: int) -> Floats:
    """Return the smoothed inverse document frequency log((1 + n) / (1 + df)) + 1 of each term."""
    return np.asarray(np.log((1 + len(rows)) / (1 + document_frequency(rows, size))) + 1, np.float32)


def matrix(rows: Sequence[Ints], idf: Floats) -> Any:
    """Return the rows' features as a scipy CSR matrix [texts × terms]."""
    from scipy.sparse import csr_matrix

    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    found = weighted(np.concatenate(rows), owners, len(rows), idf)
    return csr_matrix((found.values, found.terms, found.bounds), shape=(len(rows), len(idf)))


def near_duplicates(texts: Sequence[str], *, seed: int = 0) -> NDArray[np.int64]:
    """Return a group number a text; texts that share most of their 6-grams have the same.

    Min-hash signatures of 20 values, in 10 bands of 2 (Broder 1997): pairs with Jaccard similarity 0.7 meet with
    probability 0.999, with 0.1 in one of ten cases.
    """
    random = np.random.default_rng(seed)
    salts = random.integers(1, 2**63, size=20, dtype=np.uint64) | np.uint64(1)
    parent = list(range(len(texts)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    buckets: dict[tuple[int, int, int], int] = {}
    short: defaultdict[str, int] = defaultdict(int)
    for number, text in enumerate(texts):
        grams = gram_hashes(codes_of("".join(text.split())), 6)
        if len(grams) < 6:
            parent[root(number)] = root(short.setdefault(text.strip(), number))
            continue
        unique = np.unique(grams[5])
        signature = [int((unique * salt).min()) for salt in salts]
        for band in range(10):
            key = (band, signature[2 * band], signature[2 * band + 1])
            parent[root(number)] = root(buckets.setdefault(key, number))
    return np.array([root(number) for number in range(len(texts))], np.int64)
