"""The comparison of cases: cells, figures, key words, likeness, years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import textgov
from textgov.errors import UsageError
from textgov.research_types import Comparison
from textgov.types import Document, Place

REPORTS = [
    Document(
        "青溪", "青溪街道建成网格42个，专职网格员60名，网格员每天巡查。\n每月召开协商议事会，居民把停车难题摆上桌。",
        "report", "青溪街道的网格", "2021-03-02", place=Place(city="云平市", street="青溪街道"),
    ),
    Document(
        "石桥", "石桥街道建成网格30个，网格员45名，网格员入户走访。\n下一步计划召开协商议事会，请居民商量停车难题。",
        "report", "石桥街道的网格", "2023-05-06", place=Place(city="云平市", street="石桥街道"),
    ),
    Document(
        "白杨", "白杨镇实行积分制。积分每月公布，积分可以换肥皂。\n积分超市有5家。",
        "report", "白杨镇的积分", None, place=Place(city="云平市", street="白杨镇"),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Iterator[Comparison]:
    yield textgov.compare(REPORTS)


def test_status_and_evidence(found: Comparison) -> None:
    statuses = [
        {code: case.cells[code].status if code in case.cells else None for code in ("grid", "deliberation", "points")}
        for case in found.cases
    ]
    assert statuses == [
        {"grid": "done", "deliberation": "done", "points": None},
        {"grid": "done", "deliberation": "planned", "points": None},
        {"grid": None, "deliberation": None, "points": "done"},
    ]


def test_every_sentence_is_the_report_s(found: Comparison) -> None:
    for case, report in zip(found.cases, REPORTS, strict=True):
        for cell in case.cells.values():
            assert cell.sentence == report.text[cell.start : cell.end]
            assert cell.start <= cell.anchor < cell.end
            assert cell.count == cell.done + cell.planned + cell.problem > 0


def test_practices_hold_those_that_nobody_mentions(found: Comparison) -> None:
    mentioned = {code for case in found.cases for code in case.cells}
    assert mentioned < set(found.practices)


def test_key_words(found: Comparison) -> None:
    keys = [[key.word for key in case.keys] for case in found.cases]
    assert "积分" in keys[2]
    assert "积分" not in keys[0] + keys[1]
    assert "网格员" not in keys[2]
    assert not any("石桥" in key for key in keys[1])  # its own name


def test_figures_side_by_side(found: Comparison) -> None:
    rows = {(row.subject, row.unit): row for row in found.figures}
    assert {number: [f.value for f in figures] for number, figures in rows["网格", "个"].values.items()} == {
        0: [42.0], 1: [30.0],
    }  # fmt: skip
    assert set(rows["网格员", "名"].values) == {0, 1}  # 专职网格员 stands beside 网格员
    assert all(2 not in row.values for row in found.figures)


def test_likeness(found: Comparison) -> None:
    for matrix in (found.by_practices, found.by_words):
        assert all(matrix[a][b] == matrix[b][a] for a in range(3) for b in range(3))
        assert [matrix[a][a] for a in range(3)] == [1.0, 1.0, 1.0]
        assert matrix[0][1] > matrix[0][2]
    assert sorted(found.order) == [0, 1, 2]
    assert abs(found.order.index(0) - found.order.index(1)) == 1


def test_years(found: Comparison) -> None:
    assert [
        (year.year, year.cases, year.mentions.get("grid"), year.mentions.get("points")) for year in found.trend
    ] == [
        (2021, 1, 1, None),
        (2023, 1, 1, None),
    ]
    one_year = [replace(report, date="2022-01-01") for report in REPORTS]
    assert textgov.compare(one_year).trend == ()


def test_labels_differ() -> None:
    same = [replace(REPORTS[0], id="a"), replace(REPORTS[0], id="b"), replace(REPORTS[0], id="c", date="2024-01-01")]
    labels = [case.label for case in textgov.compare(same).cases]
    assert labels == ["青溪街道·2021·a", "青溪街道·2021·b", "青溪街道·2024"]


def test_texts_without_anything() -> None:
    found = textgov.compare(
        [Document(name, text, "report") for name, text in zip("abc", ("。", "，", ""), strict=True)]
    )
    assert [(case.cells, case.keys) for case in found.cases] == [({}, ())] * 3
    assert found.figures == ()
    assert found.by_words[0][0] == 0.0


def test_too_few_and_letters() -> None:
    with pytest.raises(UsageError, match="两篇"):
        textgov.compare(REPORTS[:1])
    with pytest.raises(UsageError, match="来信"):
        textgov.compare([*REPORTS, Document("a", "灯坏了", "letter")])


def test_practices_of_one_paragraph_are_joined() -> None:
    together = Document("a", "网格员每天巡查。居民代表召开协商议事会。", "report", "甲")
    apart = Document("b", "网格员每天巡查。\n居民代表召开协商议事会。", "report", "乙")
    pairs = [
        {frozenset((edge.source, edge.target)) for edge in textgov.compare([one, replace(one, id="c")]).network.edges}
        for one in (together, apart)
    ]
    grid_and_deliberation = frozenset(("网格化治理", "协商议事"))
    assert grid_and_deliberation in pairs[0]
    assert grid_and_deliberation not in pairs[1]
