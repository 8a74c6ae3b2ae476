"""Which letters look alike, and how likely two of them are about one problem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from textgov.settings import ClusterSettings
from textgov.stages.cluster.vectors import Vectors
from textgov.stages.cluster.words import telling_words

# Learned on all development groups and the groups of corpora/letters: `python -m benchmarks.clustering --fit`. No weight
# may be negative: what two letters share never speaks against them. Source: logistic regression, Cox 1958.
_SHIFT = 0.05
INTERCEPT = 0.928
WEIGHTS = {
    "rare": 0.160,
    "covered": 0.449,
    "names": 1.602,
    "both": 3.157,
    "issue": 0.649,
    "body": 1.859,
    "words": 0.729,
    "conflict": 1.887,
    # By hand: the fit saw no dates of the pool, and 3.5, learned on corpora/ alone, joined strangers of one week there.
    "near": 1.0,
}
# Letters of one campaign come within about two weeks.
_NEAR_DAYS = 14
_TOPIC_SHIFT = 0.02
_NUMBERED = re.compile(r"([a-z]?\d+)(区|县|路|号线|线|期|栋|组|村|镇|站|座|幢|单元|街)")


@dataclass(frozen=True, slots=True)
class Rows:
    """What pairs are judged by, a row a wording: plain title and text, vectors, and days.

    ``issues`` and ``bodies`` hold the roots of P(issue) and P(body) [rows × labels]. ``days`` holds the proleptic day number of the earliest letter, -1 where no letter has a date.
    """

    wordings: Sequence[tuple[str, str]]
    vectors: Vectors
    issues: Any
    bodies: Any
    days: Any


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


def log_odds(rows: Rows, links: Any, settings: ClusterSettings) -> Any:
    """Return the symmetric sparse matrix of the log-odds, above ``unlinked``, that linked letters belong together.

    In a small batch of one village all letters share the place, and any two are the likelier about one problem the fewer
    there are. Values are stored less ``unlinked``, so that what is not stored stands for it.
    """
    import numpy as np
    from scipy import sparse

    near = sparse.triu(links, k=1).tocoo()
    row, column = near.row.astype(np.int64), near.col.astype(np.int64)
    known = features(rows, links, row, column, settings)
    prior = log(max(1, settings.local_prior / len(rows.days))) if rows.vectors.one_place else 0.0
    odds = prior + INTERCEPT + sum(weight * known[name] for name, weight in WEIGHTS.items()) - settings.unlinked
    kept = odds > 0
    half = sparse.coo_array((odds[kept], (row[kept], column[kept])), shape=links.shape).tocsr()
    return (half + half.T).tocsr()


def features(rows: Rows, links: Any, row: Any, column: Any, settings: ClusterSettings) -> dict[str, Any]:
    """Return what tells pairs of letters about one problem from others, an array over the pairs for each.

    rare: log of the cosine of the bigrams that letters do not hold anywhere (names); covered: log of the lower share of
    a head's weight that the other letter holds; names: log of the rare bigrams of either head that the other letter
    holds; both: log of the cosine of the two letters' links, the shared nearest neighbours of Jarvis & Patrick 1973;
    issue, body: log of how alike the chances of the codebook's issues and bodies are (Bhattacharyya 1943); words: log of
    the telling words of either head that the other letter holds; conflict: kinds of numbered things that
    differ (3期, 5期), as a negative number; near: how much nearer in time than two letters of the batch are on average.
    """
    import numpy as np
    from scipy import sparse

    vectors = rows.vectors
    square = vectors.idf**2
    rare = np.where(vectors.everyday, 0, square)
    is_rare = (rare > 0).astype(np.float32)
    whole, head = vectors.whole, vectors.head
    sums, heads = np.maximum(whole @ rare, 1e-6), np.maximum(head @ square, 1e-6)
    nearness = links.copy()
    nearness.setdiag(1)
    nearness = nearness.tocsr()
    length = np.sqrt(np.asarray(nearness.multiply(nearness).sum(axis=1)).ravel())
    nearness = (sparse.diags_array(1 / length).astype(np.float32) @ nearness).tocsr()
    heads_of = [title or text[: settings.head_chars] for title, text in rows.wordings]
    named, held = telling_words(heads_of, vectors, settings)
    pile: defaultdict[str, list[Any]] = defaultdict(list)
    for at in np.array_split(np.arange(len(row)), len(row) // settings.block + 1):
        a, b = row[at], column[at]
        pile["rare"].append(whole[a].multiply(whole[b]) @ rare / np.sqrt(sums[a] * sums[b]))
        forth, back = head[a].multiply(whole[b]).tocsr(), head[b].multiply(whole[a]).tocsr()
        pile["covered"].append(np.minimum((forth @ square) / heads[a], (back @ square) / heads[b]))
        pile["names"].append(np.log1p(forth.maximum(back) @ is_rare))
        pile["both"].append(np.asarray(nearness[a].multiply(nearness[b]).sum(axis=1)).ravel())
        pile["issue"].append(np.log((rows.issues[a] * rows.issues[b]).sum(axis=1) + _TOPIC_SHIFT))
        pile["body"].append(np.log((rows.bodies[a] * rows.bodies[b]).sum(axis=1) + _TOPIC_SHIFT))
        pile["words"].append(np.log1p(named[a].multiply(held[b]).maximum(named[b].multiply(held[a])).sum(axis=1)))
    found = {name: np.concatenate(parts) for name, parts in pile.items()}
    found |= {name: np.log(np.maximum(found[name], 0) + _SHIFT) for name in ("rare", "covered", "both")}
    conflict = np.fromiter(_conflicts(rows.wordings, row.tolist(), column.tolist(), settings), float, len(row))
    return found | {"conflict": -conflict, "near": _near(rows.days, row, column)}


def _near(days: Any, row: Any, column: Any) -> Any:
    """Return exp(-gap / 14 days) less its mean over all pairs of dated rows; 0 where a date is missing.

    Less the mean, because a batch that was collected in one week says nothing by its dates.
    """
    import numpy as np

    known, counts = np.unique(days[days >= 0], return_counts=True)
    total = counts.sum()
    if total < 2:
        return np.zeros(len(row))
    held = running = 0.0
    for gap, count in zip(np.diff(known, prepend=known[0]).tolist(), counts.tolist(), strict=True):
        running *= np.exp(-gap / _NEAR_DAYS)
        held += running * count + count * (count - 1) / 2
        running += count
    near = np.exp(-np.abs(days[row] - days[column]) / _NEAR_DAYS) - held / (total * (total - 1) / 2)
    return np.where((days[row] >= 0) & (days[column] >= 0), near, 0.0)


def _conflicts(
    wordings: Sequence[tuple[str, str]], row: list[int], column: list[int], settings: ClusterSettings
) -> Iterator[int]:
    """Yield for each pair how many kinds of numbered things a head names otherwise than the other letter (0 to 3)."""
    named = [_numbered(title or text[: settings.head_chars]) for title, text in wordings]
    inside = [_numbered(f"{title} {text}") for title, text in wordings]
    for a, b in zip(row, column, strict=True):
        pairs = ((named[a], inside[b]), (named[b], inside[a]))
        yield min(3, sum(not nos & there.get(kind, nos) for here, there in pairs for kind, nos in here.items()))


def _numbered(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, kind in _NUMBERED.findall(text):
        found.setdefault(kind, set()).add(number)
    return found


def copies(vectors: Vectors, links: Any, settings: ClusterSettings) -> Any:
    """Return a number for every row, 0 and up, that linked rows of (almost) the same text share.

    Compares the bigrams of linked rows by their Jaccard index, exactly: links are there already, so that hashing
    (MinHash) would only add error.
    """
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    near = sparse.triu(links).tocoo()
    row, column = near.row, near.col
    text, length = vectors.text, np.asarray(vectors.text.sum(axis=1)).ravel()
    same = np.zeros(len(row), dtype=bool)
    for at in np.array_split(np.arange(len(row)), len(row) // settings.block + 1):
        shared = text[row[at]].multiply(text[column[at]]).sum(axis=1)
        same[at] = shared >= settings.min_duplicate * (length[row[at]] + length[column[at]] - shared).clip(min=1)
    graph = sparse.coo_array((same[same], (row[same], column[same])), shape=links.shape)
    return connected_components(graph, directed=False)[1]


def without_copies(odds: Any, copy_of: Any) -> Any:
    """Return the log-odds between sets of copies: means over their rows. The diagonal is empty.

    Else a letter sent five times would hold together so well that letters in other words stay apart from it.
    """
    import numpy as np
    from scipy import sparse

    rows = len(copy_of)
    size = np.bincount(copy_of)
    belongs = sparse.csr_array((np.ones(rows), (copy_of, np.arange(rows))), shape=(len(size), rows))
    summed = (belongs @ odds @ belongs.T).tocoo()
    apart = summed.row != summed.col
    row, column = summed.row[apart], summed.col[apart]
    mean = summed.data[apart] / (size[row] * size[column])
    return sparse.coo_array((mean, (row, column)), shape=summed.shape).tocsr()
