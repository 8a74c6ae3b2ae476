"""Fit heads, get scores for letters that a head has not seen, and turn scores into probabilities that can be trusted."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.models import Head, softmax

Numbers = NDArray[np.float64]

# A second label of a letter counts this much of a first one; 0.3 to 0.6 do about equally well (benchmarks.routing).
ALSO_WEIGHT = 0.3
# Finer does not change a figure, coarser does.
_TOLERANCE = 5e-3
_QUANTILES = 201


def fit_head(
    features: Any,
    labels: Sequence[str],
    *,
    cost: float,
    seed: int = 0,
    weights: Numbers | None = None,
    also: Sequence[Collection[str]] | None = None,
) -> Head:
    """Fit one linear support vector machine a label (one against the rest; Fan et al. 2008) on a CSR matrix.

    ``cost`` is C; ``weights`` say how much each row counts. ``also`` are further labels that are not wrong for a row:
    for their machines the row is no counter-example but an example that counts ``ALSO_WEIGHT``. Labels are sorted.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    names = sorted(set(labels))
    counted = np.ones(len(labels)) if weights is None else weights
    gold = np.array(labels, dtype=object)
    coefficients = np.zeros((features.shape[1], len(names)), np.float32)
    intercepts = np.zeros(len(names), np.float32)
    for column, name in enumerate(names):
        first = gold == name
        second = ~first & np.array([name in more for more in also]) if also is not None else np.zeros_like(first)
        machine = LinearSVC(C=cost, random_state=seed, tol=_TOLERANCE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            machine.fit(features, first | second, sample_weight=np.where(second, ALSO_WEIGHT, 1.0) * counted)
        coefficients[:, column], intercepts[column] = machine.coef_[0], machine.intercept_[0]
    return Head(tuple(names), coefficients, intercepts, np.zeros((0, len(names)), np.float32))


def head_scores(head: Head, features: Any, labels: Sequence[str]) -> Numbers:
    """Return scores [rows × ``labels``]; a label that the head does not know gets the lowest score."""
    known = np.asarray(features @ head.weights + head.intercepts, np.float64)
    out = np.full((features.shape[0], len(labels)), known.min(initial=-2.0))
    place = {label: number for number, label in enumerate(labels)}
    for column, label in enumerate(head.labels):
        out[:, place[label]] = known[:, column]
    return out


def folds(
    labels: Sequence[str], groups: NDArray[np.int64], *, parts: int, seed: int, spread: bool = True
) -> NDArray[np.int64]:
    """Return the fold of each row: whole groups stay together, labels spread evenly (greedy, largest group first).

    With ``spread``, a group of more than half a fold is a form that many fill in, not one letter sent again, and its
    letters are spread.
    """
    random = np.random.default_rng(seed)
    members: dict[tuple[int, int], list[int]] = {}
    sizes_of = Counter(groups.tolist())
    for row, group in enumerate(groups.tolist()):
        form = spread and sizes_of[group] * 2 * parts > len(labels)
        members.setdefault((group, row if form else 0), []).append(row)
    names = {label: number for number, label in enumerate(sorted(set(labels)))}
    counts = np.zeros((parts, len(names)))
    sizes = np.zeros(parts)
    out = np.zeros(len(labels), np.int64)
    order = random.permutation(len(members))
    listed = list(members.values())
    for item in sorted(order, key=lambda i: -len(listed[i])):
        rows = listed[item]
        wanted = [names[labels[row]] for row in rows]
        fold = int(np.lexsort((sizes, counts[:, wanted].sum(axis=1)))[0])
        np.add.at(counts[fold], wanted, 1)
        sizes[fold] += len(rows)
        out[rows] = fold
    return out


def best_temperature(scores: Numbers, right: NDArray[np.int64], weights: Numbers | None = None) -> float:
    """Return the factor on the scores whose softmax has the least log loss (Guo et al. 2017), from 0.5 to 20."""
    rows = np.arange(len(right))
    tried = np.exp(np.linspace(np.log(0.5), np.log(20), 60))
    losses = [np.average(-np.log(softmax(scores * factor)[rows, right] + 1e-12), weights=weights) for factor in tried]
    return float(tried[int(np.argmin(losses))])


def best_threshold(
    probability: Numbers, correct: NDArray[np.bool_], *, accuracy: float, weights: Numbers | None = None
) -> float:
    """Return the lowest threshold above which at least ``accuracy`` of the letters are right; 1 when there is none.

    It is never above ``accuracy``: probabilities are calibrated, and letters easier than all that come later teach nothing.
    """
    order = np.argsort(-probability, kind="stable")
    counted = np.ones(len(order)) if weights is None else weights[order]
    share = np.cumsum(correct[order] * counted) / np.cumsum(counted)
    fine = np.flatnonzero(share >= accuracy)
    return min(float(probability[order[fine[-1]]]), accuracy) if len(fine) else 1.0


def quantiles(values: Numbers) -> list[float]:
    """Return the quantiles 0, 1/200 … 1 of values, each the next larger value, rounded up to four places."""
    found = np.quantile(values, np.linspace(0, 1, _QUANTILES), method="higher")
    return [float(value) for value in np.minimum(np.ceil(found * 1e4) / 1e4, 1.0)]
