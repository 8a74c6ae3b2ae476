"""The page of issues: map, courses, list; and how a map divides its area."""

from __future__ import annotations

from pathlib import Path

import pytest

from textgov.stages.export.issue_charts import courses, issue_map, issue_table, squares
from textgov.stages.export.issue_page import write_issue_page
from textgov.types import Cluster, Clustering, Document, Heat

NAMES = {"market": "市场办", "transport": "交通办"}


def issue(name: str, size: int, *, body: str | None = "market", urgent: int = 0, months: int = 2) -> Cluster:
    trend = tuple((f"2026-{month:02}", size) for month in range(1, months + 1))
    heat = Heat(float(size), size, 1, 0.5, 0, urgent)
    members = tuple(f"{name}{n}" for n in range(size))
    return Cluster(
        f"C-{name}", f"问题{name}<b>", ("词",), members, f"{name}0", "2026-01-01", "2026-02-01", heat, body, trend=trend
    )


@pytest.mark.parametrize("weights", [[1.0], [5.0, 3.0, 2.0], [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], [1.0] * 40, []])
def test_a_map_divides_its_area_by_weight_without_overlap(weights: list[float]) -> None:
    boxes = squares(weights, (10.0, 20.0, 600.0, 400.0))
    assert len(boxes) == len(weights)
    for weight, (x, y, width, height) in zip(weights, boxes, strict=True):
        assert width * height == pytest.approx(240_000 * weight / sum(weights))
        assert x >= 10 - 1e-6 and y >= 20 - 1e-6 and x + width <= 610 + 1e-6 and y + height <= 420 + 1e-6
        assert max(width / height, height / width) < 8
    for number, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[:number]:
            apart = (
                x >= left + wide - 1e-6
                or left >= x + width - 1e-6
                or y >= top + high - 1e-6
                or top >= y + height - 1e-6
            )
            assert apart


def test_pictures_and_list_name_every_issue_and_break_on_none() -> None:
    clusters = [issue("甲", 5, urgent=1), issue("乙", 3, body="transport"), issue("丙", 2, body=None)]
    for parts in (issue_map(clusters, NAMES), courses(clusters), issue_table(clusters, NAMES)):
        shown = "".join(parts)
        assert "<b>" not in shown
        assert all(one.id in shown for one in clusters)
    assert 'data-body="未定"' in "".join(issue_table(clusters, NAMES))


def test_one_month_has_no_course_and_nothing_has_no_map() -> None:
    assert "".join(courses([issue("甲", 5, months=1)])) == ""
    assert "".join(issue_map([], NAMES)) == ""
    assert "没有发现" in "".join(issue_table([], NAMES))


def test_the_page_needs_no_network_and_lists_lone_letters(tmp_path: Path) -> None:
    letters = [
        Document("甲0", "一", "letter"),
        Document("z1", "二", "letter", title="单独一封"),
        Document("z2", "三三", "letter"),
    ]
    found = Clustering((issue("甲", 1),), {"甲0": "C-甲", "z1": None, "z2": None})
    write_issue_page(tmp_path / "p.html", found, letters, urgent={"z2"}, names=NAMES)
    shown = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert shown.index("三三") < shown.index("单独一封")
    assert "src=" not in shown and "http" not in shown.replace("http://www.w3.org/2000/svg", "")
