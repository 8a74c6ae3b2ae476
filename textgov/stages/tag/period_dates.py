"""First and last day of a time as written, once its year is known; and of one that is told from the publication."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from textgov.stages.tag.numbers import parse_number

Days = tuple[date | None, date | None]

# A stretch that ends this long after publication counts as gone by: half-year reports appear in its last days.
EARLY = timedelta(days=31)
RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上一年": -1, "上年度": -1, "上一年度": -1}
RELATIVE |= {"前年": -2, "明年": 1, "后年": 2}
# Years told from the year named before.
FOLLOWING = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_THIRDS = {"初": (1, 10), "上": (1, 10), "中": (11, 20), "下": (21, 31), "底": (21, 31), "末": (21, 31)}
_YEAR_EDGES = {"初": (1, 1), "底": (12, 12), "末": (12, 12), "终": (12, 12), "内": (1, 12), "中": (5, 8)}
_MONTHS_OF = {"年": 12, "季度": 3, "月": 1}
_DAYS_OF = {"周": 7, "星期": 7, "天": 1}
# Publications of other years are slips of typing; what is reckoned from them would be too.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def iso_date(text: str) -> date | None:
    """Return an ISO date (also with . or /), or None where there is no such day or its year is no report's.

    >>> iso_date("2023.6.5"), iso_date("2023-02-30")
    (datetime.date(2023, 6, 5), None)
    """
    parts = [int(part) for part in re.split(r"[-./]", text) if part.isdigit()]
    return _day(*parts) if len(parts) == 3 and _FIRST_YEAR <= parts[0] <= _LAST_YEAR else None


def named_year(match: re.Match[str]) -> int | None:
    """Return the year that is written out (2021年, 二〇二一年), or None."""
    written = match["year"] or match["first_year"]
    if not written:
        return None
    value = parse_number(written)
    return int(value) if value is not None else None


def stretch(match: re.Match[str], year: int) -> Days:
    """Return the first and the last day of what a time's expression says within ``year``; (None, None) if impossible."""
    if match["last_year"]:
        return _months(year, 1, 12)[0], _months(int(match["last_year"]), 1, 12)[1]
    if match["half"]:
        return _months(year, 1, 6) if match["half"] == "上" else _months(year, 7, 12)
    if match["quarter"]:
        last = 3 * _int(match["quarter"])
        return _months(year, last - 2, last)
    if match["quarters"]:
        return _months(year, 1, 3 * _int(match["quarters"]))
    if match["months"]:
        return _months(year, 1, min(12, _int(match["months"])))
    if match["from_month"]:
        first, last = int(match["from_month"]), int(match["to_month"])
        return _months(year, first, last) if first <= last else (None, None)
    if match["month"] or match["han_month"]:
        return _within_month(match, year, _int(match["month"] or match["han_month"]))
    edge = match["year_edge"] or match["bare_edge"]
    return _months(year, *_YEAR_EDGES[edge[0]]) if edge else _months(year, 1, 12)


def last_gone_by(match: re.Match[str], published: date, *, planned: bool) -> Days:
    """Return the last stretch that has gone by at publication (it may end soon after); of a plan, the next to come."""
    if planned:
        for year in range(published.year, published.year + 5):
            first, last = stretch(match, year)
            if last and last >= published:
                return first, last
        return None, None
    for year in range(published.year, published.year - 5, -1):
        first, last = stretch(match, year)
        if first and last and first <= published and last <= published + EARLY:
            return first, last
    return None, None


def near(word: str, published: date) -> Days:
    """Return the days of 本月, 上月, 本周, 上周, 昨日, 今天, told from the publication."""
    if word.endswith("月"):
        month = published.replace(day=1)
        if word.startswith("上"):
            month = (month - timedelta(days=1)).replace(day=1)
        return _months(month.year, month.month, month.month)
    if word.endswith("周"):
        monday = published - timedelta(days=published.weekday() + (7 if word.startswith("上") else 0))
        return monday, monday + timedelta(days=6)
    day = published - timedelta(days=word.startswith("昨"))
    return day, day


def away(published: date, count: str, unit: str, *, half_more: bool, sign: int) -> date | None:
    """Return the day that lies ``count`` units before (``sign`` -1) or behind (1) the publication; 半年 is half a year."""
    amount = 0.5 if count == "半" else float(_int(count)) + (0.5 if half_more else 0.0)
    if not amount:
        return None
    if unit in _DAYS_OF:
        return published + timedelta(days=round(sign * amount * _DAYS_OF[unit]))
    months = published.year * 12 + published.month - 1 + sign * round(amount * _MONTHS_OF[unit])
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(published.day, monthrange(year, month + 1)[1]))


def _int(text: str) -> int:
    return int(parse_number(text) or 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _within_month(match: re.Match[str], year: int, month: int) -> Days:
    first, last = _months(year, month, month)
    if match["day"]:
        begin = _day(year, month, int(match["day"]))
        return begin, _day(year, month, int(match["to_day"])) if match["to_day"] else begin
    edge = match["month_edge"] or match["han_edge"]
    if edge:
        low, high = _THIRDS[edge[0]]
        return first.replace(day=low), last.replace(day=min(high, last.day))
    return first, last
