"""The course of an issue over time: letters a month, and the days on which they burst in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from textgov.settings import CLUSTER, ClusterSettings


def trend(dates: Sequence[str | None]) -> tuple[tuple[str, int], ...]:
    """Return (YYYY-MM, letters) for every month from the first to the last, months without a letter included.

    ``dates`` are ISO dates or None. Beyond ten years only months with letters are listed: such a span is a typing slip.

    >>> trend(["2024-11-03", None, "2025-01-09", "2025-01-10"])
    (('2024-11', 1), ('2024-12', 0), ('2025-01', 2))
    """
    counts = Counter(day[:7] for day in dates if day)
    if not counts:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(counts), max(counts)))
    if last - first > 120:
        return tuple(sorted(counts.items()))
    months = (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return tuple((month, counts[month]) for month in months)


def bursts(dates: Sequence[str | None], *, settings: ClusterSettings = CLUSTER) -> tuple[tuple[str, str, int], ...]:
    """Return (first day, last day, letters) of every burst.

    A burst is a longest run of letters, each at most ``burst_gap`` days after the one before, with at least
    ``burst_letters`` letters and ``burst_times`` the letters a day of the issue's whole course.
    """
    days = sorted(date.fromisoformat(day) for day in dates if day)
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days <= settings.burst_gap:
            runs[-1].append(day)
        else:
            runs.append([day])
    usual = len(days) / ((days[-1] - days[0]).days + 1) if days else 0.0
    return tuple(
        (run[0].isoformat(), run[-1].isoformat(), len(run))
        for run in runs
        if len(run) >= settings.burst_letters
        and len(run) / ((run[-1] - run[0]).days + 1) >= settings.burst_times * usual
    )
