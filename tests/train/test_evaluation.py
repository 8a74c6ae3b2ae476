"""Figures of an evaluation, checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from textgov.stages.train.evaluation import calibration_error, evaluation
from textgov.stages.train.features import choose_terms, near_duplicates
from textgov.stages.train.fit import best_temperature, best_threshold, folds


def test_accuracy_f1_baseline_and_coverage() -> None:
    quality = evaluation(
        ["a", "a", "a", "b"], ["a", "a", "b", "b"], np.array([0.9, 0.8, 0.6, 0.7]), threshold=0.65, how="检验"
    )
    assert quality.accuracy == 0.75
    assert quality.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2)
    assert (quality.majority, quality.baseline) == ("a", 0.75)
    assert (quality.routed, quality.accuracy_when_routed) == (0.75, 1.0)
    assert dict(quality.coverage)[0.5] == 1.0


@pytest.mark.parametrize(
    ("probability", "right", "expected"),
    [([1.0, 1.0], [True, True], 0.0), ([0.9, 0.9], [True, False], 0.4), ([0.5, 1.0], [True, True], 0.25)],
)
def test_calibration_error(probability: list[float], right: list[bool], expected: float) -> None:
    assert calibration_error(np.array(probability), np.array(right)) == pytest.approx(expected)


@pytest.mark.parametrize(("accuracy", "expected"), [(1.0, 0.8), (0.75, 0.6), (0.5, 0.5)])
def test_threshold(accuracy: float, expected: float) -> None:
    found = best_threshold(np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, False, True]), accuracy=accuracy)
    assert found == expected


def test_temperature_sharpens_what_is_right_and_flattens_what_is_not() -> None:
    scores = np.array([[1.0, 0.0]] * 10)
    assert best_temperature(scores, np.zeros(10, np.int64)) > best_temperature(scores, np.array([0, 1] * 5))


def test_near_duplicates_share_a_group() -> None:
    text = "关于城西菜场后面那条巷子排水沟常年堵塞、下雨天污水倒灌进一楼住户家里的问题"
    groups = near_duplicates([text, "再次反映:" + text, "我想问一下老年证在哪里办理，需要带哪些材料过去", "短", "短"])
    assert groups[0] == groups[1] != groups[2]
    assert groups[3] == groups[4]


def test_folds_keep_groups_whole_and_labels_spread() -> None:
    labels = ["a", "b"] * 20
    groups = np.array([k // 2 for k in range(40)])
    found = folds(labels, groups, parts=4, seed=0)
    assert all(found[2 * k] == found[2 * k + 1] for k in range(20))
    assert all((found == fold).sum() == 10 for fold in range(4))


def test_a_form_that_many_fill_in_is_spread() -> None:
    found = folds(["a", "b"] * 20, np.zeros(40, np.int64), parts=4, seed=0)
    assert all((found == fold).sum() == 10 for fold in range(4))


def test_terms_are_chinese_frequent_and_without_numbers() -> None:
    texts = [f"路灯不亮,电话1380000{k:04d}。ktv吵" for k in range(6)]
    terms = choose_terms([*texts, "孤例"], longest=3, min_letters=5)
    assert {"路灯", "灯不亮", "ktv"} <= set(terms)
    assert not any("00" in term or "," in term for term in terms)
    assert "孤例" not in terms
