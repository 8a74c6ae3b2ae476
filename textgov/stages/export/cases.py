"""The reports' side of report.html: the matrix of practices, the texts with their evidence, the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import isfinite

from textgov.codebook import Codebook
from textgov.stages.export.html import table
from textgov.stages.export.tables import STATUS_NAMES
from textgov.types import Document, Figure, RunResult, Tag, Tagging


def matrix(reports: Sequence[Document], result: RunResult, codebook: Codebook) -> Iterator[str]:
    """Yield the table of reports by practices, each cell coloured by status and linked to its first evidence."""
    if not reports:
        return
    found = {tag.code for report in reports for tag in result.taggings[report.id].tags}
    used = [code for code in codebook.practices.values() if code.id in found]
    if not used:
        yield "<p>这些报告里没有找到编码本中的做法。</p>"
        return
    yield _legend() + '<p class="note">格中的数是证据条数，点一下看原文；空格表示没有提到，不等于没有做。</p>'
    head = "".join(f"<th>{escape(code.name)}</th>" for code in used)
    yield f'<div class="scroll"><table class="matrix"><thead><tr><th>报告</th>{head}</tr></thead><tbody>'
    for number, report in enumerate(reports):
        tags = {tag.code: tag for tag in result.taggings[report.id].tags}
        cells = "".join(_matrix_cell(tags.get(code.id), number) for code in used)
        name = escape(report.title or report.id)
        yield f'<tr><td title="{name}"><a href="#r{number}">{name}</a></td>{cells}</tr>'
    yield "</tbody></table></div>"


def _matrix_cell(tag: Tag | None, number: int) -> str:
    if tag is None:
        return "<td></td>"
    title = escape(f"{tag.name}（{STATUS_NAMES[tag.status]}）：{tag.evidence[0].quote}")
    link = f"#e{number}-{tag.evidence[0].start}"
    return f'<td class="{tag.status}" title="{title}"><a href="{link}">{len(tag.evidence)}</a></td>'


def _legend() -> str:
    return (
        '<p class="legend">'
        + "".join(f'<span class="{status}">{name}</span>' for status, name in STATUS_NAMES.items())
        + "</p>"
    )


def report_texts(reports: Sequence[Document], result: RunResult) -> Iterator[str]:
    """Yield each report's text with its evidence marked and the table of its figures."""
    for number, report in enumerate(reports):
        tagging = result.taggings[report.id]
        facts = [report.date or "日期不明", report.source or "来源不明", str(report.place or "") or "地点不明"]
        chips = "".join(f'<span class="{tag.status}">{escape(tag.name)}</span>' for tag in tagging.tags)
        yield (
            f'<details id="r{number}"{" open" if number == 0 else ""}><summary>{escape(report.title or report.id)}</summary>'
            f'<p class="note">{escape(" · ".join(facts))}</p><p class="chips">{chips}</p>'
            f'<div class="text">{highlight(report.text, tagging, prefix=f"e{number}")}</div>'
            f"{_figures(tagging.figures)}</details>"
        )


def _number(value: float | None) -> str:
    """Return a value as people write it, never as 1e+10."""
    if value is None or not isfinite(value):
        return ""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"


def _figures(figures: Sequence[Figure]) -> str:
    if not figures:
        return ""
    rows = (
        f"<tr><td>{escape(f.subject)}</td><td class=n>{_number(f.value)}</td>"
        f"<td>{escape(f.unit)}</td><td>{escape(f.approx)}</td><td>{'计划' if f.planned else ''}</td>"
        f"<td>{escape(f.quote)}</td></tr>"
        for f in figures
    )
    return "<h3>数字</h3>" + table(("对象", "数值", "单位", "约数", "计划", "原文"), rows, numbers=("数值",))


def highlight(text: str, tagging: Tagging, *, prefix: str = "e") -> str:
    """Return ``text`` as HTML with every evidence marked; overlapping evidence is marked piece by piece.

    A piece that begins an evidence has the id ``prefix-start``, so that tables can link to it. Takes time linear in the
    text and in the number of pieces.
    """
    spans = sorted(
        (max(0, e.start), min(e.end, len(text)), f"{tag.name}（{STATUS_NAMES[e.status]}）", e.status)
        for tag in tagging.tags
        for e in tag.evidence
        if e.start < min(e.end, len(text))
    )
    starts, ends = defaultdict(list), defaultdict(list)
    for number, (start, end, *_) in enumerate(spans):
        starts[start].append(number)
        ends[end].append(number)
    out = []
    over: dict[int, None] = {}
    for left, right in pairwise(sorted({0, len(text), *starts, *ends})):
        for number in ends[left]:
            del over[number]
        over |= dict.fromkeys(starts[left])
        piece = escape(text[left:right])
        if over:
            names = escape("、".join(dict.fromkeys(spans[number][2] for number in over)))
            anchor = f' id="{prefix}-{left}"' if starts[left] else ""
            piece = f'<mark class="{spans[next(iter(over))][3]}"{anchor} title="{names}">{piece}</mark>'
        out.append(piece)
    return "".join(out)
