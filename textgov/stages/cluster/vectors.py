"""Letters as sparse vectors of character bigrams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from textgov.fold import fold
from textgov.resources import resource
from textgov.settings import ClusterSettings

# 三号线 and 3号线, 半山壹号 and 半山一号 are the same place.
_DIGITS = tuple(zip("一二三四五六七八九壹贰叁肆伍陆柒捌玖零〇", "12345678912345678900", strict=True))
_NOISE = re.compile(r"[\W_]+")
_CODE_BITS = 21


@dataclass(frozen=True, slots=True)
class Vectors:
    """Letters × bigrams. Columns are the same in all matrices: the bigrams that at least two letters share.

    ``tfidf``: rows of length 1 before rare columns went; ``head``, ``whole``: 0/1 of the title (else the text's start)
    and of all. ``idf`` is 0 for bigrams too common to say anything; ``everyday`` marks those that letters hold anywhere.
    ``one_place``: very many letters hold one name. ``columns``: their codes, sorted. Over all bigrams: ``text``, 0/1; ``codes``, sorted, as numbers; ``frequency``, in
    how many letters each stands.
    """

    tfidf: Any
    head: Any
    whole: Any
    idf: Any
    everyday: Any
    one_place: bool
    columns: Any
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

    def columns_of(self, term: str) -> list[int]:
        """Return the columns of the term's bigrams; those that have none are left out."""
        import numpy as np

        bigrams = np.array(sorted({_code(a, b) for a, b in pairwise(term)}), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.columns, bigrams), len(self.columns) - 1)
        return [int(column) for column in at[self.columns[at] == bigrams]] if len(self.columns) else []

    def everyday_of(self, bigrams: Sequence[str]) -> list[bool]:
        """Return for each bigram whether letters hold it anywhere."""
        import numpy as np

        return [bool(share) for share in share_of(np.array([_code(*bigram) for bigram in bigrams], dtype=np.int64))]


def same_digits(text: str) -> str:
    """Write the Chinese digits of a folded text as 1 to 9 and 0."""
    for chinese, digit in _DIGITS:  # a twentieth of the time of str.translate
        text = text.replace(chinese, digit)
    return text


def plain(text: str) -> str:
    """Fold width, case, script and digits, and turn whatever is not a letter or digit into single blanks."""
    return _NOISE.sub(" ", same_digits("".join(fold(text).split()))).strip()


@cache
def _everyday() -> tuple[Any, Any]:
    """Return the bigrams of models/everyday as sorted codes and the share of letters that hold each."""
    import numpy as np

    shares: dict[int, float] = {}
    for line in resource("models/everyday/bigrams.txt").read_text(encoding="utf-8").splitlines():
        share, *bigrams = line.split()
        shares |= {_code(*bigram): float(share) / 1000 for bigram in bigrams}
    codes = sorted(shares)
    return np.array(codes, dtype=np.int64), np.array([shares[code] for code in codes])


def share_of(codes: Any) -> Any:
    """Return for sorted bigram codes the share of letters anywhere that hold them, 0 for rare ones."""
    import numpy as np

    known, share = _everyday()
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.where(known[at] == codes, share[at], 0.0)


def vectorise(titles: Sequence[str], texts: Sequence[str], settings: ClusterSettings) -> Vectors:
    """Weight the bigrams of plain titles and texts: sublinear counts × inverse document frequency, length 1.

    The vectors are the rows; a bigram of the title counts ``title_weight`` times. In how many letters a bigram stands
    is counted in the batch and in ``background`` letters more that hold everyday bigrams in their usual share, so that
    the words of a batch of 50 are not all rare. Bigrams of more than ``max_share`` of the letters say nothing; those of
    one letter link nothing and count only in its length, at ``single_weight``.
    In a batch of some size what very many letters hold, the village's own name, is everyday there and counts little.
    Source: Salton & Buckley 1988.
    """
    import numpy as np

    size = len(titles)
    heads = [title or text[: settings.head_chars] for title, text in zip(titles, texts, strict=True)]
    counts, codes = _bigrams([*titles, *texts, *heads])
    title, text, head = counts[:size], counts[size : 2 * size], counts[2 * size :]
    both = (settings.title_weight * title + text).tocsr()
    both.sort_indices()
    frequency = np.bincount(both.indices, minlength=both.shape[1])
    share = share_of(codes)
    common = min(settings.max_share * (size + settings.background), settings.max_letters_of_bigram)
    kept = (frequency <= common) & (share <= settings.max_share)
    seen = frequency + settings.background * share
    idf = np.where(kept, np.log((size + settings.background + 1) / (seen + 1)) + 1, 0).astype(np.float32)
    local = (frequency > settings.local_share * size) & (size >= settings.local_letters)
    one_place = bool((local & (share == 0)).any())
    local = _with_neighbours(local, share, codes)
    idf = np.where(local, np.minimum(idf, 1), idf).astype(np.float32)
    shared = np.flatnonzero(kept & (frequency > 1))
    return Vectors(
        tfidf=_weighted(both, idf * np.where(frequency == 1, settings.single_weight, 1))[:, shared],
        head=_flags(head[:, shared]),
        whole=_flags(both[:, shared]),
        idf=idf[shared],
        everyday=(share[shared] > 0) | local[shared],
        one_place=one_place,
        columns=codes[shared],
        text=_flags(text),
        codes=codes,
        frequency=frequency,
    )


def _with_neighbours(local: Any, share: Any, codes: Any) -> Any:
    """Return ``local`` with the bigrams, rare anywhere, that go on from a local name's or lead to it: 汊村 after 柳汊."""
    import numpy as np

    first, second = codes >> _CODE_BITS, codes & (1 << _CODE_BITS) - 1
    named = local & (share == 0)
    beside = np.isin(first, second[named]) | np.isin(second, first[named])
    return local | (beside & (share == 0))


def _weighted(counts: Any, weight: Any) -> Any:
    """Return (1 + log count) · weight with rows of length 1."""
    import numpy as np
    from scipy import sparse

    rows = counts.astype(np.float32)
    rows.data = ((1 + np.log(rows.data)) * weight[rows.indices]).astype(np.float32)
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags_array(1 / np.maximum(length, 1e-9)).astype(np.float32) @ rows).tocsr()


def _flags(counts: Any) -> Any:
    flags = counts.tocsr(copy=True)
    flags.data[:] = 1
    flags.sort_indices()
    return flags


def _code(first: str, second: str) -> int:
    return ord(first) << _CODE_BITS | ord(second)


def _bigrams(lines: Sequence[str]) -> tuple[Any, Any]:
    """Count the bigrams of each line: (lines × bigrams as float32, the sorted codes of the bigrams)."""
    import numpy as np
    from scipy import sparse

    joined = " ".join(lines) + " "
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(lines)), [len(line) + 1 for line in lines])[: len(letters) - 1]
    first, second = letters[:-1], letters[1:]
    whole = (first != ord(" ")) & (second != ord(" "))
    row = row[whole]
    known, column = np.unique((first << _CODE_BITS | second)[whole], return_inverse=True)
    ones = np.ones(len(row), dtype=np.float32)
    return sparse.coo_array((ones, (row, column)), shape=(len(lines), len(known))).tocsr(), known
