"""What a number counts: the noun behind its measure word (9个社区) or before the number (社区35个)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textgov.stages.tag.figure_words import words
from textgov.types import Span

_BREAK = re.compile(r"[,。;:、!?…【】\n\t]")
_QUOTED = re.compile(r"[“‘][^“”‘’]*[”’]")
_LINK = re.compile(r"(?:为|是|的)(?!民)")
_LOOSE_END = re.compile(
    r"(?<=.)(?:和|与|及|以及|或|的|现|才|只|也|就|好|又|\s|(?<![邻城公集空其故这那])里|(?<=[个区村组家户员])中)+$"
)
_LATIN_END = re.compile(r"[\s()\[\]【】—-]+$")
# 一 counts where it is asked of every unit (每个网格配备一名…), or stands behind its noun (物业服务一个).
_PER_UNIT = re.compile(
    r"(?:每(?![一年月周天日次当季])[^,。;]{1,14}|各(?:自)?[^,。;]{0,3}|均[需应要建有设配][^,。;]{0,3})(?<![是像成似同了])$"
)
_BESIDE_COUNT = re.compile(
    r"[0-9两二三四五六七八九十百][个名位家支处所场条台辆间][^,。;、]{1,8}、$"
)  # 两位保洁、一位门卫
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^,。;]{1,4}$")
_NO_NOUN = re.compile(r"[有是给选我你他她们了到成这那每某任同另唯第的出办做只就]$")
_ARTICLE = frozenset("起面路把头口对批种类人车")  # 一起, 一面, 一路: words
_ONLY_LINK = re.compile(r"[的为是有达仅只约:]{0,3}")
_CLOSING = frozenset("”’」")
_PERSONS = frozenset("名位")
_SMALL, _VERB = 10, 8


@dataclass(frozen=True, slots=True)
class Core:
    """A number with its measure word: ``[start, end)`` holds its qualifiers too.

    ``han``: written in Chinese numerals; ``one``: it is 一 alone, which is mostly an article.
    """

    start: int
    end: int
    value: float | None
    unit: str
    approx: str
    han: bool
    one: bool
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun: ``quote`` spans both; ``subject`` is empty (start == end) where no noun was found."""

    quote: Span
    subject: Span
    unit: str


def attach(folded: str, core: Core, left: int, right: int, time: tuple[int, int] | None = None) -> Counted | None:
    """Find the noun of a number within ``[left, right)``, or return None where the number counts nothing.

    ``time`` is the span of the last time before the number: no part of its noun.
    """
    lists = words()
    after = _noun_after(folded, core.end, right)
    ends_here = after.start == after.end
    asked = core.one and _is_asked(folded, core)
    if core.one and not (asked or ends_here):
        return None
    before, begin = _noun_around_time(folded, left, core.start, time)
    if core.one and not asked and not _stands_behind(folded, core, before):
        return None
    unit = core.unit
    if unit == "":
        unit = _bare_unit(folded, before)
        if not unit:
            return None
    if unit == "块" and not _has_noun(folded, "块", before, after, core.start):
        unit = "元"
        if core.han and (core.value or 0) < _SMALL:
            return None
    if unit in lists.only_with and not _has_noun(folded, unit, before, after, core.start):
        return None
    left_first = unit in lists.mass and unit != "户"
    strong = before.start != before.end
    if strong and folded.startswith("的", core.end) and not ends_here:
        left_first = False  # 3000平方米的邻里中心
    if (strong and left_first) or ends_here:
        noun = before if strong else _verb_before(folded, begin, core.start)
        first = noun.start if strong else _verb_before(folded, left, core.start).start
        if time and time[0] < first < time[1]:
            first = max(left, time[0])
        if unit == "元" and _ends_in_verb(folded, noun):
            noun = Span(first, first)
        return Counted(Span(min(first, core.start), core.end), noun, unit)
    if (
        core.han
        and core.value is not None
        and core.value <= _SMALL
        and lists.coined.search(folded, after.start, after.end)
    ):
        return None
    return Counted(Span(core.start, after.end), _counted_of(folded, after, unit), unit)


def _is_asked(folded: str, core: Core) -> bool:
    """Say whether 一 is a number by what stands before it: each, at least, another number."""
    if core.approx == "不少于" or _AT_LEAST.search(folded[max(0, core.start - 8) : core.start]):
        return True
    before = folded[max(0, core.start - 20) : core.start]
    return bool(_BESIDE_COUNT.search(before) or (core.unit != "次" and _PER_UNIT.search(before)))


def _stands_behind(folded: str, core: Core, before: Span) -> bool:
    """Say whether 一 counts the noun right before it (物业服务一个)."""
    noun = folded[before.start : before.end]
    if folded[core.end : core.end + 1] in _CLOSING:
        return False  # “最多跑一次”: a slogan
    return core.unit not in _ARTICLE and len(noun) > 2 and before.end == core.start and not _NO_NOUN.search(noun)


def _bare_unit(folded: str, before: Span) -> str:
    """万 and 亿 without measure word: people or money, by the noun before them."""
    if words().people.search(folded, before.start, before.end):
        return "人"
    return "元" if words().money.search(folded, before.start, before.end) else ""


def _has_noun(folded: str, unit: str, before: Span, after: Span, core_start: int) -> bool:
    right, left = words().only_with[unit]
    if after.end > after.start:
        return right.match(folded, after.start, after.end) is not None
    # Where the noun before it does not tell, the verb may (两年办了43期).
    verb = max(before.start, core_start - _VERB) if before.end > before.start else max(0, core_start - _VERB)
    return any(left.search(folded, start, end) for start, end in (before, (verb, core_start)))


def _blanked(segment: str) -> str:
    """Put stars for what stands in quotation marks, so that no word in it ends a noun."""
    if "“" not in segment and "‘" not in segment:
        return segment
    return _QUOTED.sub(lambda quoted: "“" + "*" * (len(quoted[0]) - 2) + "”", segment)


def _noun_after(folded: str, start: int, limit: int) -> Span:
    """Return the noun phrase behind a measure word, empty where the clause ends or a verb follows."""
    link = _LINK.match(folded, start, limit)
    begin = link.end() if link else start
    segment = _blanked(folded[begin:limit])
    end = len(segment)
    for found in (_BREAK.search(segment), words().stop.search(segment)):
        if found:
            end = min(end, found.start())
    for opening, closing in ("()", "“”", "《》"):
        end = _balanced(segment, end, opening, closing)
    loose = _LOOSE_END.search(segment, 0, end)
    end = loose.start() if loose else end
    return Span(begin, begin + end) if end else Span(start, start)


def _balanced(segment: str, end: int, opening: str, closing: str) -> int:
    """Cut before a bracket that does not open and close within the phrase, or with which the phrase begins."""
    first = segment.find(opening, 0, end)
    close = segment.find(closing, 0, end)
    if close != -1 and (first == -1 or close < first):
        return close
    if first == 0 and opening == "(":
        return 0
    if first != -1 and segment.rfind(opening, 0, end) > segment.rfind(closing, 0, end):
        return segment.rfind(opening, 0, end)
    return end


def _noun_before(folded: str, left: int, start: int) -> Span:
    """Return the noun that stands before a number, without verbs before it and words such as 共, 达 behind it."""
    lists = words()
    bracket = _LATIN_END.search(folded, left, start)
    end = bracket.start() if bracket else start
    segment = folded[left:end]
    plain = _blanked(segment)
    begin = max((found.end() for found in _BREAK.finditer(plain)), default=0)
    for opening, closing in ("()", "“”"):
        last = plain.rfind(opening, begin)
        if last > plain.rfind(closing, begin):
            begin = last + 1
    tail = lists.tail.match(plain[begin:][::-1])
    stop = len(plain) - (tail.end() if tail else 0)
    for found in lists.cut.finditer(plain, begin, stop):
        if found.end() < stop:
            begin = found.end()
    head = lists.head.match(plain, begin, stop)
    if head:
        begin = head.end()
    span = _behind_de(folded, Span(left + begin, left + max(begin, stop)))
    return span if span.end > span.start else Span(start, start)


def _noun_around_time(folded: str, left: int, start: int, time: tuple[int, int] | None) -> tuple[Span, int]:
    """Return the noun before a number, behind its time or (收入2022年的186万元) before it, and where its clause begins."""
    if time is None or time[1] <= left:
        return _noun_before(folded, left, start), left
    if _ONLY_LINK.fullmatch(folded, time[1], start):
        noun = _noun_before(folded, left, max(left, time[0]))
        if noun.start < noun.end:
            return noun, left
    return _noun_before(folded, time[1], start), time[1]


def _verb_before(folded: str, left: int, start: int) -> Span:
    """Where no noun was found: the words of the clause before the number, empty where they end in a verb (拿出50万元)."""
    breaks = [found.end() for found in _BREAK.finditer(folded, left, start)]
    begin = max(breaks, default=left)
    begin = max(begin, start - _VERB)
    while begin < start and (folded[begin] == "的" or not folded[begin].isalnum()):
        begin += 1
    tail = words().tail.match(folded[begin:start][::-1])
    found = Span(begin, start - (tail.end() if tail else 0))
    return Span(begin, begin) if _ends_in_verb(folded, found) else found


def _ends_in_verb(folded: str, noun: Span) -> bool:
    """Say whether words before a number end in a verb (街道拿出) and not in a noun for money (投入)."""
    return bool(words().verbs.search(folded, *noun)) and not words().money.search(folded, *noun)


def _counted_of(folded: str, noun: Span, unit: str) -> Span:
    """Return what is counted of a phrase with 的: 小区 of 六个小区的物业费, 社会组织 of 两个高效运作的社会组织."""
    position = folded.rfind("的", noun.start, noun.end)
    if (
        unit not in words().mass
        and unit not in _PERSONS
        and words().holders.search(folded, noun.start, max(noun.start, position))
    ):
        return Span(noun.start, position)
    return _behind_de(folded, noun)


def _behind_de(folded: str, noun: Span) -> Span:
    """Return the head of a phrase with 的 (高效运作的社会组织); a 的 without a head is left out (按期办结的有463件)."""
    if noun.end - noun.start == 1 and folded[noun.start] == "的":
        return Span(noun.end, noun.end)
    position = folded.rfind("的", noun.start, noun.end)
    return Span(position + 1, noun.end) if noun.start <= position < noun.end - 1 else noun
