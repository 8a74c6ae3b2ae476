"""The time that a figure is about: 今年以来, 截至6月底, 2021年, 近三年, resolved against the publication date.

Method: one regular expression finds the times of a text; what stands around each (自, 截至, 以来, 前) says whether it is a
stretch, a beginning or an end. A figure belongs to the last time named before it in its sentence. A time without year is
in the year named before in the sentence, else the last one that has gone by at publication (of a plan, the next to come);
without a publication date it stays unresolved. What is done ends at the publication at the latest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from textgov.stages.tag.period_dates import (
    FOLLOWING,
    RELATIVE,
    Days,
    away,
    iso_date,
    last_gone_by,
    named_year,
    near,
    stretch,
)
from textgov.stages.tag.period_words import period_words
from textgov.types import Period

_NO_DATE = "文中没有发布日期，相对时间无法换算"
_NO_START = "没有写明从何时算起"
_NO_SUCH = "没有这样的日期"

Mode = Literal["in", "since", "until", "other"]

_END = re.compile(r"[。!?\n]")
_BREAK = re.compile(r"[,;:。]")
_SINCE_BEFORE = re.compile(r"(?:自从?|从|打从)\s?$")
_UNTIL_BEFORE = re.compile(r"(?<![长加高升降少大展增涨减跌])(?:截[至止]到?|[到至])\s?$")
_CHANGED_TO = re.compile(r"[长加高升降少大展增涨减跌][到至]\s?$")  # 增长到2022年的186万元
_SINCE_AFTER = re.compile(
    r"份?(?:[^,。;:!?、\n0-9]{0,14}?(?:以来|[至迄]今(?![年天日晚后])|到现在)|,?截[至止]到?(?:目前|现在)|[-—–~至到](?:目前|现在|今(?![年天日晚后])))"
)
_START_AFTER = re.compile(r"份?(?:[^,。;:!?、\n0-9]{0,8}?(?:起(?![诉步点])|开始)|(?=,))")
_UNTIL_AFTER = re.compile(r"之前|以前|前(?![后期往来去所沿])")
_JOIN = re.compile(r"\s?(?:[-—–~]{1,2}|[至到])\s?")
_SAME = re.compile(r"\s?(?:同期|相比|水平)")
_LAST_YEAR = re.compile(r"同期的?[为是达]?$")  # 由去年同期的64起降至41起
_HEAD = 12  # how far before a time its clause is looked at


@dataclass(frozen=True, slots=True)
class _Time:
    """A time as written, with the words that belong to it; ``year`` is None where it hangs on the publication."""

    start: int
    end: int
    mode: Mode
    match: re.Match[str]
    year: int | None = None
    until: _Time | None = None  # the second half of 2023年3月至2024年5月


class Calendar:
    """The times of one text and the figures they govern; building it takes time linear in the text."""

    def __init__(self, folded: str, published: str | None) -> None:
        self._folded = folded
        self._published = iso_date(published) if published else None
        self._times = list(self._read())
        self._starts = [time.start for time in self._times]
        self._ends = [found.end() for found in _END.finditer(folded)] if self._times else []

    def last(self, place: int) -> tuple[int, int] | None:
        """Return the span of the time that stands last before ``place``, with the words that belong to it."""
        time = self._before(place)
        return (time.start, time.end) if time and time.end <= place else None

    def of(self, text: str, place: int, *, planned: bool) -> Period | None:
        """Return the period of the figure whose number begins at ``place``, None where no time governs it."""
        time = self._before(place)
        if time is None or time.end > place or not self._governs(time, place):
            return None
        if _LAST_YEAR.search(self._folded, max(0, place - _HEAD), place):
            return None
        days, note = self._days(time, planned=planned)
        first, last = (day.isoformat() if day else None for day in days)
        return Period(time.start, time.end, text[time.start : time.end], first, last, note)

    def _before(self, place: int) -> _Time | None:
        index = bisect_right(self._starts, place) - 1
        return self._times[index] if index >= 0 else None

    def _governs(self, time: _Time, place: int) -> bool:
        """Say whether a time before a number is the time of what is counted."""
        words, gap = period_words(), self._folded[time.end : place]
        sentence = bisect_right(self._ends, place)
        begin = self._ends[sentence - 1] if sentence else 0
        if time.start < begin:
            before = self._ends[sentence - 2] if sentence > 1 else 0
            goes_on = words.goes_on.match(self._folded, begin)
            return bool(time.start >= before and goes_on and "\n" not in gap and time.mode != "until")
        clause = _BREAK.search(gap)
        if time.mode != "in" or clause is None:
            return True
        exact = bool(time.match["month"] or time.match["iso"])
        if exact and words.standing.search(gap):
            return False
        head = _BREAK.split(self._folded[max(begin, time.start - _HEAD) : time.start])[-1]
        own = gap[: clause.start()]
        founded = words.founding.search(head + own)
        return not (founded and (exact or not re.search("[0-9]", own)))

    def _read(self) -> Iterator[_Time]:
        """Yield the times in order; the two ends of a range are one."""
        held: _Time | None = None
        known: tuple[int, int] | None = None  # the last year named, and where
        for match in period_words().times.finditer(self._folded):
            if not match[0] or (held and match.start() < held.end) or not self._is_time(match):
                continue
            time = self._time(match, known)
            if time is None:
                continue
            if time.year is not None:
                known = time.year, time.end
            if held and held.mode != "other" and _JOIN.fullmatch(self._folded, held.end, match.start()):
                held = replace(held, end=time.end, mode="in", until=replace(time, mode="in"))
                continue
            if held:
                yield held
            held = time
        if held:
            yield held

    def _is_time(self, match: re.Match[str]) -> bool:
        """Leave out 三年 alone, and times that something is only compared with."""
        if match["back"] and not (match["prefix"] or match["suffix"]):
            return False
        if match["suffix"] == "内" and match["unit"] != "年":
            return False  # 7天内办结: a time limit
        before = self._folded[max(0, match.start() - 4) : match.start()]
        return not (_SAME.match(self._folded, match.end()) or period_words().compared.search(before))

    def _time(self, match: re.Match[str], known: tuple[int, int] | None) -> _Time | None:
        """Read what stands around a time: its beginning, its end, its year."""
        folded, start, end = self._folded, match.start(), match.end()
        if any(match[name] for name in ("vague", "era", "event", "since", "now", "ahead", "back", "near")):
            if match["near"] and match["near"].startswith("当"):
                return None
            return _Time(start, end, "other", match)
        before = folded[max(0, start - 4) : start]
        opens, closes = _SINCE_BEFORE.search(before), _UNTIL_BEFORE.search(before)
        mode: Mode = "in"
        if after := _SINCE_AFTER.match(folded, end) or (opens and _START_AFTER.match(folded, end)):
            mode, end = "since", after.end()
            start -= len(opens[0]) if opens else 0
        elif after := _UNTIL_AFTER.match(folded, end):
            mode, end = "until", after.end()
        elif closes and not _CHANGED_TO.search(before):
            mode = "until"
            start -= len(closes[0])
        elif folded.startswith("份", end):
            end += 1
        return _Time(start, end, mode, match, self._year(match, mode, known))

    def _year(self, match: re.Match[str], mode: Mode, known: tuple[int, int] | None) -> int | None:
        if year := named_year(match):
            return year
        word = match["rel"]
        if word in RELATIVE:
            return self._published.year + RELATIVE[word] if self._published else None
        if known is None:
            return None
        between = self._folded[known[1] : match.start()]
        if word in FOLLOWING:
            return None if "\n" in between else known[0] + FOLLOWING[word]
        if mode == "until" and self._published and match["bare_edge"] is None:
            return None  # 2014年成立,截至6月底…: June is near the publication
        return None if _END.search(between) else known[0]

    def _days(self, time: _Time, *, planned: bool) -> tuple[Days, str]:
        """Return first and last day and, where they stay unknown, why."""
        match, published = time.match, self._published
        if match["iso"]:
            day = iso_date(match["iso"])
            days: Days = (day, day)
        elif match["era"]:
            first, last = period_words().eras[match["era"]]
            days = (date.fromisoformat(first), date.fromisoformat(last))
            if time.match[0].endswith("以来"):
                days = (days[0], published)
        elif match["event"]:
            return (date.fromisoformat(period_words().events[match["event"]]), published), ""
        elif time.mode == "other":
            return self._told_from_publication(match, planned=planned)
        elif time.year is not None:
            days = stretch(match, time.year)
        elif published is None or match["rel"]:
            return (None, None), _NO_DATE
        else:
            days = last_gone_by(match, published, planned=planned)
        if days[1] is None:
            return (None, None), _NO_SUCH
        if time.until:
            year = time.until.year if time.until.year is not None else days[0].year if days[0] else None
            ends = self._days(replace(time.until, year=year), planned=planned)[0]
            days = (days[0], ends[1])
        return self._bounded(days, time, planned=planned), ""

    def _bounded(self, days: Days, time: _Time, *, planned: bool) -> Days:
        """Open or cut a stretch as 自, 截至 and 前 say; what is done ends at the publication."""
        first, last = days
        if time.mode == "since":
            return first, None if planned else self._published
        if time.mode == "until":
            whole = not any(
                time.match[name] for name in ("month", "han_month", "year_edge", "bare_edge", "half", "quarter")
            )
            if whole and first and time.end > time.match.end():  # 2025年前: before it begins
                return None, date(first.year - 1, 12, 31)
            return None, last if planned or not self._published or not last else min(last, self._published)
        if not planned and self._published and first and last and first <= self._published < last:
            return first, self._published
        return first, last

    def _told_from_publication(self, match: re.Match[str], *, planned: bool) -> tuple[Days, str]:
        published = self._published
        if match["vague"] or match["since"]:
            return (None, published), _NO_START
        if published is None:
            return (None, None), _NO_DATE
        if match["now"]:
            return (None, published), ""
        if match["near"]:
            first, last = near(match["near"], published)
            return (first, last if planned or last is None else min(last, published)), ""
        if match["ahead"]:
            return (published, away(published, match["ahead"], match["ahead_unit"], half_more=False, sign=1)), ""
        if match["fuzzy"] or match["fuzzy_after"] == "多":
            return (None, published), _NO_START
        ahead = planned and match["suffix"] == "内"
        more = bool(match["half_more"] or match["fuzzy_after"])
        day = away(published, match["back"], match["unit"].removeprefix("个"), half_more=more, sign=1 if ahead else -1)
        return (published, day) if ahead else (day, published), ""
