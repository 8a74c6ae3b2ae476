"""Cohen's kappa and Krippendorff's alpha for nominal judgements with missing values.

Sources: J. Cohen, A coefficient of agreement for nominal scales, 1960; K. Krippendorff, Computing Krippendorff's
Alpha-Reliability, 2011. Judgements are whole numbers from 0 on; -1 says that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

# Resamples drawn at a time, so that the weights of many units fit into memory.
_BLOCK = 100


def counts(judgements: Whole, values: int) -> Whole:
    """Count the judgements (coders, …) by value: (…, values)."""
    return np.stack([(judgements == value).sum(axis=0) for value in range(values)], axis=-1)


def percent_agreement(counted: Whole) -> float | None:
    """Return the share of agreeing pairs of judgements, the mean over items of (…, values) with two or more."""
    given = counted.sum(axis=-1)
    pairs = given * (given - 1)
    agreeing = (counted * (counted - 1)).sum(axis=-1)
    return float((agreeing[pairs > 0] / pairs[pairs > 0]).mean()) if (pairs > 0).any() else None


def kappa(one: Whole, other: Whole) -> float | None:
    """Return Cohen's kappa of two coders over the items that both judged; None where chance alone would agree."""
    both = (one >= 0) & (other >= 0)
    one, other = one[both], other[both]
    if not one.size:
        return None
    values = int(max(one.max(), other.max())) + 1
    shares = [np.bincount(judged, minlength=values) / judged.size for judged in (one, other)]
    by_chance = float(shares[0] @ shares[1])
    return (float((one == other).mean()) - by_chance) / (1 - by_chance) if by_chance < 1 else None


@dataclass(frozen=True, slots=True)
class Parts:
    """What each unit adds to alpha, a column a variable.

    ``observed`` (units, columns) is its observed disagreement and ``values`` (units, columns, values) its judgements, both
    of its items that two or more coders judged. Alpha is a function of their sums, hence fast to resample.
    """

    observed: Real
    values: Real


def parts(counted: Whole) -> Parts:
    """Return the parts of counts (units, items, values), a column an item."""
    given = counted.sum(axis=-1)
    paired = given >= 2
    disagreeing = given**2 - (counted**2).sum(axis=-1)
    observed = np.where(paired, disagreeing / np.maximum(given - 1, 1), 0.0)
    return Parts(observed, np.where(paired[..., None], counted, 0).astype(np.float64))


def pooled(single: Parts) -> Parts:
    """Return the parts with all columns added up into one."""
    return Parts(single.observed.sum(axis=1, keepdims=True), single.values.sum(axis=1, keepdims=True))


def beside(one: Parts, other: Parts) -> Parts:
    """Return the columns of both."""
    joined = (np.concatenate(both, axis=1) for both in ((one.observed, other.observed), (one.values, other.values)))
    return Parts(*joined)


def _alpha(observed: Real, values: Real) -> Real:
    """Return 1 - observed / expected disagreement of sums (…) and (…, values); NaN where no disagreement is possible."""
    total = values.sum(axis=-1)
    expected = total**2 - (values**2).sum(axis=-1)
    possible = expected > 0
    return np.where(possible, 1 - (total - 1) * observed / np.where(possible, expected, 1.0), np.nan)


def alphas(found: Parts) -> Real:
    """Return Krippendorff's alpha of every column."""
    return _alpha(found.observed.sum(axis=0), found.values.sum(axis=0))


def intervals(found: Parts, *, resamples: int, confidence: float, seed: int) -> tuple[Real, Real]:
    """Return the percentile bounds of every column's alpha when the units are drawn anew.

    A unit keeps its judgements of all codes together, because they are not independent. Resamples in which a column does
    not vary say nothing about it and are left out; a column that never varies has NaN. Coders who always agree get [1, 1]:
    resampling cannot show a disagreement that was never seen.
    """
    units, columns = found.observed.shape
    random = np.random.default_rng(seed)
    drawn = []
    for begin in range(0, resamples, _BLOCK):
        size = min(_BLOCK, resamples - begin)
        weights = random.multinomial(units, np.full(units, 1 / units), size=size).astype(np.float64)
        values = weights @ found.values.reshape(units, -1)
        drawn.append(_alpha(weights @ found.observed, values.reshape(size, columns, -1)))
    sampled = np.concatenate(drawn)
    tail = (1 - confidence) / 2
    bounds = np.full((2, columns), np.nan)
    for column in range(columns):
        varying = sampled[~np.isnan(sampled[:, column]), column]
        if varying.size:
            bounds[:, column] = np.quantile(varying, [tail, 1 - tail])
    return bounds[0], bounds[1]


def precision_recall_f1(gold: Whole, others: Whole) -> tuple[float | None, float | None, float | None]:
    """Compare yes/no judgements (coders, …) with the gold's (…), micro over all; what either left open does not count."""
    right = int(((gold == 1) & (others == 1)).sum())
    too_many = int(((gold == 0) & (others == 1)).sum())
    missed = int(((gold == 1) & (others == 0)).sum())
    if not right + too_many + missed:
        return None, None, None
    precision = right / (right + too_many) if right + too_many else None
    recall = right / (right + missed) if right + missed else None
    return precision, recall, 2 * right / (2 * right + too_many + missed)
