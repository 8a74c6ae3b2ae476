"""What is counted of a batch of letters, as cells and the sums that hold between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from textgov.stages.release.suppression import Key, Relation
from textgov.types import Document, Route

By = Literal["month", "quarter", "year"]
TOTAL: Key = ("total",)
UNDATED = "日期不明"


def count_letters(
    letters: Iterable[Document], routes: Mapping[str, Route], *, by: By = "month"
) -> tuple[dict[Key, int], list[Relation]]:
    """Count letters by body, period, body and period, body and issue.

    Keys are ``("total",)``, ``("body", b)``, ``("period", p)``, ``("body", b, "period", p)`` and
    ``("body", b, "issue", i)``; bodies and issues are ids, periods 2025-03, 2025-Q1 or 2025. ``routes`` is by letter id.
    """
    counts: Counter[Key] = Counter()
    for letter in letters:
        route = routes[letter.id]
        body: Key = ("body", route.body)
        period: Key = ("period", _period(letter.date, by) if letter.date else UNDATED)
        counts.update((TOTAL, body, period, body + period, (*body, "issue", route.issue or "other")))
    bodies, periods = ([key for key in counts if len(key) == 2 and key[0] == kind] for kind in ("body", "period"))
    relations = [Relation(TOTAL, tuple(bodies)), Relation(TOTAL, tuple(periods))]
    for body in bodies:
        inner = [key for key in counts if key[:2] == body and len(key) == 4]
        relations += [Relation(body, tuple(key for key in inner if key[2] == kind)) for kind in ("period", "issue")]
    relations += [Relation(period, tuple(key for key in counts if key[2:] == period)) for period in periods]
    return dict(counts), relations


def _period(date: str, by: By) -> str:
    year, month = date[:4], date[5:7]
    return {"month": f"{year}-{month}", "quarter": f"{year}-Q{(int(month) + 2) // 3}", "year": year}[by]
