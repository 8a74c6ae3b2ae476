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
from textgov.stages.export.tag_tables import CHECK_NAMES, check_result
from textgov.types import Check, Document, Figure, Period, RunResult, Tag, Tagging

# Rows of the table of checks that a page shows, and characters of the sentence on each side.
_CHECKS, _CONTEXT = 200, 40


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
        f"<tr><td>{escape(f.subject)}</td>{_value(f)}"
        f"<td>{escape(f.unit)}</td><td>{escape(f.approx)}</td><td>{'计划' if f.planned else ''}</td>"
        f"{_period(f.period)}<td>{escape(f.quote)}</td></tr>"
        for f in figures
    )
    return "<h3>数字</h3>" + table(
        ("对象", "数值", "单位", "约数", "计划", "时期", "起止", "原文"), rows, numbers=("数值",)
    )


def _value(figure: Figure) -> str:
    if figure.low is not None and figure.high is not None:
        return f'<td class=n data-v="{figure.low:.12g}">{_number(figure.low)}–{_number(figure.high)}</td>'
    return f"<td class=n>{_number(figure.value)}</td>"


def _period(period: Period | None) -> str:
    if period is None:
        return "<td></td><td></td>"
    ends = f"{period.first or ''} 至 {period.last or ''}".strip() if period.first or period.last else "不明"
    ends = period.first if period.first and period.first == period.last else ends
    note = f' title="{escape(period.note)}"' if period.note else ""
    return f'<td>{escape(period.quote)}</td><td class="d"{note}>{ends}</td>'


def checked(reports: Sequence[Document], result: RunResult) -> Iterator[str]:
    """Yield the table of sums that do not hold and defects of the texts, with the sentence; how many sums hold."""
    found = [
        (number, report, check) for number, report in enumerate(reports) for check in result.taggings[report.id].checks
    ]
    if not found:
        return
    held = sum(check.ok for _, _, check in found)
    yield (
        f'<p class="note">对得上的合计和占比 {held} 处，要核对的 {len(found) - held} 处。只核对原文写明是全部的分项'
        "（有“其他”“共计”，或在括号里）和准确的数；这里没有的不等于都对。疑误照原文抄出，没有替它猜。</p>"
    )
    found.sort(key=lambda item: item[2].ok)
    rows = (_checked_row(number, report, check) for number, report, check in found[:_CHECKS])
    yield table(("报告", "结果", "类型", "说明", "原文"), rows)
    if len(found) > _CHECKS:
        yield f'<p class="note">这里列出 {_CHECKS} 处，全部见表格文件的“数据核对”。</p>'


def _checked_row(number: int, report: Document, check: Check) -> str:
    start, end = check.sentence
    before, quote, after = report.text[start : check.start], check.quote, report.text[check.end : end]
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    name, look = escape(report.title or report.id), "done" if check.ok else "problem"
    return (
        f'<tr><td><a href="#r{number}">{name}</a></td><td class="{look} d">{check_result(check)}</td>'
        f'<td class="d">{CHECK_NAMES[check.kind]}</td><td>{escape(check.explanation)}</td>'
        f'<td>{escape(before.lstrip())}<mark class="{look}">{escape(quote)}</mark>{escape(after.rstrip())}</td></tr>'
    )


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
