"""report.html of a folder of issues: map, courses, list with filters, lone letters; opens from a disk, everything masked."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from textgov.files import write_text
from textgov.stages.export.html import page, table
from textgov.stages.export.issue_charts import courses, issue_map, issue_table
from textgov.stages.export.plain import printable
from textgov.types import Clustering, Document

# Lone letters shown; alone.jsonl and the workbook hold all of them.
_ALONE = 200


def write_issue_page(
    path: str | Path,
    clustering: Clustering,
    letters: Sequence[Document],
    *,
    urgent: Container[str] = (),
    names: Mapping[str, str] | None = None,
    formula: str = "",
) -> None:
    """Write the page. ``letters`` are masked; ``urgent`` holds ids; ``names`` gives the bodies' names by id.

    ``formula`` says how heat is made.
    """
    clusters, known = clustering.clusters, names or {}
    alone = [one for one in letters if clustering.assignments.get(one.id) is None]
    pressing = sum(one.id in urgent for one in alone)
    cards = (
        ("来信", len(letters), ""),
        ("共同问题", len(clusters), ""),
        ("归入问题的来信", len(letters) - len(alone), ""),
        ("单独的来信", len(alone), ""),
        ("单独而紧急", pressing, "red" if pressing else ""),
    )
    head = "".join(f'<div class="card {look}"><b>{number}</b>{name}</div>' for name, number, look in cards)
    sections = (
        ("map", "问题地图", issue_map(clusters, known)),
        ("courses", "每月走势", courses(clusters)),
        ("list", "问题列表", issue_table(clusters, known)),
        ("alone", "单独的来信", _alone(alone, urgent)),
        ("about", "怎样得出的", _about(formula)),
    )
    subtitle = "来信已遮盖个人信息；归并和部门都是建议，由人决定。"
    write_text(path, printable("".join(page("共同问题", subtitle, f'<div class="cards">{head}</div>', sections))))


def _alone(alone: Sequence[Document], urgent: Container[str]) -> Iterator[str]:
    if not alone:
        return
    ordered = sorted(alone, key=lambda one: (one.id not in urgent, one.date or "9999", one.id))
    yield '<p class="note">没有别的来信说同一件事，但一封也不丢：紧急的在前。</p>'
    rows = (
        f"<tr{' class=urgent' if one.id in urgent else ''}><td>{escape(one.id)}</td><td class=d>{escape(one.date or '')}</td>"
        f"<td>{'紧急' if one.id in urgent else ''}</td><td>{escape(one.title or one.text[:40])}</td></tr>"
        for one in ordered[:_ALONE]
    )
    yield table(("编号", "日期", "紧急", "标题"), rows)
    if len(ordered) > _ALONE:
        yield f'<p class="note">这里列出 {_ALONE} 封，全部见 clusters.xlsx 的“单独来信”。</p>'


def _about(formula: str) -> Iterator[str]:
    yield (
        "<p>来信先遮盖个人信息，再按标题、正文、地点、名称和时间的相近程度归并；同样的文字只算一件，重复的另外计数。"
        "编号由最早一封来信得出，以后归并新来信时不变。改名、合并、拆分、移动和登记进展用 textgov issues。"
        "把鼠标停在热度上看各部分。</p>"
    )
    if formula:
        yield f'<p class="note">{escape(formula)}</p>'
