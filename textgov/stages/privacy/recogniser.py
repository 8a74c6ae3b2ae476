"""What a recogniser is, and how a table of them reads a text.

A recogniser is data: a bounded regular expression on folded text, the words around it that raise, require or forbid
it, and a check (a check digit, a surname) for what an expression cannot say. The design follows Presidio's pattern
recognisers (pattern, context words, validation), with one Aho-Corasick pass that decides which expressions run at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from textgov.settings import PRIVACY
from textgov.types import Finding

DIGITS = "0-9〇零○洞一二三四五六七八九幺拐勾两壹贰叁肆伍陆柒捌玖①②③④⑤⑥⑦⑧⑨⓪"
D = f"[{DIGITS}]"
# Where a number may start: two digits before it show the middle of a longer run, which would be read again and again.
START = f"(?<![0-9])(?<!{D}{D})"
# What people put between digits to make a number look harmless.
S = r"[ \t\-.·•_~—–―‐‑−/*()\ufe0f\u20e3]{0,3}"
_DIGIT_RUN = re.compile(rf"{D}(?:(?:{S}|[,、.…|+~ ]{{1,3}}){D}){{4}}")
_SENTENCE_ENDS = "。!?\n"

# Takes the folded text and a candidate's span; returns the span to keep and what to add to the score, or None.
Check = Callable[[str, int, int], tuple[int, int, float] | None]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One way in which one type of personal data is written.

    ``pattern`` runs on folded text; its group ``x`` (or else the whole match) is the candidate. It runs only where one
    of ``keys`` occurs in the text; with ``digits``, where at least five digits stand together; with neither, always.
    ``tail`` limits it to the last characters. ``needs``: one of these
    words must stand nearby; ``raises``: adds PRIVACY.context_bonus; ``forbids``: refuses the candidate; ``forbids_after``
    looks only at what follows (units). ``score`` is in (0, 1]; see PRIVACY for the distances and the threshold.
    """

    type: str
    name: str
    pattern: str
    score: float
    keys: tuple[str, ...] = ()
    digits: bool = False
    tail: int | None = None
    needs: tuple[str, ...] = ()
    raises: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    forbids_after: tuple[str, ...] = ()
    check: Check | None = None


def alternatives(words: Iterable[str]) -> str:
    """Return the alternatives of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def ahead(words: Iterable[str]) -> str:
    """Return a group of ``words`` behind a look-ahead on their first characters, which makes the common miss cheap."""
    words = tuple(words)
    return f"(?=[{''.join(sorted({word[0] for word in words}))}])(?:{alternatives(words)})"


def before(folded: str, start: int, width: int) -> str:
    """Return up to ``width`` characters of the same sentence before ``start``."""
    window = folded[max(0, start - width) : start]
    return window[max(map(window.rfind, _SENTENCE_ENDS)) + 1 :]


def after(folded: str, end: int, width: int) -> str:
    """Return up to ``width`` characters of the same sentence after ``end``."""
    window = folded[end : end + width]
    stops = [stop for stop in map(window.find, _SENTENCE_ENDS) if stop >= 0]
    return window[: min(stops)] if stops else window


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A recogniser with its expressions compiled; the word lists are None where they are empty."""

    recogniser: Recogniser
    pattern: re.Pattern[str]
    group: str | int
    needs: re.Pattern[str] | None
    raises: re.Pattern[str] | None
    forbids: re.Pattern[str] | None

    @classmethod
    def from_recogniser(cls, recogniser: Recogniser) -> _Compiled:
        pattern = re.compile(recogniser.pattern)
        lists = (recogniser.needs, recogniser.raises, recogniser.forbids)
        needs, raises, forbids = (re.compile(alternatives(words)) if words else None for words in lists)
        return cls(recogniser, pattern, "x" if "x" in pattern.groupindex else 0, needs, raises, forbids)

    def find(self, folded: str) -> Iterator[Finding]:
        if self.needs and not self.needs.search(folded):
            return
        first = max(0, len(folded) - self.recogniser.tail) if self.recogniser.tail else 0
        for match in self.pattern.finditer(folded, first):
            finding = self._judge(folded, *match.span(self.group))
            if finding is not None:
                yield finding

    def _judge(self, folded: str, start: int, end: int) -> Finding | None:
        recogniser, score = self.recogniser, self.recogniser.score
        if self.needs or self.raises or self.forbids or recogniser.forbids_after:
            following = after(folded, end, PRIVACY.context_after)
            if recogniser.forbids_after and following.lstrip().startswith(recogniser.forbids_after):
                return None
            around = before(folded, start, PRIVACY.context_before) + "\n" + following
            if (self.needs and not self.needs.search(around)) or (self.forbids and self.forbids.search(around)):
                return None
            if self.raises and self.raises.search(around):
                score += PRIVACY.context_bonus
        if recogniser.check is not None:
            judged = recogniser.check(folded, start, end)
            if judged is None:
                return None
            start, end, bonus = judged
            score += bonus
        if score < PRIVACY.threshold:
            return None
        return Finding(start, end, recogniser.type, round(min(score, 1.0), 3), recogniser.name)


class Scanner:
    """A compiled table of recognisers; build once, use for every text (thread-safe)."""

    def __init__(self, recognisers: Sequence[_Compiled], keys: Sequence[tuple[str, frozenset[int]]]) -> None:
        self._recognisers = recognisers
        self._owners = [owners for _, owners in keys]
        numbered = [(number, compiled.recogniser) for number, compiled in enumerate(recognisers)]
        self._always = {number for number, recogniser in numbered if not recogniser.keys and not recogniser.digits}
        self._digits = {number for number, recogniser in numbered if recogniser.digits}
        self._automaton = ahocorasick_rs.AhoCorasick([key for key, _ in keys])

    @classmethod
    def from_recognisers(cls, recognisers: Sequence[Recogniser]) -> Scanner:
        """Compile ``recognisers``; raises re.error for a malformed pattern."""
        owners: dict[str, set[int]] = {}
        for number, recogniser in enumerate(recognisers):
            for key in recogniser.keys:
                owners.setdefault(key, set()).add(number)
        compiled = [_Compiled.from_recogniser(recogniser) for recogniser in recognisers]
        return cls(compiled, [(key, frozenset(numbers)) for key, numbers in owners.items()])

    def scan(self, folded: str) -> Iterator[Finding]:
        """Yield what each recogniser finds in ``folded``; findings of different recognisers may overlap."""
        numbers = self._always | self._digits if _DIGIT_RUN.search(folded) else set(self._always)
        for key in {hit[0] for hit in self._automaton.find_matches_as_indexes(folded, overlapping=True)}:
            numbers |= self._owners[key]
        for number in sorted(numbers):
            yield from self._recognisers[number].find(folded)
