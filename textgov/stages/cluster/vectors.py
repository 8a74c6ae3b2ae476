"""Letters as sparse vectors of character bigrams, and the links between those that look alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from textgov.fold import fold
from textgov.settings import ClusterSettings

# 三号线 and 3号线, 半山壹号 and 半山一号 are the same place.
_DIGITS = str.maketrans("一二三四五六七八九壹贰叁肆伍陆柒捌玖零〇", "12345678912345678900")
_NOISE = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")
_CODE_BITS = 21


@dataclass(frozen=True, slots=True)
class Vectors:
    """``tfidf``: letters × bigrams, rows of length 1 before rare columns went; ``text``: 0/1 bigrams of the text.

    ``codes`` are all bigrams, sorted, as numbers; ``frequency`` says in how many letters each stands.
    """

    tfidf: Any
    text: Any
    codes: Any
    frequency: Any

    def frequency_of(self, terms: Sequence[str]) -> list[int]:
        """Return for each term of two characters or more in how many letters its rarest bigram stands, at least 1."""
        import numpy as np

        if not terms:
            return []
        bigrams = np.array([_code(a, b) for term in terms for a, b in pairwise(term)], dtype=np.int64)
        at = np.minimum(np.searchsorted(self.codes, bigrams), len(self.codes) - 1)
        known = np.where(self.codes[at] == bigrams, self.frequency[at], 1)
        starts = np.cumsum([0, *(len(term) - 1 for term in terms[:-1])])
        return [max(1, int(count)) for count in np.minimum.reduceat(known, starts)]


def same_digits(text: str) -> str:
    """Write the Chinese digits of a folded text as 1 to 9 and 0."""
    return text.translate(_DIGITS)


def plain(text: str) -> str:
    """Fold width, case, script and digits, and turn whatever is not a letter or digit into single blanks."""
    return _NOISE.sub(" ", same_digits(_SPACE.sub("", fold(text)))).strip()


def vectorise(titles: Sequence[str], texts: Sequence[str], settings: ClusterSettings) -> Vectors:
    """Weight the bigrams of plain titles and texts: sublinear counts × inverse document frequency, length 1.

    The vectors are the rows; a bigram of the title counts ``title_weight`` times. Bigrams of more than ``max_share``
    of the letters say nothing; those of one letter link nothing and count only in its
    length, at ``single_weight``.
    Source: Salton & Buckley 1988.
    """
    import numpy as np
    from scipy import sparse

    size = len(titles)
    counts, codes = _bigrams([*titles, *texts])
    title, text = counts[:size], counts[size:]
    both = (settings.title_weight * title + text).tocsr()
    both.sort_indices()
    frequency = np.bincount(both.indices, minlength=both.shape[1])
    common = min(max(settings.max_share * size, settings.max_share_floor), settings.max_letters_of_bigram)
    inverse = np.where(frequency <= common, np.log((size + 1) / (frequency + 1)) + 1, 0).astype(np.float32)
    inverse[frequency == 1] *= settings.single_weight
    both.data = (1 + np.log(both.data)) * inverse[both.indices]
    length = np.sqrt(np.asarray(both.multiply(both).sum(axis=1)).ravel())
    both = sparse.diags_array(1 / np.maximum(length, 1e-9)).astype(np.float32) @ both
    text.data[:] = 1
    return Vectors(both[:, (frequency > 1) & (frequency <= common)].tocsr(), text, codes, frequency)


def _code(first: str, second: str) -> int:
    return ord(first) << _CODE_BITS | ord(second)


def _bigrams(lines: Sequence[str]) -> tuple[Any, Any]:
    """Count the bigrams of each line: (lines × bigrams as float32, the sorted codes of the bigrams)."""
    import numpy as np
    from scipy import sparse

    joined = " ".join(lines) + " "
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(lines)), [len(line) + 1 for line in lines])
    blank = letters == ord(" ")
    kept = ~(blank[:-1] | blank[1:])
    codes = ((letters[:-1] << _CODE_BITS) | letters[1:])[kept]
    known, column = np.unique(codes, return_inverse=True)
    ones = np.ones(len(codes), dtype=np.float32)
    return sparse.coo_array((ones, (row[:-1][kept], column)), shape=(len(lines), len(known))).tocsr(), known


def neighbours(vectors: Any, settings: ClusterSettings) -> Any:
    """Return the symmetric sparse matrix of cosines ≥ ``min_link``, at most ``max_links`` a row before symmetry.

    Works block by block, so that memory does not grow with the square of the letters.
    """
    import numpy as np
    from scipy import sparse

    size = vectors.shape[0]
    turned = vectors.T.tocsr()
    parts = []
    for start in range(0, size, settings.block):
        block = (vectors[start : start + settings.block] @ turned).tocoo()
        kept = (block.data >= settings.min_link) & (block.row + start != block.col)
        row, column, value = block.row[kept], block.col[kept], block.data[kept]
        order = np.lexsort((column, -value, row))
        row, column, value = row[order], column[order], value[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        best = rank < settings.max_links
        parts.append((row[best] + start, column[best], value[best]))
    row, column, value = (np.concatenate(piece) for piece in zip(*parts, strict=True))
    links = sparse.coo_array((value, (row, column)), shape=(size, size)).tocsr()
    return links.maximum(links.T).tocsr()


def copies(text: Any, links: Any, group: Sequence[int], settings: ClusterSettings) -> list[int]:
    """Return a number for every row that rows of (almost) the same text in the same group share.

    Compares the bigrams (``text``, 0/1) of linked rows by their Jaccard index.
    """
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    near = sparse.triu(links).tocoo()
    groups = np.asarray(group)
    together = groups[near.row] == groups[near.col]
    row, column = near.row[together], near.col[together]
    length = np.asarray(text.sum(axis=1)).ravel()
    same = np.zeros(len(row), dtype=bool)
    for at in np.array_split(np.arange(len(row)), len(row) // settings.block + 1):
        shared = text[row[at]].multiply(text[column[at]]).sum(axis=1)
        same[at] = shared >= settings.min_duplicate * (length[row[at]] + length[column[at]] - shared).clip(min=1)
    graph = sparse.coo_array((same[same], (row[same], column[same])), shape=links.shape)
    numbers: list[int] = connected_components(graph, directed=False)[1].tolist()
    return numbers
