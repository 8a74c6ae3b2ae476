"""Kappa and alpha against published and hand-made examples, and where they are not defined."""

from __future__ import annotations

import numpy as np
import pytest

from textgov.stages.agreement import measures
from textgov.stages.agreement.measures import Whole

# Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C: four observers, twelve units, "." missing.
KRIPPENDORFF = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def matrix(text: str) -> Whole:
    """Values from 1 on become 0, 1, …; a dot becomes -1."""
    return np.array(
        [[-1 if cell == "." else int(cell) - 1 for cell in row.split()] for row in text.strip().split("\n")]
    )


def alpha(judged: Whole, values: int) -> float:
    """Alpha of judgements (coders, units), the units one under the other as one variable."""
    counted = measures.counts(judged, values)[:, None, :]
    return float(measures.alphas(measures.parts(counted))[0])


def by_pairs(judged: Whole) -> float:
    """Alpha by its definition: every ordered pair of judgements within a unit against every pair of judgements at all."""
    units = [[v for v in column if v >= 0] for column in judged.T.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    everything = [v for unit in units for v in unit]
    total = len(everything)
    observed = sum(sum(a != b for a in unit for b in unit) / (len(unit) - 1) for unit in units) / total
    expected = sum(a != b for a in everything for b in everything) / (total * (total - 1))
    return 1 - observed / expected


def test_alpha_of_krippendorffs_example() -> None:
    """Published: 0.743.

    By hand: unit 12 has one judgement and falls out, 40 pairable ones remain: 9 ones, 13 twos, 10 threes, 5 fours, 3
    fives. Only units 2 (2 2 3 2), 6 (1 2 3 4) and 8 (1 1 2 1) disagree: their ordered pairs of different values are 6, 12
    and 6, divided by 4 - 1 = 2 + 4 + 2 = 8. Expected, unscaled: 40² - (81 + 169 + 100 + 25 + 9) = 1216.
    alpha = 1 - 39 · 8 / 1216 = 0.7434.
    """
    judged = matrix(KRIPPENDORFF)
    assert alpha(judged, 5) == pytest.approx(1 - 39 * 8 / 1216)
    assert round(alpha(judged, 5), 3) == 0.743
    assert alpha(judged, 5) == pytest.approx(by_pairs(judged))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_its_definition(seed: int) -> None:
    judged = np.random.default_rng(seed).integers(-1, 3, size=(3, 12))
    assert alpha(judged, 3) == pytest.approx(by_pairs(judged))


def test_alpha_of_two_coders_and_two_values() -> None:
    """Krippendorff 2011, section A: ten units, two observers, 0.095.

    Four of ten units disagree: 8 ordered pairs; 14 zeros and 6 ones: 20² - 14² - 6² = 168. 1 - 19 · 8 / 168 = 0.095.
    """
    judged = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]])
    assert round(alpha(judged, 2), 3) == 0.095


def square(table: list[list[int]]) -> tuple[Whole, Whole]:
    """Two coders from a table of counts: rows are the one's values, columns the other's."""
    cells = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    one, other = zip(*cells, strict=True)
    return np.array(one), np.array(other)


KAPPAS = [
    # Cohen 1960, 200 patients: 0.70 observed, 0.6 · 0.5 + 0.3 · 0.3 + 0.1 · 0.2 = 0.41 by chance: 0.29 / 0.59.
    ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),
    # 20 yes-yes, 5, 10, 15 no-no: 0.7 observed, 0.5 · 0.6 + 0.5 · 0.4 = 0.5 by chance: 0.4.
    ([[20, 5], [10, 15]], 0.4),
    # The same agreement, 0.9, with a rare value: and 0.05² + 0.95² = 0.905 by chance: below zero.
    ([[0, 5], [5, 90]], -0.053),
    ([[5, 0], [0, 5]], 1.0),
    ([[0, 5], [5, 0]], -1.0),
]


@pytest.mark.parametrize(("table", "expected"), KAPPAS)
def test_kappa(table: list[list[int]], expected: float) -> None:
    found = measures.kappa(*square(table))
    assert found is not None
    assert round(found, 3) == expected


def test_kappa_leaves_out_what_one_coder_left_open() -> None:
    one, other = square([[20, 5], [10, 15]])
    more = np.append(one, [-1, 0]), np.append(other, [1, -1])
    assert measures.kappa(*more) == measures.kappa(one, other)


UNDEFINED = [
    ([[0, 0, 0], [0, 0, 0]], "one value only"),
    ([[1, -1], [-1, 0]], "no unit judged twice"),
    ([[1], [-1]], "one unit, one judgement"),
]


@pytest.mark.parametrize(("judged", "_why"), UNDEFINED)
def test_undefined(judged: list[list[int]], _why: str) -> None:
    found = np.array(judged)
    assert np.isnan(alpha(found, 2))
    assert measures.kappa(found[0], found[1]) is None
    counted = measures.counts(found, 2)[:, None, :]
    low, high = measures.intervals(measures.parts(counted), resamples=50, confidence=0.95, seed=0)
    assert np.isnan([low[0], high[0]]).all()


def test_one_unit_on_which_coders_differ() -> None:
    assert alpha(np.array([[0], [1]]), 2) == 0.0
    assert measures.kappa(np.array([0]), np.array([1])) == 0.0


def test_percent_agreement() -> None:
    counted = measures.counts(matrix("1 1 2 .\n1 2 2 1\n1 2 1 ."), 2)
    assert measures.percent_agreement(counted) == pytest.approx((1 + 1 / 3 + 1 / 3) / 3)
    assert measures.percent_agreement(measures.counts(matrix("1 .\n. 2"), 2)) is None


def test_bounds_are_those_of_a_plain_loop() -> None:
    judged = np.random.default_rng(3).integers(0, 2, size=(2, 40))
    judged[1, :30] = judged[0, :30]
    found = measures.parts(measures.counts(judged, 2)[:, None, :])
    low, high = measures.intervals(found, resamples=400, confidence=0.9, seed=7)
    random = np.random.default_rng(11)
    plain = [alpha(judged[:, random.integers(0, 40, 40)], 2) for _ in range(400)]
    assert (low[0], high[0]) == pytest.approx(np.quantile(plain, [0.05, 0.95]), abs=0.06)
    assert low[0] < alpha(judged, 2) < high[0]
    again = measures.intervals(found, resamples=400, confidence=0.9, seed=7)
    assert (low[0], high[0]) == (again[0][0], again[1][0])


def test_precision_recall_f1() -> None:
    gold = np.array([1, 1, 1, 0, 0, -1, 1])
    other = np.array([[1, 1, 0, 1, 0, 1, -1]])
    assert measures.precision_recall_f1(gold, other) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert measures.precision_recall_f1(np.zeros(2, int), np.zeros((1, 2), int)) == (None, None, None)
    assert measures.precision_recall_f1(np.ones(2, int), np.zeros((1, 2), int)) == (None, 0.0, 0.0)
