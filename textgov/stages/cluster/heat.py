"""How much an issue presses: one open formula, printed beside every list that is sorted by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt

from textgov.settings import CLUSTER, ClusterSettings
from textgov.types import Heat


def formula(settings: ClusterSettings = CLUSTER) -> str:
    """Say in Chinese how ``heat`` is made with these settings."""
    return (
        f"热度 =(不重复来信数 + {settings.duplicate_weight:g}×重复来信数 + {settings.day_weight:g}×来信天数 + √点赞数"
        f" + {settings.urgent_weight:g}×紧急来信数)×(1 + 最近{settings.growth_days}天来信占比)"
    )


FORMULA = formula()


def iso_day(text: str | None) -> str | None:
    """Return the day of an ISO date or time as YYYY-MM-DD, None for anything else."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def growth(dates: Sequence[str | None], last: str | None, *, settings: ClusterSettings = CLUSTER) -> float:
    """Return the share of the dated letters that came in the last ``growth_days`` days up to ``last``, in [0, 1].

    ``dates`` are ISO dates or None; ``last`` is the latest date of the whole batch. Without any date the share is 0.
    """
    known = [day for day in dates if day]
    if not known or not last:
        return 0.0
    since = (date.fromisoformat(last) - timedelta(days=settings.growth_days - 1)).isoformat()
    return sum(day >= since for day in known) / len(known)


def heat(
    letters: int,
    *,
    distinct_days: int = 0,
    growth: float = 0.0,
    likes: int = 0,
    urgent: int = 0,
    duplicates: int = 0,
    settings: ClusterSettings = CLUSTER,
) -> Heat:
    """Return the heat of an issue and its parts.

    ``value = (letters - duplicates + 0.2·duplicates + 0.5·distinct_days + sqrt(likes) + 2·urgent) · (1 + growth)``,
    rounded to 2 places; ``duplicates`` counts the letters that only repeat another one of the same issue, so that a
    text sent twenty times weighs little more than one sent once. ``growth`` in [0, 1], all else counts from 0.
    """
    weight = (
        (letters - duplicates)
        + settings.duplicate_weight * duplicates
        + settings.day_weight * distinct_days
        + sqrt(max(0, likes))
        + settings.urgent_weight * urgent
    )
    return Heat(round(weight * (1 + growth), 2), letters, distinct_days, round(growth, 3), likes, urgent, duplicates)
