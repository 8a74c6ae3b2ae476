"""Find what is wrong in a report's text, so that nobody guesses.

A number is missing, the same people are counted twice, a word is typed twice, a percentage or a date is impossible. Only shapes that cannot be right are reported; the words are in ``defects.toml``.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from textgov.stages.tag.numbers import parse_number
from textgov.stages.tag.period_dates import iso_date
from textgov.types import Check, CheckKind, Figure, Span

_STOP = re.compile(r"[。!?\n]")
_HAN = "\u4e00-\u9fff"
_NUMERAL = "0-9零〇一二两三四五六七八九十百千万亿几数"
_MARKS = re.compile(r"[,、。;:]{2,}")
_WRONG_MARKS = frozenset((",,", "、、", ";;", "::", ",。", "、。", ";。", ":。", "。,", "。、", "。;", "、,", "、;"))
_BLANK = re.compile(
    r"(?:[x×*_]{2,6}|\(\s{1,8}\)|_{1,8}|\?{2,4})\s?(?P<unit>个|名|户|件|场次?|人次?|处|家(?!园|苑|庭|村)|支(?!部|队)|项(?!目)|万元|亿元|元|%|平方米)(?=[,。;、)\s]|[\u4e00-\u9fff])"
)
_ODD = re.compile(
    rf"余(?<=[{_HAN}]余)(?<![{_NUMERAL}半年月天岁其剩业富盈残结之多宽工课空]余)(?:人次|户次|场次|万元|亿元|名(?!额)|户|件|份|场(?!所)|处(?!理)|个|条|块|套|台(?!州|湾)|辆|盏|棵|座|栋|张|批|起)"
)
_PERCENT = re.compile(rf"(?:率|占比|比例|满意度)(?:为|达到?|是|约|均|超过)?(?<![{_NUMERAL}.])%")
_TWICE = re.compile(
    rf"(?P<number>[{_NUMERAL}]{{1,6}})(?P<unit>[名位人户])(?=[,。;、:]|$|进行|开展|提供|实施|组成|参加|参与|分别|均|都|逐|上门|定期|安排|落实|建立|发放|入户|走访|慰问|送)"
)
_PEOPLE = frozenset("名位人")
_HEADS = _PEOPLE | {"户"}
# What cannot exceed the whole. Goals (完成率) can be exceeded, growth has no bound.
_SHARE = re.compile(
    r"(?:满意率|满意度|覆盖率|办结率|化解率|调处率|调解率|成功率|整改率|签约率|知晓率|入户率|参与率|到场率|到岗率|合格率|达标率|回复率|答复率|响应率|普及率|入学率|就业率|优良率|收缴率|收费率|出勤率|支持率|投票率|占比|占(?:总数)?的?)[均已也]?[为达是到约高]{0,2}(?:百分之)?[0-9一]"
)
_MAXIMUM = 100.0
_BEFORE = 4  # characters before a figure that may say what it is a share of
_MONTH_DAY = re.compile(
    r"(?<![0-9.])(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号])?(?!龄)"
)
_YEARS = re.compile(r"(?<![0-9])(?P<first>(?:19|20)[0-9]{2})年?(?:[-—–~]{1,2}|[至到])(?P<last>(?:19|20)[0-9]{2})年")
_CLOCK = re.compile(
    r"(?<![0-9:.])(?P<hour>2[5-9]|[3-9][0-9])(?P<mark>:|时(?!间|段|期|代|候|长|效))(?P<minute>[0-5][0-9])?"
)
_AS_OF = re.compile(
    r"截[至止]到?\s?(?P<year>20[0-9]{2})年(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[0-9]{1,2})[日号])?)?"
)


@dataclass(frozen=True, slots=True)
class _Words:
    missing: re.Pattern[str]
    repeated: re.Pattern[str]
    repeated_near: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("defects.toml").read_text(encoding="utf-8"))
    units = sorted(data["measures"].items(), key=lambda pair: -len(pair[0]))
    bare = "|".join(f"{unit}(?!{after})" if after else unit for unit, after in units)
    verbs = "|".join(sorted(data["verbs"].split(), key=len, reverse=True))
    near = {
        word: (
            re.compile(f"(?:{before})$") if before else None,
            re.compile(f"(?:{after})") if after else None,
        )
        for word, (before, after) in data["repeated"].items()
    }
    return _Words(
        missing=re.compile(rf"(?:{verbs})了?(?P<unit>{bare})(?=[{_HAN}“,。;、])"),
        repeated=re.compile("|".join(f"{word}{word}(?!{word[0]})" for word in sorted(near, key=len, reverse=True))),
        repeated_near=near,
    )


def find_defects(text: str, folded: str, figures: Sequence[Figure], published: str | None) -> Iterator[Check]:
    """Yield the defects of a report's text; takes time linear in its length.

    ``published`` is the ISO date after which nothing can have been counted, or None.
    """
    ends = [found.end() for found in _STOP.finditer(folded)]

    def check(kind: CheckKind, start: int, end: int, told: str) -> Check:
        index = bisect_right(ends, start)
        stop = ends[index] if index < len(ends) else len(text)
        sentence = Span(ends[index - 1] if index else 0, max(stop, end))
        return Check(kind, False, start, end, text[start:end], (Span(start, end),), told, sentence)

    for start, end, kind, told in (
        *_missing(folded),
        *_doubled(folded, figures),
        *_repeated(folded),
        *_percentages(folded, figures),
        *_dates(folded, published),
    ):
        yield check(kind, start, end, told)


Found = tuple[int, int, CheckKind, str]


def _missing(folded: str) -> Iterator[Found]:
    for found in _words().missing.finditer(folded):
        yield found.start(), found.end(), "missing", f"“{found['unit']}”前面缺了数字"
    for found in _ODD.finditer(folded):
        yield found.start(), found.end(), "missing", f"“{found[0]}”前面缺了数字"
    for found in _BLANK.finditer(folded):
        yield found.start(), found.end(), "missing", f"“{found['unit']}”前面没有数字（没有填或遮掉了）"
    for found in _PERCENT.finditer(folded):
        yield found.start(), found.end(), "missing", "百分号前面缺了数字"


def _doubled(folded: str, figures: Sequence[Figure]) -> Iterator[Found]:
    """6名老人6人."""
    for figure in figures:
        if figure.unit not in _HEADS or figure.value is None:
            continue
        again = _TWICE.match(folded, figure.end)
        if again is None or parse_number(again["number"]) != figure.value:
            continue
        if again["unit"] == figure.unit or {again["unit"], figure.unit} <= _PEOPLE:
            told = f"同一批对象写了两次数：“{figure.quote}”和“{again[0]}”"
            yield figure.start, again.end(), "doubled", told


def _repeated(folded: str) -> Iterator[Found]:
    for found in _words().repeated.finditer(folded):
        word = found[0][: len(found[0]) // 2]
        before, after = _words().repeated_near[word]
        if before and before.search(folded, max(0, found.start() - 3), found.start()):
            continue
        if after and after.match(folded, found.end()):
            continue
        yield found.start(), found.end(), "repeated", f"“{word}”写了两次"
    for found in _MARKS.finditer(folded):
        if found[0] in _WRONG_MARKS:
            yield found.start(), found.end(), "repeated", "标点重复"


def _percentages(folded: str, figures: Sequence[Figure]) -> Iterator[Found]:
    for figure in figures:
        if figure.unit != "%" or figure.planned or figure.value is None or figure.value <= _MAXIMUM:
            continue
        if _SHARE.search(folded, max(0, figure.start - _BEFORE), figure.end):
            yield figure.start, figure.end, "percent", f"{figure.value:g}%不可能：这样的比例最多100%"


def _dates(folded: str, published: str | None) -> Iterator[Found]:
    for found in _MONTH_DAY.finditer(folded):
        month, day = int(found["month"]), int(found["day"] or 1)
        year = int(found["year"]) if found["year"] else 2000  # a leap year, so that 2月29日 may be
        if not 1 <= month <= 12:
            yield found.start(), found.end(), "date", f"没有{month}月"
        elif not 1 <= day <= monthrange(year, month)[1]:
            yield (
                found.start(),
                found.end(),
                "date",
                f"{found['year'] + '年' if found['year'] else ''}{month}月没有{day}日",
            )
    for found in _YEARS.finditer(folded):
        if int(found["last"]) < int(found["first"]):
            yield found.start(), found.end(), "date", f"起止年份前后颠倒：{found['first']}年在{found['last']}年之后"
    for found in _CLOCK.finditer(folded):
        if found["mark"] == "时" or found["minute"]:
            yield found.start(), found.end(), "date", f"没有{found['hour']}点"
    limit = iso_date(published) if published else None
    for found in _AS_OF.finditer(folded) if limit else ():
        begins = iso_date(f"{found['year']}-{found['month'] or 1}-{found['day'] or 1}")
        if begins and limit and begins > limit:
            yield found.start(), found.end(), "date", f"截止日期在发布日期（{limit.isoformat()}）之后"
