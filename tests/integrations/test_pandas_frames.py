"""Every result as DataFrames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

import textgov
from textgov.errors import UsageError
from textgov.integrations.pandas import frame, frames
from textgov.types import Document, Place

REPORTS = [
    Document(
        "甲", "青溪街道建成网格42个，网格员每天巡查。\n每月召开协商议事会，居民商量停车难题。", "report", "甲题",
        "2021-03-02", place=Place(city="云平市", street="青溪街道"), metadata={"作者": "某某"},
    ),
    Document("乙", "白杨镇实行积分制。下一步计划建成网格9个。", "report", "乙题", "2023-05-06", place=Place(street="白杨镇")),
]  # fmt: skip
LETTERS = [
    Document("1", "小区路灯坏了三个月，电话13800138000。", "letter", date="2024-01-02"),
    Document("2", "小区的路灯坏了，晚上看不见路。", "letter"),
]


def test_a_comparison() -> None:
    found = textgov.compare(REPORTS)
    tables = frames(found)
    matrix = frame(found)
    assert matrix.loc["青溪街道", "grid"] == "done"
    assert matrix.loc["白杨镇", "deliberation"] == "not_mentioned"
    assert list(matrix.columns) == list(found.practices)
    assert tables["counts"].loc["白杨镇"].sum() == sum(cell.count for cell in found.cases[1].cells.values())
    assert tables["by_words"].loc["白杨镇", "白杨镇"] == 1.0
    assert tables["years"].loc[2021, "grid"] == 1
    assert tables["cases"]["date"].tolist() == [pd.Timestamp("2021-03-02"), pd.Timestamp("2023-05-06")]
    first = tables["evidence"].iloc[0]
    assert REPORTS[0].text[first["start"] : first["end"]] == first["sentence"]


def test_tags() -> None:
    tables = frames(textgov.tag(REPORTS))
    assert list(tables) == ["tags", "evidence", "figures", "checks"]
    assert set(tables["tags"]["id"]) == {"甲", "乙"}
    assert tables["tags"]["count"].sum() == len(tables["evidence"])
    assert tables["figures"]["value"].tolist() == [42, 9]
    assert tables["figures"]["planned"].tolist() == [False, True]
    assert {"sentence_start", "sentence_end"} <= set(tables["evidence"].columns)


@pytest.mark.parametrize(
    ("make", "names", "columns"),
    [
        (lambda: REPORTS, ["documents"], {"id", "place", "作者"}),
        (lambda: textgov.route(LETTERS), ["routes", "alternatives", "parts"], {"body", "probability", "urgent"}),
        (lambda: textgov.cluster(LETTERS), ["clusters", "letters"], {"label", "size", "heat_value"}),
        (lambda: textgov.redact(LETTERS), ["masked", "spans"], {"text", "risk_level"}),
        (lambda: textgov.segment("网格员巡查。"), ["tokens", "sentences"], {"text", "start"}),
        (lambda: textgov.kwic(REPORTS, "网格"), ["rows"], {"left", "match"}),
        (lambda: textgov.cooccur(REPORTS, minimum=1, by="document"), ["edges", "nodes"], {"npmi"}),
        (lambda: textgov.agenda(LETTERS), ["rows"], {"title", "lead_name"}),
        (
            lambda: textgov.agreement({"a": {"u": ["grid"]}, "b": {"u": ["grid"]}}),
            ["codes", "pairs", "disagreements"],
            {"code", "alpha"},
        ),
    ],
)  # fmt: skip
def test_other_results(make: Any, names: list[str], columns: set[str]) -> None:
    tables = frames(make())
    assert list(tables) == names
    assert len(tables[names[0]])
    assert columns <= set(tables[names[0]].columns)


@dataclass(frozen=True)
class _Made:
    seed: int
    parts: tuple[Document, ...]
    pair: tuple[int, int] = (1, 2)


def test_a_result_of_another_kind() -> None:
    tables = frames([_Made(1, ()), _Made(2, tuple(REPORTS))])
    assert list(tables) == ["parts", "rows"]
    assert tables["parts"]["id"].tolist() == ["甲", "乙"]
    assert tables["rows"]["seed"].tolist() == [1, 2]
    assert frame(_Made(1, ()))["pair"].tolist() == [(1, 2)]


def test_dates_that_are_not_known() -> None:
    assert frame(LETTERS)["date"].isna().tolist() == [False, True]


def test_nothing_and_the_wrong_thing() -> None:
    assert frame([]).empty
    assert frames(()) == {}
    for wrong in (3, "网格", [REPORTS[0], textgov.tag("网格员")], Document):
        with pytest.raises(UsageError, match="表"):
            frames(wrong)
