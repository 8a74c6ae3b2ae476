"""Check a total against its parts, and a percentage against the two numbers it is made of.

A list of parts seldom claims to be complete (共12个社区,其中8个有食堂、3个有书屋), and its parts may overlap. So a sum that
holds is reported wherever total and parts stand together, but one that does not hold only where the text itself says that
the parts make up the whole: the last is 其他 or 其余, they are opposites (东片/西片), they stand in brackets behind the
total, or the total stands behind them (合计). Only exact numbers are compared.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from textgov.types import Check, CheckKind, Figure, Span

_STOP = re.compile(r"[。!?\n]")
_OPENS = re.compile(r"[,;:]?(?:其中)?(?:分别)?(?:有|为|是|包括|包含|含)?[:,]?")
_AMONG = re.compile(r"[,;:(]?[^,;:()。]{0,6}?其中[^,;:。]{0,10}|[,;]?其中[,:]?")
_BETWEEN = re.compile(r"[、,;]?(?:和|及|以及|与|另有?|还有|其余|其他|剩余)?(?:的)?(?:有|为|是)?")
_BEHIND_RATE = re.compile(r"[,、(]?(?:仅|只|约)?占(?P<whole>[^,;。0-9]{0,6}?)(?:的|达|为|了|约|:)*")
_ORDINALS = "一二三四五六七八九"
_PEOPLE = frozenset("名位人")
_HUNDRED = 100.0
# Characters between a total and parts in another unit; parts that are looked at; numbers that stand beside a total.
_NEAR, _LONGEST, _ASIDE = 8, 16, 3
_WEAK = frozenset({"共", "共有"})
_DIGITS = re.compile(r"[0-9]+(?:\.([0-9]+))?")
_CHANGE = re.compile(
    r"(?P<up>增加|增长|提高|提升|上升|增|升|扩大)[到至]|(?P<down>减少|下降|降低|缩减|压减|压缩|降|减)[到至]"
)
_CHANGE_RATE = re.compile(
    r"[,、(]?(?:同比|净|共|总体)?(?:增长|增幅|提高|提升|上升|下降|降幅|减少|降低|压减)(?:率|了|达|为|约)*"
)


@dataclass(frozen=True, slots=True)
class _Words:
    rest: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    total: re.Pattern[str]
    whole: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sums.toml").read_text(encoding="utf-8"))
    pairs = (pair.split("/") for pair in data["opposites"].split())
    return _Words(
        rest=tuple(data["rest"].split()),
        opposites=tuple((first, second) for first, second in pairs),
        total=re.compile(rf"[,、;]?(?P<cue>{'|'.join(data['total'].split())})"),
        whole=frozenset(data["whole"].split()),
    )


def check_sums(text: str, folded: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """Yield the totals and shares of a text that could be checked, with the arithmetic; see above for which ones.

    ``figures`` are sorted; a total and its parts stand in one sentence. Takes time linear in the number of figures.
    """
    sentences: list[tuple[Span, list[Figure]]] = []
    ends = [found.start() for found in _STOP.finditer(folded)] + [len(folded)]
    place = start = 0
    for figure in figures:
        while ends[place] < figure.end and place < len(ends) - 1:
            start, place = ends[place] + 1, place + 1
        span = Span(start, ends[place])
        if not sentences or sentences[-1][0] != span:
            sentences.append((span, []))
        sentences[-1][1].append(figure)
    for sentence, found in sentences:
        if len(found) > 1:
            yield from _Sentence(text, folded, sentence, found).checks()


class _Sentence:
    """The figures of one sentence, in order."""

    def __init__(self, text: str, folded: str, span: Span, figures: Sequence[Figure]) -> None:
        self._text, self._folded, self._span, self._figures = text, folded, span, figures

    def checks(self) -> Iterator[Check]:
        for index in range(len(self._figures)):
            yield from self._parts_behind(index)
            yield from self._parts_before(index)
            yield from self._share(index)
        yield from self._changes()

    def _gap(self, left: Figure, right: Figure) -> str:
        return self._folded[left.end : right.start]

    def _run(self, index: int) -> list[Figure]:
        """Return the figures from ``index`` on that are listed one after the other."""
        out = [self._figures[index]]
        for left, right in pairwise(self._figures[index : index + _LONGEST]):
            is_total = _words().total.fullmatch(self._folded, left.end, self._number(right))
            if is_total or not _BETWEEN.fullmatch(self._gap(left, right)):
                break
            out.append(right)
        return out

    def _parts_behind(self, index: int) -> Iterator[Check]:
        """共365户,其中东片109户、西片256户."""
        total, begin = self._figures[index], index + 1
        while begin < min(len(self._figures), index + _ASIDE) and not self._gap(*self._figures[begin - 1 : begin + 1]):
            begin += 1  # 48户120人,其中…
        if not _exact(total) or begin + 1 >= len(self._figures):
            return
        gap = self._gap(self._figures[begin - 1], self._figures[begin])
        run = self._run(begin)
        parts = [figure for figure in run if _alike(figure.unit, total.unit)]
        if not (_OPENS.fullmatch(gap) or _AMONG.fullmatch(gap) or gap == "(") or len(parts) < 2:
            yield from self._counterparts(total, run, gap)
            return
        if not all(map(_exact, parts)):
            return
        closed = gap == "(" and self._folded.startswith(")", run[-1].end)
        told = closed or "其中" in gap or ":" in gap
        if told:
            yield from self._compare(total, parts, whole=closed or self._is_rest(parts[-1]) or _opposite(parts))

    def _counterparts(self, total: Figure, run: Sequence[Figure], gap: str) -> Iterator[Check]:
        """86个网格,设专职网格员64人、兼职网格员22人: another unit, so that only a sum that holds says something."""
        parts = [figure for figure in run if figure.unit == run[0].unit]
        near = len(gap) <= _NEAR and len(parts) == 2 and all(map(_exact, parts)) and parts[0].unit != total.unit
        if near and _opposite(parts):
            yield from self._compare(total, parts, whole=False)

    def _parts_before(self, index: int) -> Iterator[Check]:
        """东片109户、西片256户,共365户."""
        total = self._figures[index]
        if index < 2 or not _exact(total):
            return
        head = self._folded[self._figures[index - 1].end : self._number(total)]
        cue = _words().total.fullmatch(head)
        if cue is None:
            return
        parts: list[Figure] = []
        for place in range(index - 1, max(-1, index - 1 - _LONGEST), -1):
            figure = self._figures[place]
            if not _alike(figure.unit, total.unit) or not _exact(figure):
                break
            parts.insert(0, figure)
            if place and not _BETWEEN.fullmatch(self._gap(self._figures[place - 1], figure)):
                break
        if len(parts) < 2:
            return
        for begin in range(len(parts) - 1):
            if _same(sum(_value(part) for part in parts[begin:]), _value(total)):
                yield from self._compare(total, parts[begin:], whole=True)
                return
        # 甲10户(…),乙5户、丙3户,共18户: another part stands further off.
        others = self._figures[max(0, index - _LONGEST) : index - len(parts)]
        alone = not any(_alike(figure.unit, total.unit) for figure in others)
        yield from self._compare(total, parts, whole=alone and (cue["cue"] not in _WEAK or total.subject == ""))

    def _number(self, figure: Figure) -> int:
        """Return where the number of a figure begins whose noun stands behind it, else where the figure begins."""
        found = re.search(r"[0-9零一二两三四五六七八九十百千]", self._folded[figure.start : figure.end])
        return figure.start + (found.start() if found else 0)

    def _is_rest(self, part: Figure) -> bool:
        before = self._folded[max(self._span.start, part.start - 4) : part.end]
        return any(word in before[: 4 + len(word)] for word in _words().rest)

    def _compare(self, total: Figure, parts: Sequence[Figure], *, whole: bool) -> Iterator[Check]:
        added, wanted = sum(_value(part) for part in parts), _value(total)
        ok = _same(added, wanted)
        if not ok and not whole:
            return
        terms = "+".join(_shown(part) for part in parts)
        told = f"{terms}={_number(added)}，与{_shown(total)}{total.unit}{'相符' if ok else '不符'}"
        if not ok:
            told += f"，相差{_number(abs(added - wanted))}"
        yield self._check("sum", total, parts, told, ok=ok)

    def _check(self, kind: CheckKind, first: Figure, others: Sequence[Figure], told: str, *, ok: bool) -> Check:
        pieces = [Span(figure.start, figure.end) for figure in (first, *others)]
        start, end = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
        return Check(kind, ok, start, end, self._text[start:end], tuple(pieces), told, self._span)

    def _share(self, index: int) -> Iterator[Check]:
        """共有党员200名,其中女性50名,占25%; 受理156件,办结152件,办结率97.4%."""
        rate = self._figures[index]
        if rate.unit != "%" or not _exact(rate) or index < 2:
            return
        part = self._figures[index - 1]
        head = self._folded[part.end : self._rate_number(rate)]
        told = _BEHIND_RATE.fullmatch(head)
        if told and (told["whole"] in _words().whole or not told["whole"]):
            base = self._base(index - 1)
        else:
            base = self._done_of(index - 1, head)
        if base is None or not _exact(base) or not _exact(part) or not _value(base):
            return
        share = _value(part) / _value(base) * _HUNDRED
        yield from self._rated(share, rate, (part, base), f"{_shown(part)}÷{_shown(base)}")

    def _rated(self, share: float, rate: Figure, others: Sequence[Figure], formula: str) -> Iterator[Check]:
        shown = _DIGITS.search(self._folded[self._rate_number(rate) : rate.end])
        if shown is None or shown[0] == "" or "成" in rate.quote:
            return
        step = 10.0 ** -len(shown[1] or "")
        ok = abs(share - _value(rate)) < step
        value = f"{share:.{len(shown[1] or '') + 1}f}%"
        told = f"{formula}={value}，与{_shown(rate)}%{'相符' if ok else '不符'}"
        yield self._check("share", rate, others, told, ok=ok)

    def _rate_number(self, rate: Figure) -> int:
        """Return where the digits of a percentage begin: the last number of its quote."""
        found = list(_DIGITS.finditer(self._folded, rate.start, rate.end))
        return found[-1].start() if found else rate.end

    def _base(self, index: int) -> Figure | None:
        """Return the total before 其中, of which the figure ``index`` is a part."""
        part = self._figures[index]
        for place in range(index - 1, max(-1, index - 1 - _LONGEST), -1):
            figure = self._figures[place]
            if "其中" in self._gap(figure, self._figures[place + 1]):
                return figure if _alike(figure.unit, part.unit) else None
        return None

    def _done_of(self, index: int, head: str) -> Figure | None:
        """Return what a rate such as 办结率 relates the figure ``index`` to: the figure before it of the same unit."""
        part, base = self._figures[index], self._figures[index - 1]
        named = re.fullmatch(r"[,、(]?(?P<stem>[^,;。()]{2,4})率(?:为|达到?|是|约|:)?", head)
        if named is None or not _alike(part.unit, base.unit) or _value(part) > _value(base):
            return None
        done = self._folded[base.end : part.end]
        rest = self._folded[max(self._span.start, base.start - 4) : base.end]
        return base if named["stem"] in done and named["stem"] not in rest else None

    def _changes(self) -> Iterator[Check]:
        """从100户增加到150户,增长50%."""
        for index in range(len(self._figures) - 2):
            before, after, rate = self._figures[index : index + 3]
            if (
                rate.unit != "%"
                or before.unit != after.unit
                or before.unit == "%"
                or not all(map(_exact, (before, after, rate)))
            ):
                continue
            changed = _CHANGE.search(self._folded[before.end : after.end])
            head = self._folded[after.end : self._rate_number(rate)]
            if not changed or not _CHANGE_RATE.fullmatch(head) or not _value(before):
                continue
            more = _value(after) - _value(before) if changed["up"] else _value(before) - _value(after)
            formula = (
                f"({_shown(after)}-{_shown(before)})÷{_shown(before)}"
                if changed["up"]
                else f"({_shown(before)}-{_shown(after)})÷{_shown(before)}"
            )
            yield from self._rated(more / _value(before) * _HUNDRED, rate, (before, after), formula)


def _exact(figure: Figure) -> bool:
    return figure.value is not None and figure.approx == ""


def _value(figure: Figure) -> float:
    return figure.value or 0.0


def _alike(first: str, second: str) -> bool:
    return first == second or {first, second} <= _PEOPLE


def _same(first: float, second: float) -> bool:
    return abs(first - second) < 1e-6 * max(1.0, abs(first), abs(second))


def _opposite(parts: Sequence[Figure]) -> bool:
    """Say whether the parts' names are opposites (东片, 西片) or count up (一期, 二期, 三期)."""
    names = [part.subject for part in parts]
    if len(names) == 2:
        first, second = names
        for one, other in _words().opposites:
            for a, b in ((one, other), (other, one)):
                if a in first and b in second and first.replace(a, b, 1) == second:
                    return True
                if first == a and second == b:
                    return True
    begins = "".join(name[:1] for name in names)
    return len(names) > 1 and begins == _ORDINALS[: len(names)] and len({name[1:] for name in names}) == 1


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.10g}"


def _shown(figure: Figure) -> str:
    return _number(_value(figure))
