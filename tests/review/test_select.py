"""Which letters are asked about, and which labels look wrong."""

from __future__ import annotations

import numpy as np
import pytest

from textgov.stages.review import doubt_of, pick, suspects
from textgov.types import Alternative


@pytest.mark.parametrize(("probabilities", "doubt"), [((0.5, 0.5), 1.0), ((0.9, 0.1), 0.2), ((1.0,), 0.0), ((), 1.0)])
def test_doubt_is_what_the_two_likeliest_leave_open(probabilities: tuple[float, ...], doubt: float) -> None:
    assert doubt_of([Alternative(str(p), p) for p in probabilities]) == pytest.approx(doubt)


# 0 and 1 are copies, 2 is about something else, 3 too.
LIKENESS = np.array([[1, 1, 0.1, 0], [1, 1, 0.1, 0], [0.1, 0.1, 1, 0], [0, 0, 0, 1.0]])


@pytest.mark.parametrize(
    ("doubt", "seen", "count", "taken"),
    [
        ([0.9, 0.9, 0.5, 0.2], [0, 0, 0, 0], 3, [0, 2, 3]),
        ([0.9, 0.9, 0.5, 0.2], [0, 0, 0, 0], 9, [0, 2, 3, 1]),
        ([0.9, 0.9, 0.5, 0.2], [1, 1, 0, 0], 2, [2, 3]),
        ([0.1, 0.2, 0.3, 0.4], [0, 0, 0, 0], 1, [3]),
        ([], [], 5, []),
    ],
)
def test_the_least_sure_come_first_and_copies_last(
    doubt: list[float], seen: list[float], count: int, taken: list[int]
) -> None:
    assert pick(np.array(doubt), lambda i: LIKENESS[i], np.array(seen), count=count) == taken


def test_confident_disagreement_is_a_suspect_and_doubt_is_none() -> None:
    given = ["甲", "甲", "甲", "乙", "乙", "甲"]
    probability = np.array([[0.9, 0.1], [0.8, 0.2], [0.55, 0.45], [0.2, 0.8], [0.1, 0.9], [0.04, 0.96]])
    found = suspects(given, ["乙", "甲"], probability[:, ::-1])
    assert [(one.row, one.given, one.likelier) for one in found] == [(5, "甲", "乙")]
    assert (found[0].given_probability, found[0].likelier_probability) == (0.04, 0.96)


def test_a_name_that_no_letter_has_is_never_likelier() -> None:
    assert suspects(["甲"], ["甲", "乙"], np.array([[0.1, 0.9]])) == []
