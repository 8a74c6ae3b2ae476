"""Heads and what is learned about their scores: second labels, quantiles, reliability."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from textgov.stages.train.evaluation import calibration_error, reliability
from textgov.stages.train.fit import fit_head, head_scores, quantiles

# Three kinds of rows: the first feature goes with a, the second with b, rows with both are labelled a.
ROWS = csr_matrix([[1.0, 0.0]] * 8 + [[0.0, 1.0]] * 8 + [[0.7, 0.7]] * 8)
LABELS = ["a"] * 8 + ["b"] * 8 + ["a"] * 8


def test_a_second_label_is_no_counter_example() -> None:
    also = [[]] * 16 + [["b"]] * 8
    without = head_scores(fit_head(ROWS, LABELS, cost=1.0), ROWS, ["a", "b"])
    counted = head_scores(fit_head(ROWS, LABELS, cost=1.0, also=also), ROWS, ["a", "b"])
    assert counted[-1, 1] > without[-1, 1] + 0.3
    assert counted[:8, 0] == pytest.approx(without[:8, 0], abs=1e-6)
    assert (counted[:16].argmax(axis=1) == [0] * 8 + [1] * 8).all()


def test_two_labels_oppose_each_other() -> None:
    head = fit_head(ROWS, LABELS, cost=1.0)
    assert head.labels == ("a", "b")
    scores = head_scores(head, ROWS, ["a", "b", "unseen"])
    assert scores[:, 0] == pytest.approx(-scores[:, 1], abs=0.05)
    assert (scores[:, 2] == scores[:, :2].min()).all()


def test_quantiles_never_fall_below_the_values() -> None:
    found = quantiles(np.array([0.1, 0.2, 0.30001]))
    assert len(found) == 201
    assert found[0] == 0.1
    assert found[1] == 0.2
    assert found[-1] == 0.3001
    assert found == sorted(found)


def test_reliability_sums_to_the_calibration_error() -> None:
    belief = np.array([0.95, 0.95, 0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False, True, False])
    rows = reliability(belief, right)
    assert [(round(b, 2), a, n) for b, a, n in rows] == [(0.55, 0.5, 2), (0.95, 0.75, 4)]
    assert calibration_error(belief, right) == pytest.approx((2 * 0.05 + 4 * 0.2) / 6)
