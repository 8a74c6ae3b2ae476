"""Find how to learn: features, folds, and the settings that do best on letters that were not learned from."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.errors import TrainingError
from textgov.models import Head, Vocabulary
from textgov.settings import TRAIN
from textgov.stages.train.evaluation import macro_f1
from textgov.stages.train.features import choose_terms, idf_of, matrix, near_duplicates, term_rows
from textgov.stages.train.fit import Numbers, fit_head, folds, head_scores
from textgov.stages.train.labelled import Labelled

# Shows progress: takes the steps and how many there are at most, yields them.
Steps = Callable[[Iterable["Recipe"], int], Iterator["Recipe"]]


def silent(steps: Iterable[Recipe], most: int) -> Iterator[Recipe]:
    """Yield the steps without showing anything."""
    yield from steps


@dataclass(frozen=True, slots=True)
class Recipe:
    """C of the machines, and whether rare labels weigh more (the root of how much rarer they are)."""

    cost: float
    balanced: bool

    def weights(self, labels: Sequence[str]) -> Numbers | None:
        """Return what each letter counts, 1 on average, or None where all count the same."""
        if not self.balanced:
            return None
        counts = Counter(labels)
        raw = np.array([counts[label] ** -0.5 for label in labels])
        return np.asarray(raw / raw.mean())


@dataclass(frozen=True)
class Material:
    """Letters ready to be learned from: sparse ``features`` [letters × terms] and the fold of each letter."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    vocabulary: Vocabulary
    idf: NDArray[np.float32]
    features: Any
    fold_of: NDArray[np.int64]

    @property
    def gold(self) -> NDArray[np.int64]:
        """The number of each letter's label."""
        place = {name: number for number, name in enumerate(self.names)}
        return np.array([place[label] for label in self.labels])


def fold_numbers(data: Labelled, *, seed: int) -> NDArray[np.int64]:
    """Return the fold of each letter: near-duplicates and the user's groups stay together, labels spread evenly.

    Raises TrainingError where the groups are too few to leave one out.
    """
    groups = near_duplicates(data.texts, seed=seed)
    if any(data.groups):
        groups = _joined(groups, data.groups)
    found = folds(data.labels, groups, parts=TRAIN.folds, seed=seed, spread=not any(data.groups))
    if len(np.unique(found)) < 2:
        raise TrainingError("所有来信都在同一组里(或几乎相同),没有没学过的信可供检验;请检查分组列,或换一批来信")
    return found


def _joined(near: NDArray[np.int64], given: Sequence[str]) -> NDArray[np.int64]:
    """Return groups of letters linked by being near-duplicates or by the user's group; forms link nothing (see ``folds``)."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    sizes = Counter(near.tolist())
    nodes: dict[object, int] = {}
    links = []
    for row, (copy, name) in enumerate(zip(near.tolist(), given, strict=True)):
        if sizes[copy] * 2 * TRAIN.folds <= len(near):
            links.append((row, nodes.setdefault(copy, len(nodes))))
        if name:
            links.append((row, nodes.setdefault(name, len(nodes))))
    rows, columns = np.array(links).T
    size = len(near) + len(nodes)
    graph = csr_matrix((np.ones(len(links)), (rows, columns + len(near))), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1][: len(near)], np.int64)


def material(data: Labelled, *, seed: int, fold_of: NDArray[np.int64] | None = None) -> Material:
    """Choose the terms and count them. Raises TrainingError where the letters have no terms in common."""
    terms = choose_terms(data.texts, longest=TRAIN.longest_gram, min_letters=TRAIN.min_df)
    if not terms:
        raise TrainingError(
            f"没有一个字词在至少 {TRAIN.min_df} 封来信里出现(为保护写信人,更少的不学);请多给一些来信,并检查正文列是否选对"
        )
    vocabulary = Vocabulary(terms)
    rows = term_rows(vocabulary, data.texts)
    idf = idf_of(rows, len(terms))
    places = fold_numbers(data, seed=seed) if fold_of is None else fold_of
    return Material(data.labels, tuple(sorted(set(data.labels))), vocabulary, idf, matrix(rows, idf), places)


def fit(found: Material, recipe: Recipe, rows: NDArray[np.int64], *, seed: int) -> Head:
    """Learn from these rows."""
    labels = [found.labels[row] for row in rows]
    return fit_head(found.features[rows], labels, cost=recipe.cost, seed=seed, weights=recipe.weights(labels))


def unseen_scores(found: Material, recipe: Recipe, *, seed: int, only: Iterable[int] | None = None) -> Numbers:
    """Return scores [letters × names], each letter's from a head that was fitted without its fold; zeros outside ``only``."""
    out = np.zeros((len(found.labels), len(found.names)))
    for fold in np.unique(found.fold_of) if only is None else only:
        test, train = np.flatnonzero(found.fold_of == fold), np.flatnonzero(found.fold_of != fold)
        out[test] = head_scores(fit(found, recipe, train, seed=seed), found.features[test], found.names)
    return out


def best_recipe(found: Material, *, seed: int, minutes: float | None, steps: Steps = silent) -> tuple[Recipe, int]:
    """Return the recipe with the best mean of accuracy and macro F1 on unseen letters, and how many were tried.

    Without ``minutes`` a few are tried on one fold, which takes the same ones each time. With ``minutes`` more are tried
    by cross-validation over all folds until the time is over; one that was begun is finished.
    """
    known = np.unique(found.fold_of)
    only = known[:1] if minutes is None else known
    judged = np.flatnonzero(np.isin(found.fold_of, only))
    costs = TRAIN.costs if minutes is None else TRAIN.more_costs
    tried = [Recipe(cost, balanced) for cost in costs for balanced in (False, True)]
    until = None if minutes is None else time.monotonic() + minutes * 60
    measured: list[tuple[float, Recipe]] = []
    for recipe in steps(tried, len(tried)):
        if until is not None and measured and time.monotonic() >= until:
            break
        best = unseen_scores(found, recipe, seed=seed, only=only).argmax(axis=1)[judged]
        gold = found.gold[judged]
        quality = float(np.mean(best == gold)) + macro_f1(
            [found.labels[i] for i in judged], [found.names[i] for i in best]
        )
        measured.append((quality, recipe))
    return max(measured, key=lambda one: one[0])[1], len(measured)


def plain_baseline(found: Material) -> list[str]:
    """Return what complement naive Bayes says of each letter, learned without its fold (Rennie et al. 2003)."""
    from sklearn.naive_bayes import ComplementNB

    gold = np.array(found.labels, dtype=object)
    out = np.empty(len(gold), dtype=object)
    for fold in np.unique(found.fold_of):
        test, train = np.flatnonzero(found.fold_of == fold), np.flatnonzero(found.fold_of != fold)
        machine = ComplementNB().fit(found.features[train], list(gold[train]))
        out[test] = machine.predict(found.features[test])
    return [str(label) for label in out]
