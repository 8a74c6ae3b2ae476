"""Find the numbers that count something: bodies, people, activities, money, area, rates.

Not dates, ages, durations, ranks, formulas (1+3+N), coined headings (五个一), house numbers, or 一 as an article.
Method: one regular expression finds a number followed by a measure word; the words around it decide whether it counts
and what it counts. Windows are bounded, so time is linear in the text. The words are in ``figures.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache

from textgov.fold import fold
from textgov.stages.tag.figure_nouns import Core, attach
from textgov.stages.tag.figure_words import words
from textgov.stages.tag.numbers import Amount, parse_number, read_amount, read_range
from textgov.stages.tag.periods import Calendar
from textgov.types import Figure, Span

# Characters looked at: around a number for its noun, and back for a word that makes it planned.
NOUN_WINDOW, PLAN_WINDOW = 24, 160

_NUMERALS = "[0-9零〇一二两三四五六七八九十百千万亿廿卅几数]"
_QUOTED_START = re.compile(r"[“‘\"「][^“”‘’\",。;]{0,1}$")
_QUOTED_END = re.compile(r"[^“”‘’\",。;]{0,10}[”’\"」]")
_COINED_BEFORE = re.compile(r"[“‘\"][^“”‘’\"]{0,10}[一二三四五六七八九十0-9][^“”‘’\"]{0,10}[”’\"]$")
_TERM = r"(?:[0-9]{1,4}|[nx一二三四五六七八九十])[^\s,。;、+“”()]{0,10}"
_UNCOUNTED = re.compile(rf"《[^《》\n]{{1,60}}》|{_TERM}(?:\+{_TERM}){{1,8}}")
_BEFORE = re.compile(
    r"(?:(?P<近>(?<![附最临靠邻新远])近|将近|接近)|(?P<超>超过|突破|超|逾)|(?P<约>大约|(?<![民公契条签预节合履大邀])约)|"
    r"(?P<不少于>不少于|不低于|至少|最少)|(?P<不超过>不超过|不多于|至多|最多)|(?P<不足>不足|不到)|(?P<过>(?<![通超经不])过)|(?P<上>上))\s?$"
)
_AFTER = re.compile(
    r"(?P<不少于>及?以上)|(?P<不超过>以下|以内)|(?P<约>左右|上下)|(?P<余>余)|(?P<多>之多|多(?![个种元样]))"
)
# Qualifiers before round numbers only (上百户, 过百户), and how they are given out.
_ROUND = {"上": "上", "过": "超"}
_NOT_SOME = ("这", "那", "没", "前", "头")
_ENDS, _SCALES = frozenset(",。;!?"), frozenset("十百千万亿")
_BLANK = re.compile(r"\s")


def find_figures(
    text: str,
    sentences: Sequence[Span],
    *,
    planned: Callable[[Span], bool] | None = None,
    published: str | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of a text, sorted and disjoint, with ``quote == text[start:end]``.

    ``sentences`` are sorted spans of ``text``; a plan (计划, 将, 到2027年 …) reaches to the end of its sentence.
    ``planned`` judges the span of a figure instead, where the caller knows better. ``published`` is the ISO date from
    which relative times (去年以来) are told; without it they stay unresolved.
    """
    folded = fold(text.replace("，", "；"))  # a full-width comma never groups thousands
    starts = [sentence.start for sentence in sentences]
    cores = _cores(folded)
    if not cores:
        return ()
    times = Calendar(fold(text), published)
    figures: list[Figure] = []
    for i, core in enumerate(cores):
        left = max(figures[-1].end if figures else 0, core.start - NOUN_WINDOW)
        right = min(cores[i + 1].start if i + 1 < len(cores) else len(text), core.end + NOUN_WINDOW)
        if figures and figures[-1].end >= core.start and figures[-1].value == core.value:
            continue  # 6名老人6人: the same people twice
        found = attach(folded, core, left, right, times.last(core.start))
        if found is None:
            continue
        span, subject, unit = found.quote, found.subject, found.unit
        index = bisect_right(starts, core.start) - 1
        sentence_start = max(starts[index] if index >= 0 else 0, core.start - PLAN_WINDOW)
        is_planned = planned(span) if planned else _is_planned(folded, sentence_start, core)
        figures.append(
            Figure(
                value=core.value,
                unit=unit,
                subject=text[subject.start : subject.end].strip(),
                quote=text[span.start : span.end],
                start=span.start,
                end=span.end,
                approx=core.approx,
                planned=is_planned,
                low=core.low,
                high=core.high,
                period=times.of(text, core.start, planned=is_planned),
            )
        )
    return tuple(figures)


@cache
def _runs() -> re.Pattern[str]:
    """Match numerals before what may be the rest of a number with its measure word: most numerals are part of words."""
    follows = re.escape("".join(sorted(words().openings)) + ".,-—–~至到余多来分成 ")
    return re.compile(rf"(?<!{_NUMERALS}){_NUMERALS}++(?:(?=[{follows}\s])|(?<=[万亿])(?=[,。;、)]|$))")


def _cores(folded: str) -> list[Core]:
    """Return the numbers that count, in order."""
    cores: list[Core] = []
    end = 0
    for run in _runs().finditer(folded):
        if run.start() < end:
            continue
        match = words().core.match(folded, run.start())
        if match is None and run[0][0] == "数":  # 人数三百
            match = words().core.match(folded, run.start() + 1)
        if match:
            end = match.end()
            core = _read_core(folded, match)
            if core:
                cores.append(core)
    if not cores:
        return cores
    if "《" not in folded and "+" not in folded:
        return cores
    spans = [found.span() for found in _UNCOUNTED.finditer(folded)]
    ends = [span_end for _, span_end in spans]

    def is_free(core: Core) -> bool:
        after = bisect_right(ends, core.start)
        return after == len(ends) or spans[after][0] >= core.end

    return [core for core in cores if is_free(core)]


def _read_core(folded: str, match: re.Match[str]) -> Core | None:
    """Read value, unit and qualifiers; None where the number is no count."""
    start, end = match.span()
    if match["hundredth"] or match["tenth"]:
        share = _share(match)
        return _qualified(folded, start, end, share, "%", han=True, one=False) if share else None
    number = _BLANK.sub("", match["number"])
    unit = match["unit"]
    han = not number[0].isdigit()
    amount = read_amount(number)
    if amount is None or _is_no_unit(folded, unit, end):
        return None
    if match["low"]:
        amount = read_range(_BLANK.sub("", match["low"]), number)
        if amount is None:
            return None
    core = _qualified(folded, start, end, amount, unit, han=han, one=number == "一" and not match["low"])
    return None if _is_no_count(folded, core, match.start("number")) else core


def _share(match: re.Match[str]) -> Amount | None:
    """百分之九十 and 九成半 as a percentage."""
    if match["tenth"]:
        value = parse_number(match["tenth"])
        return None if value is None else Amount(value * 10 + (5 if match["half"] else 0))
    whole, _, fraction = match["hundredth"].partition("点")
    value = parse_number(whole)
    if value is None:
        return None
    digits = "".join(str(int(parse_number(char) or 0)) for char in fraction)
    return Amount(float(f"{value:.0f}.{digits}") if digits else value)


def _qualified(folded: str, start: int, end: int, amount: Amount, unit: str, *, han: bool, one: bool) -> Core:
    """Widen a number by its qualifiers (近…, …以上) and name them."""
    approx = amount.approx
    before = _BEFORE.search(folded[max(0, start - 4) : start])
    if before and before.lastgroup in _ROUND and folded[start] not in "百千万":
        before = None
    after = _AFTER.match(folded, end)
    if after:
        end = after.end()
        approx = approx or str(after.lastgroup)
    if before:
        start -= len(before[0])
        approx = approx if approx in {"余", "多"} else _ROUND.get(str(before.lastgroup), str(before.lastgroup))
    unit = words().spellings.get(unit, unit)
    return Core(start, end, amount.value, unit, approx, han, one, amount.low, amount.high)


def _is_no_unit(folded: str, unit: str, end: int) -> bool:
    """Tell whether the measure word is the beginning of another word (支部, 处理, 个月)."""
    reject = words().not_before.get(unit)
    return reject is not None and reject.match(folded, end) is not None


def _is_no_count(folded: str, core: Core, number: int) -> bool:
    """Ordinals, demonstratives, idioms and coined headings."""
    before = folded[max(0, core.start - 14) : core.start]
    if words().no_count_before.search(before):
        return True
    if _QUOTED_START.search(before) and _QUOTED_END.match(folded, core.end):
        return True
    if core.unit == "届" and core.value is not None and core.value > 99:
        return True
    if not core.han:
        return False
    if folded[number] in "百千万" and before.endswith("每"):
        return True  # 每万名居民: a rate's denominator
    if core.start == number and words().no_count_word.match(folded, number):
        return True
    if folded[number] in "几数" and (before.endswith(_NOT_SOME) or before[-2:-1] == "一"):
        return True  # 这几个, 一房几户
    if folded[number] == "几" and folded[number + 1] not in _SCALES and folded[core.end : core.end + 1] in _ENDS:
        return True  # 问题倒有几个
    return _COINED_BEFORE.search(before) is not None


def _is_planned(folded: str, start: int, core: Core) -> bool:
    """Tell whether planning stands before the number in its sentence, and nothing done between the two."""
    lists = words()
    before = folded[start : core.start]
    for cue in reversed(list(lists.planned.finditer(before))):
        if cue[0].startswith("将") and lists.object.match(folded, start + cue.start()):
            continue
        return lists.done.search(before, cue.end()) is None
    return False
