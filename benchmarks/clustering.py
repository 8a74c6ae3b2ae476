"""Compare ways of grouping letters about one concrete problem, and time textgov's own on growing batches.

    python -m benchmarks.clustering [--quick | --fit | --into]

The table needs the development letters beside the checkout (../shared); the growth is timed on them or else on the
letters of corpora/. The rivals see the same weighted bigrams. A and B are two halves of the development groups, split
by the hash of a group's first id; the settings were picked looking at both, so neither is unseen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import resource
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from benchmarks import metrics
from benchmarks.quality import ROOT, SHARED, documents, rows
from textgov import api
from textgov.settings import CLUSTER
from textgov.stages.cluster import cluster
from textgov.stages.cluster.group import rows_of
from textgov.stages.cluster.heat import iso_day
from textgov.stages.cluster.pairs import WEIGHTS, features, neighbours
from textgov.stages.cluster.vectors import plain, vectorise
from textgov.types import Document

_CLAUSE = re.compile(r"[^,。,;;!!??]+[,。,;;!!??]*")
_PENALTY = 3.0
_FIGURES = ("bcubed_f1", "groups_found", "singletons_alone")


def main() -> None:
    """Print the table of methods, the table of thresholds and the growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="time up to 4,000 letters instead of 100,000")
    parser.add_argument("--fit", action="store_true", help="learn the weights of pairs.py again and print them")
    parser.add_argument(
        "--into", action="store_true", help="add the last fifth by date to the rest, against all at once"
    )
    options = parser.parse_args()
    quick = options.quick
    if options.fit or options.into:
        fit() if options.fit else compare_into()
        return
    pool = SHARED / "data" / "letters_pool.jsonl"
    if pool.is_file():
        letters = documents(rows(pool).values(), "letter")
        gold = json.loads((SHARED / "gold" / "clusters_dev.json").read_text(encoding="utf-8"))
        compare(letters, gold)
    else:
        paths = sorted((ROOT / "corpora" / "letters").glob("*.jsonl"))
        letters = [letter for path in paths for letter in documents(rows(path).values(), "letter")]
    grow(letters, (1000, 2000, 4000) if quick else (1000, 4000, 16000, 100000))


def compare(letters: list[Document], gold: dict[str, Any]) -> None:
    """Print figures and time of every method on all groups and on both halves."""
    methods: dict[str, Callable[[], Mapping[str, object]]] = {
        f"textgov, min_log_odds {least:g}": lambda least=least: (  # type: ignore[misc]
            cluster(letters, settings=replace(CLUSTER, min_log_odds=least)).assignments
        )
        for least in (CLUSTER.min_log_odds, CLUSTER.min_log_odds - 0.5, CLUSTER.min_log_odds + 0.5)
    }
    methods |= {name: lambda way=way: rival(letters, way) for name, way in rivals().items()}  # type: ignore[misc]
    print("| method | F1 | found | alone | F1 A | F1 B | seconds |\n|---|---|---|---|---|---|---|")
    for name, method in methods.items():
        started = time.perf_counter()
        got = method()
        seconds = time.perf_counter() - started
        out = {key: {"cluster": number} for key, number in got.items()}
        whole, a, b = (metrics.clusters(part, out) for part in (gold, _half(gold, 0), _half(gold, 1)))
        figures = [*(whole[name] for name in _FIGURES), a["bcubed_f1"], b["bcubed_f1"]]
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures) + f" | {seconds:.1f} |", flush=True)


def fit() -> None:
    """Print intercept and weights (none negative) of the logistic regression over linked pairs, and average precision.

    A pair counts when one of its letters is in a group or stands alone, 1/sqrt of the larger group's size.
    """
    import numpy as np
    from scipy.optimize import minimize
    from sklearn.metrics import average_precision_score

    parts = [_pairs(*batch) for batch in _batches()]
    x = np.vstack([np.column_stack([found[name] for name in WEIGHTS]) for found, _, _ in parts])
    y, weight = (np.concatenate([part[at] for part in parts]) for at in (1, 2))
    middle, spread, sign = x.mean(axis=0), x.std(axis=0) + 1e-9, np.where(y, 1, -1)
    z = (x - middle) / spread

    def loss(slopes: Any) -> tuple[float, Any]:
        odds = sign * (z @ slopes[1:] + slopes[0])
        pull = -sign * weight / (1 + np.exp(odds))
        penalty = _PENALTY * slopes[1:]
        return weight @ np.logaddexp(0, -odds) + slopes[1:] @ penalty / 2, np.append(pull.sum(), z.T @ pull + penalty)

    bounds = [(None, None), *[(0, None)] * len(WEIGHTS)]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B").x
    slopes = found[1:] / spread
    print(f"INTERCEPT = {found[0] - slopes @ middle:.3f}")
    print("\n".join(f'    "{name}": {slope:.3f},' for name, slope in zip(WEIGHTS, slopes, strict=True)))
    print(f"average precision {average_precision_score(y, x @ slopes, sample_weight=weight):.3f}")


def compare_into() -> None:
    """Print the figures of all letters at once and of the last fifth by date added to the others."""
    print("| letters | way | F1 | found | alone | ids changed |\n|---|---|---|---|---|---|")
    for number, (letters, gold) in enumerate(_batches()):
        ordered = sorted(letters, key=lambda one: (iso_day(one.date) or "9999", one.id))
        before = cluster(ordered[: len(ordered) * 4 // 5])
        ways = {"at once": cluster(ordered), "--into": cluster(ordered, into=before)}
        for way, found in ways.items():
            figures = metrics.clusters(gold, {key: {"cluster": one} for key, one in found.assignments.items()})
            changed = sum(one is not None and found.assignments[key] != one for key, one in before.assignments.items())
            row = " | ".join(f"{figures[name]:.3f}" for name in _FIGURES)
            print(f"| {('pool', 'city', 'village', 'small')[min(number, 3)]} | {way} | {row} | {changed} |", flush=True)


def _batches() -> Iterable[tuple[list[Document], dict[str, Any]]]:
    """Yield letters and gold of the pool and of each file of corpora/letters."""
    gold = json.loads((SHARED / "gold" / "clusters_dev.json").read_text(encoding="utf-8"))
    yield masked(documents(rows(SHARED / "data" / "letters_pool.jsonl").values(), "letter")), gold
    for path in sorted((ROOT / "corpora" / "letters").glob("*.jsonl")):
        groups: dict[str, list[str]] = {}
        for key, row in rows(path).items():
            groups.setdefault(row["group"] or "", []).append(key)
        alone = groups.pop("", [])
        yield (
            masked(documents(rows(path).values(), "letter")),
            {"groups": [{"ids": ids} for ids in groups.values()], "singletons": alone},
        )


def masked(letters: list[Document]) -> list[Document]:
    """Return the letters as every command groups them: masked."""
    return [letter for letter, _ in api.masked_documents(letters)]


def _pairs(letters: list[Document], gold: Mapping[str, Any]) -> tuple[dict[str, Any], Any, Any]:
    """Return the likenesses of the linked pairs that the gold says something of, what it says, and their weights."""
    import numpy as np
    from scipy import sparse

    row_of: dict[tuple[str, str], int] = {}
    letters = sorted(letters, key=lambda x: (iso_day(x.date) or "9999", x.id))
    at = {x.id: row_of.setdefault((plain(x.title), plain(x.text[: CLUSTER.max_chars])), len(row_of)) for x in letters}
    known = rows_of(letters, list(at.values()), [*row_of], CLUSTER)
    links = neighbours(known.vectors.tfidf, CLUSTER)
    near = sparse.triu(links, k=1).tocoo()
    row, column = near.row.astype(np.int64), near.col.astype(np.int64)
    group, size = np.full(len(row_of), -1), np.ones(len(row_of))
    coded, unsure = np.zeros(len(row_of), dtype=bool), np.zeros(len(row_of), dtype=bool)
    for number, found in enumerate(gold["groups"]):
        mine = [at[key] for key in found["ids"]]
        group[mine], size[mine], coded[mine] = number, len(mine), True
        unsure[[at[key] for key in found.get("maybe", [])]] = True
    coded[[at[key] for key in gold["singletons"]]] = True
    used = (coded[row] | coded[column]) & ~unsure[row] & ~unsure[column]
    found = features(known, links, row, column, CLUSTER)
    same = (group[row] == group[column]) & (group[row] >= 0)
    weight = 1 / np.sqrt(np.maximum(size[row], size[column]))
    return {name: value[used] for name, value in found.items()}, same[used], weight[used]


def _half(gold: Mapping[str, Any], which: int) -> dict[str, Any]:
    def chosen(key: str) -> bool:
        return hashlib.sha256(key.encode()).digest()[0] % 2 == which

    return {
        "groups": [group for group in gold["groups"] if chosen(group["ids"][0])],
        "singletons": [key for key in gold["singletons"] if chosen(key)],
    }


def rival(letters: list[Document], way: Callable[[Any], Iterable[int]]) -> dict[str, int | None]:
    """Group letters by another method over the same vectors; -1 is noise."""
    vectors = vectorise(
        [plain(x.title) for x in letters], [plain(x.text[: CLUSTER.max_chars]) for x in letters], CLUSTER
    )
    numbers = way(vectors.tfidf)
    return {x.id: int(number) if number >= 0 else None for x, number in zip(letters, numbers, strict=True)}


def rivals() -> dict[str, Callable[[Any], Iterable[int]]]:
    """Return the other methods, each at the best F1 of a coarse search that leaves 0.8 of the singletons alone.

    HDBSCAN has no such parameter and stands as it comes.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial.distance import squareform
    from sklearn.cluster import DBSCAN, HDBSCAN, Birch
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    def distance(vectors: Any) -> Any:
        dense = np.clip(1 - (vectors @ vectors.T).toarray(), 0, 1).astype(np.float64)
        np.fill_diagonal(dense, 0)
        return (dense + dense.T) / 2

    def reduced(vectors: Any) -> Any:
        return normalize(TruncatedSVD(300, random_state=0).fit_transform(vectors))

    def average(vectors: Any) -> Any:
        return fcluster(linkage(squareform(distance(vectors), checks=False), "average"), 0.85, "distance")

    def components(vectors: Any) -> Any:
        return connected_components(distance(vectors) < 0.76, directed=False)[1]

    def dbscan(vectors: Any) -> Any:
        return DBSCAN(eps=0.78, min_samples=3, metric="precomputed").fit_predict(distance(vectors))

    def hdbscan(vectors: Any) -> Any:
        return HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True).fit_predict(distance(vectors))

    def birch(vectors: Any) -> Any:
        return Birch(threshold=0.45, n_clusters=None).fit_predict(reduced(vectors))

    return {
        "average linkage, dense": average,
        "thresholded components": components,
        "DBSCAN": dbscan,
        "HDBSCAN": hdbscan,
        "Birch on 300 LSA dimensions": birch,
    }


def grow(letters: list[Document], sizes: Iterable[int]) -> None:
    """Print seconds and peak memory for batches made of the letters and of variations of them."""
    print("\n| letters | clusters | seconds | peak MB |\n|---|---|---|---|")
    for size in sizes:
        batch = [_varied(letters[n % len(letters)], n // len(letters)) for n in range(size)]
        started = time.perf_counter()
        found = cluster(batch)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"| {size:,} | {len(found.clusters):,} | {seconds:.1f} | {peak} |", flush=True)


def _varied(letter: Document, copy: int) -> Document:
    """Return the letter as is (copy 0), or with a third of its clauses gone and new characters in place of some."""
    if not copy:
        return letter
    rng = random.Random(f"{letter.id}-{copy}")
    clauses = [clause for clause in _CLAUSE.findall(letter.text) if rng.random() > 0.33]
    text = "".join(chr(rng.randint(0x4E00, 0x8FFF)) if rng.random() < 0.2 else c for c in "".join(clauses))
    title = "".join(chr(rng.randint(0x4E00, 0x8FFF)) if rng.random() < 0.2 else c for c in letter.title)
    return replace(letter, id=f"{letter.id}-{copy}", title=title, text=text)


if __name__ == "__main__":
    main()
