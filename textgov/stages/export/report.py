"""report.html: one self-contained page that opens from a disk without a network."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from textgov.codebook import Codebook
from textgov.files import write_text
from textgov.stages.export.cases import checked, matrix, report_texts
from textgov.stages.export.charts import bars, columns
from textgov.stages.export.html import page, table
from textgov.stages.export.issue_charts import courses, issue_map, issue_table
from textgov.stages.export.names import name_section
from textgov.stages.export.plain import printable
from textgov.types import Document, Route, RunResult


def write_report(path: str | Path, result: RunResult, codebook: Codebook) -> None:
    """Write the page: urgent letters first, then issues, routing, reports with their evidence, what was not read."""
    reports = [d for d in result.documents if d.kind == "report"]
    letters = [d for d in result.documents if d.kind == "letter"]
    sections = [
        ("urgent", "紧急来信", _urgent(letters, result)),
        ("clusters", "共同问题", _clusters(result, codebook)),
        ("routing", "分派", _routing(letters, result, codebook)),
        ("matrix", "做法一览", matrix(reports, result, codebook)),
        ("checks", "数据核对", checked(reports, result)),
        ("names", "名称", name_section(reports, [d.title or d.id for d in reports], result.names)),
        ("reports", "报告原文与证据", report_texts(reports, result)),
        ("rejected", "没有读入的", _rejected(result)),
        ("about", "怎样得出的", _about(result)),
    ]
    subtitle = "来信已遮盖个人信息；建议仅供参考，由人决定。"
    write_text(path, printable("".join(page("textgov 总报告", subtitle, _cards(result), sections))))


def _cards(result: RunResult) -> str:
    n = result.counts()
    cards: list[tuple[str, int, str]] = []
    if n["reports"]:
        cards += [("报告", n["reports"], ""), ("治理做法", n["practices"], ""), ("数字", n["figures"], "")]
    if result.routes:
        cards += [
            ("来信", len(result.routes), ""),
            ("紧急", n["urgent"], "red"),
            ("已建议部门", n["routed"], ""),
            ("留给人看", n["abstained"], ""),
            ("共同问题", n["clusters"], ""),
        ]
    if n["rejected"]:
        cards.append(("没有读入", n["rejected"], "red"))
    return (
        '<div class="cards">'
        + "".join(f'<div class="card {kind}"><b>{number}</b>{name}</div>' for name, number, kind in cards)
        + "</div>"
    )


def _urgent(letters: Iterable[Document], result: RunResult) -> Iterator[str]:
    rows = []
    for letter in sorted(letters, key=lambda one: one.date or "", reverse=True):
        route = result.routes[letter.id]
        if route.urgent:
            words = "、".join(route.urgent_words)
            cells = (letter.id, letter.date or "", letter.title, words, route.body_name, route.issue_name or "")
            rows.append('<tr class="urgent">' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    if rows:
        yield '<p class="note">信里出现了涉及生命、暴力、未成年人、火灾、燃气等危险的词。请今天就看原信。</p>'
        yield table(("编号", "日期", "标题", "触发的词", "建议部门", "诉求"), rows)


def _clusters(result: RunResult, codebook: Codebook) -> Iterator[str]:
    if result.clustering is None:
        return
    clusters = result.clustering.clusters
    if not clusters:
        yield "<p>没有发现多封来信说同一件事。</p>"
        return
    alone = sum(cluster is None for cluster in result.clustering.assignments.values())
    yield f'<p class="note">{len(clusters)} 个共同问题；另有 {alone} 封来信各说各的事，都在“分派”表里。</p>'
    names = {body.id: body.name for body in codebook.bodies.values()}
    yield from issue_map(clusters, names)
    over = "".join(courses(clusters))
    yield f"<h3>每月走势</h3>{over}<h3>全部问题</h3>" if over else ""
    yield from issue_table(clusters, names)


def _routing(letters: Sequence[Document], result: RunResult, codebook: Codebook) -> Iterator[str]:
    if not letters:
        return
    names = {body.id: body.name for body in codebook.bodies.values()}
    sure: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for route in result.routes.values():
        first = route.alternatives[0].body if route.alternatives else route.body
        (unsure if route.abstained else sure)[names.get(first, first)] += 1
    ordered = sorted({*sure, *unsure}, key=lambda name: (-sure[name] - unsure[name], name))
    yield '<p class="note">深色：有把握；浅色：最可能是它，但把握不够，留给人看。</p>'
    yield bars([(name, sure[name], unsure[name]) for name in ordered], names=("有把握", "留给人看"))
    months = _months([letter.date for letter in letters if letter.date])
    if len(months) > 1:
        yield "<h3>每月来信</h3>" + columns(months)
    yield _letter_list(letters, result.routes)


def _months(dates: Iterable[str]) -> list[tuple[str, int]]:
    """Return every month from the first to the last with its number of letters; a month without letters has 0."""
    counts = Counter(date[:7] for date in dates)
    numbers = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in counts]
    if not numbers:
        return []
    months = (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(min(numbers), max(numbers) + 1))
    return [(month, counts[month]) for month in months]


def _letter_list(letters: Sequence[Document], routes: Mapping[str, Route]) -> str:
    data: list[dict[str, Any]] = []
    for letter in sorted(letters, key=lambda one: not routes[one.id].urgent):
        route = routes[letter.id]
        cells = [
            letter.id,
            letter.date or "",
            letter.title,
            route.body_name,
            f"{route.probability:.0%}",
            route.issue_name or "",
            "；".join(route.reasons),
        ]
        data.append({"cells": cells, "body": route.body_name, "urgent": route.urgent})
    options = "".join(f"<option>{escape(name)}</option>" for name in sorted({row["body"] for row in data}))
    headings = "".join(f"<th>{name}</th>" for name in ("编号", "日期", "标题", "建议部门", "把握", "诉求", "理由"))
    # "<" is written as an escape so that no text can close the script element.
    packed = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (
        '<div id="letters"><h3>全部来信</h3><div class="find"><input placeholder="查找编号、标题、理由" aria-label="查找">'
        f'<select aria-label="部门"><option value="">全部部门</option>{options}</select>'
        '<button class="prev">上一页</button><button class="next">下一页</button><span class="count"></span></div>'
        "<noscript><p>浏览器没有运行脚本，这里看不到来信表；请看 results.xlsx 的“分派”表。</p></noscript>"
        f'<div class="scroll"><table><thead><tr>{headings}</tr></thead><tbody></tbody></table></div></div>'
        f'<script type="application/json" id="letters-data">{packed}</script>'
    )


def _rejected(result: RunResult) -> Iterator[str]:
    if result.rejected:
        rows = (
            f"<tr><td>{escape(r.path)}</td><td class=n>{r.row or ''}</td><td>{escape(r.reason)}</td>"
            f"<td>{escape(r.advice)}</td></tr>"
            for r in result.rejected
        )
        yield table(("文件", "行", "原因", "怎么办"), rows, numbers=("行",))


def _about(result: RunResult) -> Iterator[str]:
    versions = result.info.get("versions", {})
    shown = "，".join(f"{name} {number}" for name, number in versions.items()) if isinstance(versions, dict) else ""
    formula = result.info.get("heat_formula")
    yield (
        "<p>做法和诉求按编码本的词形和规则标注，每一条都有原文证据；部门由在公开来信上训练的模型和编码本的规则共同建议，"
        "把握不够的不猜；同一件事按文字、地点和名称的相近程度归并。“没有提到”不等于“没有做”。"
        "用到的版本和设置在 run.json 里。</p>"
    )
    if formula:
        yield f"<p>{escape(str(formula))}</p>"
    yield f'<p class="note">{escape(shown)}</p>'
