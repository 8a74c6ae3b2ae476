"""Tables of what was tagged: practices or issues with their evidence, figures, and the sheet 数据核对."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textgov.stages.export.rows import finite, tag_row
from textgov.stages.export.tables import DOCUMENT_COLUMNS, KIND_NAMES, STATUS_NAMES, Column, Table, yes
from textgov.types import Check, CheckKind, Document, Figure, Tagging

CHECK_NAMES: dict[CheckKind, str] = {
    "sum": "合计",
    "share": "占比",
    "missing": "缺数字",
    "doubled": "重复计数",
    "repeated": "文字重复",
    "percent": "百分数",
    "date": "日期",
}
TAG_COLUMNS = (
    *DOCUMENT_COLUMNS[:1],
    Column("kind", "类别", 8),
    *DOCUMENT_COLUMNS[1:],
    Column("code", "编码", 18),
    Column("name", "名称", 24),
    Column("status", "状态", 8),
    Column("score", "把握", 8, "percent"),
    Column("count", "证据数", 8, "number"),
    Column("evidence", "证据原文", 60),
    Column("by", "依据的规则", 30),
)
FIGURE_COLUMNS = (
    *DOCUMENT_COLUMNS,
    Column("value", "数值", 12, "number"),
    Column("unit", "单位", 10),
    Column("subject", "对象", 24),
    Column("approx", "约数", 8),
    Column("planned", "是否计划", 8),
    Column("quote", "原文", 40),
    Column("low", "下限", 10, "number"),
    Column("high", "上限", 10, "number"),
    Column("period", "时期", 16),
    Column("first", "时期起", 12, "date"),
    Column("last", "时期止", 12, "date"),
    Column("note", "时期说明", 24),
)
CHECK_COLUMNS = (
    *DOCUMENT_COLUMNS,
    Column("result", "结果", 8),
    Column("kind", "类型", 10),
    Column("explanation", "说明", 44),
    Column("quote", "原文", 40),
    Column("sentence", "所在的句子", 70),
    Column("start", "起", 8, "number"),
    Column("end", "止", 8, "number"),
)


def tag_tables(documents: Iterable[Document], taggings: Iterable[Tagging]) -> list[Table]:
    """Return the tables 标签 (a row a tag; a document without tags keeps one row), 数字 and, where it has rows, 数据核对."""
    documents, taggings = list(documents), list(taggings)
    tags: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    for document, tagging in zip(documents, taggings, strict=True):
        row = tag_row(document, tagging)
        head = {"id": document.id, "kind": KIND_NAMES[document.kind], "title": document.title, "date": document.date}
        for tag in row["tags"]:
            evidence = tag["evidence"]
            tags.append(
                head
                | {key: tag[key] for key in ("code", "name", "score")}
                | {
                    "status": STATUS_NAMES[tag["status"]],
                    "count": len(evidence),
                    "evidence": "\n".join(e["quote"] for e in evidence),
                    "by": "\n".join(dict.fromkeys(e["by"] for e in evidence)),
                }
            )
        if not row["tags"]:
            tags.append(head)
        figures.extend(head | figure_cells(figure) for figure in tagging.figures)
    found = [
        Table("标签", TAG_COLUMNS, tags, ("id", "name", "status", "count", "evidence")),
        Table("数字", FIGURE_COLUMNS, figures, ("id", "subject", "value", "unit", "approx", "planned", "period")),
    ]
    checks = check_table(documents, taggings)
    return [*found, checks] if checks.rows else found


def figure_cells(figure: Figure) -> dict[str, Any]:
    """Return a figure as flat cells; a number without end, which no cell holds, is left empty."""
    period = figure.period
    return {
        "value": finite(figure.value),
        "low": finite(figure.low),
        "high": finite(figure.high),
        "unit": figure.unit,
        "subject": figure.subject,
        "approx": figure.approx,
        "planned": yes(figure.planned),
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "period": period.quote if period else None,
        "first": period.first if period else None,
        "last": period.last if period else None,
        "note": period.note if period else None,
    }


def check_result(check: Check) -> str:
    """Return 相符 or 不符 for arithmetic, 疑误 for a defect of the text."""
    if check.ok:
        return "相符"
    return "不符" if check.kind in ("sum", "share") else "疑误"


def check_table(documents: Iterable[Document], taggings: Iterable[Tagging]) -> Table:
    """Return the table 数据核对: what does not hold and the text's defects, with the sentence; then what holds."""
    rows = [
        {
            "id": document.id,
            "title": document.title,
            "date": document.date,
            "result": check_result(check),
            "kind": CHECK_NAMES[check.kind],
            "explanation": check.explanation,
            "quote": check.quote,
            "sentence": document.text[check.sentence.start : check.sentence.end].strip(),
            "start": check.start,
            "end": check.end,
        }
        for document, tagging in zip(documents, taggings, strict=True)
        for check in tagging.checks
    ]
    rows.sort(key=lambda row: row["result"] == "相符")
    return Table("数据核对", CHECK_COLUMNS, rows, ("id", "result", "kind", "explanation", "quote"))
