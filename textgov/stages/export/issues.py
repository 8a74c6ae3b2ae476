"""The sheets beside the list of issues: typical letters, months, and the letters that stand alone. Everything masked."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from textgov.stages.export.tables import Column, Table
from textgov.types import Clustering, Document

_SHOWN = 200
_ISSUE = (Column("cluster", "问题编号", 14), Column("label", "问题", 34))
_LETTER = (
    Column("id", "来信编号", 14),
    Column("date", "日期", 12, "date"),
    Column("title", "标题", 34),
    Column("text", "内容(已遮盖)", 80),
)
_MONTHS = (*_ISSUE, Column("month", "月份", 10), Column("letters", "封数", 8, "number"))
_ALONE = (_LETTER[0], Column("urgent", "紧急", 6), *_LETTER[1:])


def alone_rows(clustering: Clustering, letters: Sequence[Document], urgent: Container[str]) -> list[dict[str, Any]]:
    """Return the letters that stand alone, the urgent ones first, then by date: nobody vanishes behind large issues."""
    alone = [letter for letter in letters if clustering.assignments.get(letter.id) is None]
    alone.sort(key=lambda letter: (letter.id not in urgent, letter.date or "9999", letter.id))
    return [_letter(letter) | {"urgent": letter.id in urgent} for letter in alone]


def sheets(clustering: Clustering, letters: Sequence[Document], urgent: Container[str]) -> list[Table]:
    """Return the sheets 代表来信, 每月来信 and 单独来信."""
    by_id = {letter.id: letter for letter in letters}
    typical, months = [], []
    for one in clustering.clusters:
        issue = {"cluster": one.id, "label": one.label}
        typical += [issue | _letter(by_id[letter]) for letter in one.representatives]
        months += [issue | {"month": month, "letters": count} for month, count in one.trend]
    alone = [row | {"urgent": "是" if row["urgent"] else ""} for row in alone_rows(clustering, letters, urgent)]
    return [
        Table("代表来信", (*_ISSUE, *_LETTER), typical),
        Table("每月来信", _MONTHS, months),
        Table("单独来信", _ALONE, alone),
    ]


def _letter(letter: Document) -> dict[str, Any]:
    text = letter.text if len(letter.text) <= _SHOWN else letter.text[: _SHOWN - 1] + "…"
    return {"id": letter.id, "date": letter.date, "title": letter.title, "text": text}
