"""Counts of letters as bands."""

from __future__ import annotations

import pytest

from textgov.stages.agenda.bands import band


@pytest.mark.parametrize(
    ("count", "k", "expected"),
    [
        (1, 5, "少于 5 封"),
        (4, 5, "少于 5 封"),
        (5, 5, "5–9 封"),
        (9, 5, "5–9 封"),
        (10, 5, "10–19 封"),
        (20, 5, "20–49 封"),
        (199, 5, "100–199 封"),
        (200, 5, "200 封以上"),
        (9000, 5, "200 封以上"),
        (2, 3, "少于 3 封"),
        (3, 3, "3–5 封"),
        (1, 1, "1 封"),
        (3, 1, "2–3 封"),
    ],
)
def test_bands(count: int, k: int, expected: str) -> None:
    assert band(count, k=k) == expected
