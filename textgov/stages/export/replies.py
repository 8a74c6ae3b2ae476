"""Checked answers as rows and tables: all of them, and the weak ones with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from textgov.settings import REPLIES
from textgov.stages.export.tables import Column, Table
from textgov.types import Criterion, ReplyCheck

_NAMES = {"relevance": "切题", "completeness": "完整", "explanation": "说理", "timeliness": "及时"}
_COLUMNS = (
    Column("id", "编号", 14),
    Column("total", "总分", 8, "percent"),
    *(Column(key, name, 8, "percent") for key, name in _NAMES.items()),
    Column("days", "天数", 8, "number"),
    Column("weak", "薄弱处", 16),
    Column("reasons", "理由", 60),
    Column("quotes", "答复原文(已遮盖)", 70),
)
_GLANCE = ("id", "total", "relevance", "completeness", "explanation", "timeliness", "days", "weak")


def level(score: float) -> str:
    """Return ``good``, ``middling`` or ``bad`` for a score in [0, 1]."""
    return "good" if score >= REPLIES.good else "middling" if score >= REPLIES.middling else "bad"


def weak_points(check: ReplyCheck) -> list[str]:
    """Return the names of the criteria in which the answer is bad, in their order."""
    return [
        name for key, name in _NAMES.items() if (score := _of(check, key).score) is not None and level(score) == "bad"
    ]


def reply_row(check: ReplyCheck) -> dict[str, Any]:
    """Return the row of ``textgov replies``: the fields of ``ReplyCheck`` and the names of the weak points."""
    return asdict(check) | {"weak": weak_points(check)}


def reply_tables(checks: Iterable[ReplyCheck]) -> list[Table]:
    """Return the sheets 薄弱的答复 (the weakest first) and 全部答复."""
    found = list(checks)
    weak = sorted((one for one in found if weak_points(one)), key=lambda one: (one.total, one.id))
    return [
        Table("全部答复", _COLUMNS, [_flat(one) for one in found], glance=_GLANCE),
        Table("薄弱的答复", _COLUMNS, [_flat(one) for one in weak], glance=_GLANCE),
    ]


def summary(checks: Sequence[ReplyCheck]) -> str:
    """Return one line: how many answers are weak, and in what."""
    counts = {name: sum(name in weak_points(one) for one in checks) for name in _NAMES.values()}
    shown = "、".join(f"{name} {count}" for name, count in counts.items())
    return f"{len(checks)} 封有答复,其中 {sum(bool(weak_points(one)) for one in checks)} 封有薄弱处({shown})"


def _of(check: ReplyCheck, key: str) -> Criterion:
    found: Criterion = getattr(check, key)
    return found


def _flat(check: ReplyCheck) -> dict[str, Any]:
    criteria = {key: _of(check, key) for key in _NAMES}
    quotes = dict.fromkeys(quote for one in criteria.values() for quote in one.quotes)
    return {
        "id": check.id,
        "total": check.total,
        **{key: one.score for key, one in criteria.items()},
        "days": check.days,
        "weak": "、".join(weak_points(check)),
        "reasons": "\n".join(f"{_NAMES[key]}:{';'.join(one.reasons)}" for key, one in criteria.items()),
        "quotes": "\n".join(quotes),
    }
