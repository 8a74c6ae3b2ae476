"""Which letters look alike, and how likely two of them are about one problem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from textgov.settings import ClusterSettings
from textgov.stages.cluster.vectors import Vectors

# Learned on all development groups and the groups of corpora/letters: `python -m benchmarks.clustering --fit`.
# Names ending in _log stand for log(value + SHIFT). Source of the model: logistic regression, Cox 1958.
SHIFT = 0.05
INTERCEPT = 0.281
WEIGHTS = {
    "cosine_log": 3.169,
    "title_log": -1.063,
    "everyday_log": -0.8,
    "rare_log": 0.614,
    "all_log": -2.182,
    "covered_log": 1.107,
    "covering_log": 0.66,
    "named_log": 0.398,
    "run_log": -0.4,
    "both_log": 4.818,
    "shorter": 0.06,
    "longer": 0.578,
    "titles": 0.282,
    "conflict": -1.877,
}
_NUMBERED = re.compile(r"([a-z]?\d+)(区|县|路|号线|线|期|栋|组|村|镇|站|座|幢|单元|街)")


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


def log_odds(vectors: Vectors, wordings: Sequence[tuple[str, str]], links: Any, settings: ClusterSettings) -> Any:
    """Return the symmetric sparse matrix of the log-odds, above ``unlinked``, that linked letters belong together.

    Values are stored less ``unlinked``, so that what is not stored stands for it.
    """
    import numpy as np
    from scipy import sparse

    near = sparse.triu(links, k=1).tocoo()
    row, column = near.row.astype(np.int64), near.col.astype(np.int64)
    known = features(vectors, wordings, links, row, column, near.data, settings)
    odds = INTERCEPT + sum(weight * known[name] for name, weight in WEIGHTS.items()) - settings.unlinked
    kept = odds > 0
    half = sparse.coo_array((odds[kept], (row[kept], column[kept])), shape=links.shape).tocsr()
    return (half + half.T).tocsr()


def features(
    vectors: Vectors,
    wordings: Sequence[tuple[str, str]],
    links: Any,
    row: Any,
    column: Any,
    cosine: Any,
    settings: ClusterSettings,
) -> dict[str, Any]:
    """Return what tells pairs of letters about one problem from others, an array over the pairs for each.

    cosine: of the weighted bigrams; title: of the titles; everyday, rare: of the bigrams that letters hold anywhere and
    of those that they do not (names); covered, covering: share of one head's weight that the other letter holds, the
    lower and the higher; named: the lower share of its rare weight; both: cosine of the two letters' links, the
    shared nearest neighbours of Jarvis & Patrick 1973; run: weight of the trigrams of a head that the other holds;
    shorter, longer: log of the bigrams; titles: both have one; conflict: numbered things that differ (3期, 5期).
    """
    import numpy as np
    from scipy import sparse

    square = vectors.idf**2
    rare = np.where(vectors.everyday, 0, square)
    whole, head = vectors.whole, vectors.head
    mine = {"everyday": square - rare, "rare": rare, "all": square}
    sums = {name: np.maximum(whole @ weight, 1e-6) for name, weight in mine.items()}
    head_all, head_rare = np.maximum(head @ square, 1e-6), np.maximum(head @ rare, 30)
    pile: defaultdict[str, list[Any]] = defaultdict(list)
    nearness = links.copy()
    nearness.setdiag(1)
    nearness = nearness.tocsr()
    length = np.sqrt(np.asarray(nearness.multiply(nearness).sum(axis=1)).ravel())
    nearness = (sparse.diags_array(1 / length).astype(np.float32) @ nearness).tocsr()
    for at in np.array_split(np.arange(len(row)), len(row) // settings.block + 1):
        a, b = row[at], column[at]
        common = whole[a].multiply(whole[b]).tocsr()
        for name, weight in mine.items():
            pile[name].append(common @ weight / np.sqrt(sums[name][a] * sums[name][b]))
        forth, back = head[a].multiply(whole[b]).tocsr(), head[b].multiply(whole[a]).tocsr()
        covers = (forth @ square) / head_all[a], (back @ square) / head_all[b]
        pile["covered"].append(np.minimum(*covers))
        pile["covering"].append(np.maximum(*covers))
        pile["named"].append(np.minimum((forth @ rare) / head_rare[a], (back @ rare) / head_rare[b]))
        pile["title"].append(np.asarray(vectors.title[a].multiply(vectors.title[b]).sum(axis=1)).ravel())
        runs = (
            vectors.head_runs[a].multiply(vectors.whole_runs[b]),
            vectors.head_runs[b].multiply(vectors.whole_runs[a]),
        )
        pile["run"].append(np.log1p(np.minimum(*(np.asarray(kind.sum(axis=1)).ravel() for kind in runs))))
        pile["both"].append(np.asarray(nearness[a].multiply(nearness[b]).sum(axis=1)).ravel())
    found = {name: np.concatenate(parts) for name, parts in pile.items()} | {"cosine": cosine}
    logs = {f"{name}_log": np.log(np.maximum(value, 0) + SHIFT) for name, value in found.items()}
    titled = np.diff(vectors.title.indptr) > 0
    size = np.log(vectors.length + 1)
    return logs | {
        "shorter": np.minimum(size[row], size[column]),
        "longer": np.maximum(size[row], size[column]),
        "titles": (titled[row] & titled[column]).astype(float),
        "conflict": np.fromiter(_conflicts(wordings, row.tolist(), column.tolist(), settings), float, len(row)),
    }


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


def copies(vectors: Vectors, links: Any, group: Sequence[int], settings: ClusterSettings) -> list[int]:
    """Return a number for every row that rows of (almost) the same text in the same group share.

    Compares the bigrams of linked rows by their Jaccard index.
    """
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    near = sparse.triu(links).tocoo()
    groups = np.asarray(group)
    together = groups[near.row] == groups[near.col]
    row, column = near.row[together], near.col[together]
    text, length = vectors.text, np.asarray(vectors.text.sum(axis=1)).ravel()
    same = np.zeros(len(row), dtype=bool)
    for at in np.array_split(np.arange(len(row)), len(row) // settings.block + 1):
        shared = text[row[at]].multiply(text[column[at]]).sum(axis=1)
        same[at] = shared >= settings.min_duplicate * (length[row[at]] + length[column[at]] - shared).clip(min=1)
    graph = sparse.coo_array((same[same], (row[same], column[same])), shape=links.shape)
    numbers: list[int] = connected_components(graph, directed=False)[1].tolist()
    return numbers
