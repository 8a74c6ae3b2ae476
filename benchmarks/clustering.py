"""Compare ways of grouping letters about one concrete problem, and time textgov's own on growing batches.

    python -m benchmarks.clustering [--growth [LETTERS ...] | --fit | --into]

The table needs the development letters beside the checkout (../shared); the growth is timed on them or else on the
letters of corpora/. All see masked letters, the rivals the same weighted bigrams. A and B are two halves of the
development groups, split by the hash of a group's first id; the settings were picked looking at both, so neither is
unseen.
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
from functools import partial
from typing import Any

from benchmarks import metrics
from benchmarks.cluster_rivals import assigned, rivals
from benchmarks.quality import ROOT, SHARED, rows
from textgov import api
from textgov.settings import CLUSTER
from textgov.stages.cluster import cluster
from textgov.stages.cluster.group import rows_of
from textgov.stages.cluster.heat import iso_day
from textgov.stages.cluster.pairs import WEIGHTS, features, neighbours
from textgov.stages.cluster.vectors import plain
from textgov.types import Document

_CLAUSE = re.compile(r"[^,。,;;!!??]+[,。,;;!!??]*")
_PENALTY = 3.0
_FIGURES = ("bcubed_f1", "groups_found", "singletons_alone")


def main() -> None:
    """Print what the options ask for, without any the table of methods."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--growth", nargs="*", type=int, metavar="LETTERS", help="time batches of 1,000 to 30,000")
    parser.add_argument("--fit", action="store_true", help="learn the weights of pairs.py again and print them")
    parser.add_argument(
        "--into", action="store_true", help="add the last fifth by date to the rest, against all at once"
    )
    options = parser.parse_args()
    if options.growth is not None:
        grow(_letters(), options.growth or (1000, 4326, 10000, 30000))
    elif options.fit:
        fit()
    elif options.into:
        compare_into()
    else:
        compare(*next(iter(_batches())))


def _letters() -> list[Document]:
    """Return the letters of the pool, masked, or those of corpora/ where it is missing."""
    pool = SHARED / "data" / "letters_pool.jsonl"
    paths = [pool] if pool.is_file() else sorted((ROOT / "corpora" / "letters").glob("*.jsonl"))
    return masked(list(api.read(paths).documents))


def compare(letters: list[Document], gold: dict[str, Any]) -> None:
    """Print figures, F1 on both halves and process time of every method."""
    methods: dict[str, Callable[[], Mapping[str, int | str | None]]] = {
        "textgov": lambda: cluster(letters).assignments,
    }
    methods |= {name: partial(assigned, letters, way) for name, way in rivals().items()}
    print("| method | F1 | found | alone | F1 A | F1 B | CPU seconds |\n|---|---|---|---|---|---|---|")
    for name, method in methods.items():
        started = time.process_time()
        try:
            got = method()
        except ImportError as error:
            print(f"| {name} | not installed: {error.name} | | | | | |")
            continue
        seconds = time.process_time() - started
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
    yield masked(list(api.read(SHARED / "data" / "letters_pool.jsonl").documents)), gold
    for path in sorted((ROOT / "corpora" / "letters").glob("*.jsonl")):
        groups: dict[str, list[str]] = {}
        for key, row in rows(path).items():
            groups.setdefault(row["group"] or "", []).append(key)
        alone = groups.pop("", [])
        yield (
            masked(list(api.read(path).documents)),
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


def grow(letters: list[Document], sizes: Iterable[int]) -> None:
    """Print seconds and peak memory for batches made of the letters and of variations of them."""
    print("| letters | clusters | CPU seconds | peak MB |\n|---|---|---|---|")
    for size in sizes:
        batch = [_varied(letters[n % len(letters)], n // len(letters)) for n in range(size)]
        started = time.process_time()
        found = cluster(batch)
        seconds = time.process_time() - started
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
