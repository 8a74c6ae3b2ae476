"""Decide whether something is done, planned or a problem: by clause, by sentence and by the section it stands in.

One word anywhere in a paragraph decides nothing: 将小区划为网格 is done (将 as 把), 将划分网格 is planned, 解决停车难 is done,
停车难突出 is a problem. Headings (下一步打算, 问题与不足 …) govern the lines below them until a heading of the same level.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from textgov.types import Span, Status

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("status.toml").read_text(encoding="utf-8"))


def _any(name: str, before: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(_WORDS[name])})")


_FUTURE = re.compile(
    rf"{_any('future').pattern}|(?<![麻猛大主老闯干健名虎])将{_any('future_verbs').pattern}",
)
_MODAL, _DONE, _COUNT = _any("modal"), _any("done"), _any("count")
_PAST, _HABIT, _NUMBER, _DUTY = _any("past"), _any("habit"), _any("number"), _any("duty")
_LACK, _COMPLAINT, _SOLVED, _ACTS = _any("lack"), _any("complaint"), _any("solved"), _any("acts")
_IMPERATIVE = _any("imperative", before=r"(?:^|[,。;:)]|[一二三四五六七八九十]是|[、.])")
_SECTION_CUES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (_any("planned_heading"), "planned"),
    (_any("problem_heading"), "problem"),
)
_LEADS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (_any("planned_lead"), "planned"),
    (_any("problem_lead"), "problem"),
)
_LEVELS = (
    re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\s*\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\s*\d{1,2}[、.](?!\d)"),
    re.compile(r"\s*(?:\(\d{1,2}\)|[①-⑳])"),
)
_MAX_HEADING = 40
# The first clause of a sentence, with who says it.
_FIRST_WORDS = re.compile(r"(?:[^,:;]*(?:说|表示|介绍|透露|称)[,:“\"]{1,2})?[^,:;]*")
# Sentences of a line; its numbered items (一是 …), each with its first clause.
_SENTENCE = re.compile(r"[^。!?]+[。!?]?[”\")]*")
_ITEM = re.compile(
    r"(?:^|[。;:,”])\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九],|其[一二三四五六],|(?:另?一方面|首先|其次|再次|最后)[,是]|[(][一二三四五六七八九\d][)])"
)
# A paragraph that opens as a numbered section; numbered sections one behind the other: lists of measures.
_NUMBERED = re.compile(r"\s*(?:[(][一二三四五六七八九十\d]{1,2}[)]|[一二三四五六七八九十]、|\d{1,2}[.、])")
# A numbered measure of a plan, named in the imperative: (四)实施……行动。 What follows counts what is to be built.
_MEASURE = re.compile(
    r"\s*[(][一二三四五六七八九十]{1,2}[)](?:实施|推进|开展|加强|深化|健全|完善|强化|提升|打造|建设)[^。]{2,24}。"
)
_BRACKETED = re.compile(r"(?:^|[。;])[(][一二三四五六七八九十]{1,2}[)]")
# What may stand before the words that lead: quotation marks, the number of a point.
_OPENING = re.compile(r"^[\s“\"]*(?:第[一二三四五六],|当然,|不过,|但是?,?)?")
_TURN, _FORMER, _NOW = _any("turn"), _any("former"), _any("now")
_CLAUSE_END = re.compile("[,;。]")
_FIRST_CLAUSE = re.compile(r"[^,。;:!?]{2,40}")


@dataclass(frozen=True, slots=True)
class StatusReader:
    """Judge spans of one text; build once a text with ``from_text``. ``sections`` holds the governed lines."""

    folded: str
    sections: tuple[tuple[int, int, Status], ...]

    @classmethod
    def from_text(cls, folded: str) -> StatusReader:
        """Read the headings of a folded text (see ``textgov.fold``)."""
        return cls(folded, tuple(_sections(folded)))

    def of(self, span: Span, sentence: Span) -> Status:
        """Return the status of what stands at ``span`` inside ``sentence``."""
        folded = self.folded
        # What a semicolon parts is one sentence to the reader: 到2030年,A建成;B全覆盖 plans both.
        opening = max(folded.rfind(mark, 0, sentence.start) for mark in "。!?\n") + 1
        start = max(sentence.start, *(folded.rfind(mark, sentence.start, span.start) + 1 for mark in ",;"))
        ends = (folded.find(mark, span.end, sentence.end) for mark in ",;。")
        end = min((found for found in ends if found >= 0), default=sentence.end)
        clause, whole = folded[start:end], folded[sentence.start : sentence.end]
        before = folded[opening:start]
        done, counted = bool(_DONE.search(clause)), bool(_COUNT.search(clause))
        section = next((status for low, high, status in self.sections if low <= span.start < high), None)
        # Cheapest questions first: this runs for every piece of evidence.
        if section == "planned":
            lacking = False
        elif _LACK.search(clause) or _COMPLAINT.search(folded, start, _next_clause(folded, end, sentence.end)):
            lacking = True
        else:
            lacking = not (done or counted) and bool(_LACK.search(whole)) and not _ACTS.search(clause)
            lacking = lacking and not _FUTURE.search(clause)
        if lacking and self._overcome(opening, sentence.end):
            return "done"
        if lacking and (not _SOLVED.search(whole) or _FUTURE.search(folded, end, sentence.end)):
            return "problem"
        if _FUTURE.search(clause) or (not done and before and _future_before(before)):
            return "planned"
        if not (done or counted) and (_FUTURE.search(whole) or _MODAL.search(clause) or _modal_before(before)):
            return "planned"
        if section == "problem" and not _SOLVED.search(clause):
            return "problem"
        return section if section and not done else "done"

    def _overcome(self, opening: int, end: int) -> bool:
        """Say whether a sentence is about former times, and its paragraph goes on to tell what came instead."""
        if not _FORMER.match(_OPENING.sub("", self.folded[opening : opening + 20])):
            return False
        line = self.folded.find("\n", end)
        return bool(_NOW.search(self.folded, end, line if line >= 0 else len(self.folded)))


def _next_clause(folded: str, end: int, limit: int) -> int:
    """Return where the clause behind ``end`` ends, its mark included: a comment follows what it is about."""
    if folded[end : end + 1] != ",":
        return end + 1
    found = _CLAUSE_END.search(folded, end + 1, limit)
    return found.end() if found else end + 1


def _future_before(before: str) -> bool:
    """Say whether a plan earlier in the sentence goes on; one behind a semicolon is of its own item of a list."""
    item = before.rfind(";") + 1
    if _FUTURE.search(before, item):
        return True
    opening = _FIRST_WORDS.match(before)
    return bool(item and opening and _FUTURE.search(opening[0]))


def _modal_before(before: str) -> bool:
    """Say whether an earlier clause of the sentence demands something, so that later clauses continue the demand."""
    return bool(_MODAL.search(before)) and not (_DONE.search(before) or _COUNT.search(before))


def _recommends(line: str) -> bool:
    """Say whether a paragraph is all plans or measures to be taken: cues in it, and no trace of anything past."""
    duties, plans = len(_DUTY.findall(line)), len(_FUTURE.findall(line))
    if (plans and _NUMBERED.match(line)) or len(_BRACKETED.findall(line)) > 1 or _MEASURE.match(line):
        duties += 1
    if _PAST.search(line) or (_LACK.search(line) and not _SOLVED.search(line)):
        return False
    complains = _COMPLAINT.search(line) and not _SOLVED.search(line)
    if not duties and (complains or _HABIT.search(line) or _NUMBER.search(line)):
        return False
    cues = plans + len(_MODAL.findall(line)) + duties
    clauses = line.count(",") + line.count("。") + line.count(";")
    demands = len(_IMPERATIVE.findall(line))
    return clauses > 1 and (cues > 0 or (demands > 1 and 2 * demands >= clauses))


def _led(line: str, place: int) -> Iterator[tuple[int, int, Status]]:
    """Yield the stretches of a line that a numbered item or a sentence such as 下一步我们想办三件事 opens."""
    marks = [match.end() for match in _ITEM.finditer(line)]
    for low, high in pairwise([*marks, len(line)]):
        first = _FIRST_CLAUSE.match(line, low)
        if first and (_LACK.search(first[0]) or _COMPLAINT.search(first[0])) and not _SOLVED.search(first[0]):
            yield place + low, place + high, "problem"
    led: tuple[int, Status] | None = None
    for sentence in _SENTENCE.finditer(line):
        opening = _OPENING.sub("", sentence[0])
        status = next((status for lead, status in _LEADS if lead.match(opening)), None)
        turns = bool(_TURN.match(opening))
        if status == "problem" and turns:
            status = None
        if led and (status or (led[1] == "problem" and turns)):
            yield place + led[0], place + sentence.start(), led[1]
            led = None
        led = (sentence.start(), status) if status else led
    if led:
        yield place + led[0], place + len(line), led[1]


def _cue(heading: str) -> Status | None:
    found = [status for pattern, status in _SECTION_CUES if pattern.search(heading)]
    # "Problems and suggestions" says nothing about a single sentence.
    return found[0] if len(found) == 1 else None


def _sections(folded: str) -> list[tuple[int, int, Status]]:
    """Return the governed stretches as (start, end, status).

    A line is governed by the headings above it, by its own first words when they are such a heading (对策建议。…), or by
    being all measures. A heading that says nothing itself is what the text below it is.
    """
    found: list[tuple[int, int, Status]] = []
    stack: list[tuple[int, Status | None]] = []
    place = open_from = 0
    for line in folded.split("\n"):
        end, stripped = place + len(line), line.strip()
        if stripped and len(stripped) <= _MAX_HEADING and not re.search(r"[。;!?:]", stripped):
            depth = next((i for i, pattern in enumerate(_LEVELS) if pattern.match(line)), 0)
            stack = [(d, s) for d, s in stack if d < depth]
            stack.append((depth, _cue(stripped)))
        elif stripped:
            opening = re.match(r"[^。:,]{2,30}[。:]", stripped)
            status = _cue(opening.group()) if opening else None
            found += _led(line, place)
            status = status or next((s for _, s in reversed(stack) if s), None)
            status = status or ("planned" if _recommends(stripped) else None)
            if status:
                found.append((open_from, end, status))
            open_from = end + 1
        place = end + 1
    return found
