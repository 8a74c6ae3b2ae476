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

DIGITS = "0-9〇零○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖①②③④⑤⑥⑦⑧⑨⓪"
D = f"[{DIGITS}]"
# What people put between digits to make a number look harmless.
S = r"[ \t\-.·•_~—–―‐‑−/*()\ufe0f\u20e3]{0,3}"
_DIGIT_RUN = re.compile(f"{D}(?:{S}{D}){{4}}")
_SENTENCE_END = re.compile(r"[。!?\n]")

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


class Scanner:
    """A compiled table of recognisers; build once, use for every text (thread-safe)."""

    def __init__(
        self, recognisers: Sequence[tuple[Recogniser, re.Pattern[str]]], keys: Sequence[tuple[str, tuple[int, ...]]]
    ) -> None:
        self._recognisers = recognisers
        self._owners = [owners for _, owners in keys]
        self._always = {n for n, (r, _) in enumerate(recognisers) if not r.keys and not r.digits}
        self._digits = {n for n, (r, _) in enumerate(recognisers) if r.digits}
        self._automaton = ahocorasick_rs.AhoCorasick([key for key, _ in keys])

    @classmethod
    def from_recognisers(cls, recognisers: Sequence[Recogniser]) -> Scanner:
        """Compile ``recognisers``; raises re.error for a malformed pattern."""
        owners: dict[str, list[int]] = {}
        for number, recogniser in enumerate(recognisers):
            for key in recogniser.keys:
                owners.setdefault(key, []).append(number)
        compiled = [(recogniser, re.compile(recogniser.pattern)) for recogniser in recognisers]
        return cls(compiled, [(key, tuple(numbers)) for key, numbers in owners.items()])

    def scan(self, folded: str) -> Iterator[Finding]:
        """Yield what each recogniser finds in ``folded``; findings of different recognisers may overlap."""
        numbers = self._always | self._digits if _DIGIT_RUN.search(folded) else set(self._always)
        for key in {hit[0] for hit in self._automaton.find_matches_as_indexes(folded, overlapping=True)}:
            numbers.update(self._owners[key])
        for number in sorted(numbers):
            recogniser, pattern = self._recognisers[number]
            group = "x" if "x" in pattern.groupindex else 0
            start = max(0, len(folded) - recogniser.tail) if recogniser.tail else 0
            for match in pattern.finditer(folded, start):
                finding = _judge(recogniser, folded, *match.span(group))
                if finding is not None:
                    yield finding


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
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def after(folded: str, end: int, width: int) -> str:
    """Return up to ``width`` characters of the same sentence after ``end``."""
    window = folded[end : end + width]
    stop = _SENTENCE_END.search(window)
    return window[: stop.start()] if stop else window


def _judge(recogniser: Recogniser, folded: str, start: int, end: int) -> Finding | None:
    following = after(folded, end, PRIVACY.context_after)
    if recogniser.forbids_after and following.lstrip().startswith(recogniser.forbids_after):
        return None
    score = recogniser.score
    if recogniser.needs or recogniser.raises or recogniser.forbids:
        around = before(folded, start, PRIVACY.context_before) + "\n" + following
        if any(word in around for word in recogniser.forbids):
            return None
        if recogniser.needs and not any(word in around for word in recogniser.needs):
            return None
        if any(word in around for word in recogniser.raises):
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
