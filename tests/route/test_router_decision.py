"""When a letter is routed: threshold, cost of a mistake, conformal sets, the issue that is shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
import pytest

from textgov.errors import ModelError, UsageError
from textgov.stages.route.decision import Calibration, Decider

# Of 200 unseen letters one in ten surprised by 0.9, the others by at most 0.4.
SURPRISE = tuple([0.4] * 181 + [0.9] * 20)


def decider(surprise: tuple[float, ...] = SURPRISE, sharpness: float = 1.0) -> Decider:
    link = np.array([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]])
    temperatures = {"issue": 1.0, "body": 1.0}
    return Decider(
        ("i", "j", "k"), ("a", "b", "c"), link, 0.5, temperatures, Calibration(0.6, sharpness, surprise, 200)
    )


@pytest.mark.parametrize(
    ("options", "least"),
    [
        ({}, {"a": 0.6, "b": 0.6}),
        ({"threshold": 0.3}, {"a": 0.3, "b": 0.3}),
        ({"cost": 1}, {"a": 0.0, "b": 0.0}),
        ({"cost": 20}, {"a": 0.95, "b": 0.95}),
        ({"cost": {"a": 10}}, {"a": 0.9, "b": 0.6}),
        ({"cost": {"": 4, "a": 10}}, {"a": 0.9, "b": 0.75}),
    ],
)
def test_the_least_probability_follows_the_cost(options: Mapping[str, float], least: dict[str, float]) -> None:
    policy = decider().policy(**options)  # type: ignore[arg-type]
    assert {body: policy.least(body) for body in least} == pytest.approx(least)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cost": 0.5}, "1 或更大"),
        ({"cost": float("nan")}, "1 或更大"),
        ({"cost": {"z": 3}}, "模型里没有它;可写的有:a、b、c"),
        ({"coverage": 0}, "0 与 1 之间"),
        ({"coverage": 1}, "0 与 1 之间"),
    ],
)
def test_what_cannot_be_asked_is_named(options: Mapping[str, float], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        decider().policy(**options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("coverage", "body", "found"),
    [
        (None, [0.5, 0.4, 0.1], ()),
        (0.8, [0.5, 0.4, 0.1], ("a",)),
        (0.8, [0.3, 0.3, 0.4], ("c",)),
        (0.95, [0.5, 0.4, 0.1], ("a", "b", "c")),
        (0.95, [0.95, 0.03, 0.02], ("a",)),
        (0.999, [0.98, 0.01, 0.01], ("a", "b", "c")),
    ],
)
def test_sets_hold_what_unseen_letters_needed(
    coverage: float | None, body: list[float], found: tuple[str, ...]
) -> None:
    policy = decider().policy(coverage=coverage)
    order = np.argsort([-p for p in body], kind="stable").tolist()
    assert policy.set_of(("a", "b", "c"), body, order) == found


def test_a_model_without_what_sets_need_says_so() -> None:
    with pytest.raises(ModelError, match="重新训练"):
        decider(()).policy(coverage=0.9)


def test_the_power_keeps_ranks_and_sums() -> None:
    body = np.array([[0.6, 0.3, 0.1]])
    sharp = decider(sharpness=2.0).sharpened(body)
    assert sharp.sum() == pytest.approx(1)
    assert sharp[0, 0] > 0.6 > sharp[0, 1] > sharp[0, 2]
    assert decider().sharpened(body) == pytest.approx(body)


def test_the_issue_shown_prefers_the_likely_body() -> None:
    issue = np.array([[0.42, 0.40, 0.18], [0.80, 0.15, 0.05]])
    body = np.array([[0.05, 0.95, 0.0], [0.05, 0.95, 0.0]])
    # the first is nearly even, so that the body decides; in the second the letter itself is clear
    assert decider().issues_of(issue, body) == ["j", "i"]
    without = dataclasses.replace(decider(), issues=(), link=np.zeros((0, 3)))
    assert without.issues_of(np.zeros((2, 0)), body) == [None, None]
