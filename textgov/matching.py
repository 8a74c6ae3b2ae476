"""Find the codebook's forms and rules in a text: longest first on characters, conditions per sentence.

One Aho-Corasick automaton (Aho & Corasick 1975) over all forms, blocks and key words of rules reads the folded text
once; the bounded expression of a rule with a gap runs only in sentences where one of its keys occurs. Codes do not
disturb each other: 党员志愿者 may count for party members and for volunteers. Within one code the longest form wins
(协商议事室 is not counted again as 议事), and what a block covers is no evidence (网格布 for 网格).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

from textgov.codebook.model import Code, Rule
from textgov.codebook.patterns import Pattern, compile_pattern
from textgov.fold import fold
from textgov.types import Span

# A form is listed by hand as evidence by itself; rules state their own score.
FORM_SCORE = 0.9


class Hit(NamedTuple):
    """A match of ``code`` at ``[start, end)`` in sentence number ``sentence``; ``by`` is the form or rule as written."""

    code: Code
    start: int
    end: int
    sentence: int
    by: str
    score: float
    status: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _CompiledRule:
    code: Code
    rule: Rule
    pattern: Pattern
    near: tuple[str, ...]
    not_near: tuple[str, ...]

    def hit(self, start: int, end: int, place: int) -> Hit:
        return Hit(self.code, start, end, place, self.rule.match, self.rule.score, self.rule.status)

    def allows(self, text: str, start: int, end: int, sentence: Span) -> bool:
        if not (self.near or self.not_near):
            return True
        low, high = sentence.start, sentence.end
        if self.rule.within:
            low, high = max(low, start - self.rule.within), min(high, end + self.rule.within)
        # The match itself must not satisfy its own condition.
        around = text[low:start] + "\n" + text[end:high]
        if self.near and not any(word in around for word in self.near):
            return False
        return not any(word in around for word in self.not_near)


class _Word:
    """What one string of the automaton stands for: form or block of codes, all (``whole``) or key (``keys``) of rules."""

    __slots__ = ("blocks", "forms", "keys", "whole")

    def __init__(self) -> None:
        self.forms: list[tuple[Code, str]] = []
        self.blocks: list[Code] = []
        self.whole: list[_CompiledRule] = []
        self.keys: list[_CompiledRule] = []


class Matcher:
    """An automaton over the forms, blocks and rules of some codes; build once, use for every text (thread-safe)."""

    def __init__(self, words: dict[str, _Word]) -> None:
        self._words = list(words.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(words))

    @classmethod
    def from_codes(cls, codes: Iterable[Code]) -> Matcher:
        """Compile the forms, blocks and rules of ``codes``. Raises ValueError for a malformed pattern."""
        words: defaultdict[str, _Word] = defaultdict(_Word)
        for code in codes:
            for form in code.forms:
                words[fold(form)].forms.append((code, form))
            for block in code.blocks:
                words[fold(block)].blocks.append(code)
            for rule in code.rules:
                pattern = compile_pattern(rule.match)
                compiled = _CompiledRule(
                    code, rule, pattern, tuple(map(fold, rule.near)), tuple(map(fold, rule.not_near))
                )
                if "…" in rule.match or "#" in rule.match:
                    for key in set(pattern.keys):
                        words[key].keys.append(compiled)
                else:
                    for word in set(fold(rule.match.strip()).split("|")):
                        words[word].whole.append(compiled)
        return cls(words)

    def find(self, text: str, sentences: Sequence[Span]) -> list[Hit]:
        """Return all hits in ``text``, sorted by place; of overlapping hits of one code only the surest stays."""
        if not sentences:
            return []
        folded = fold(text)
        starts = [sentence.start for sentence in sentences]
        hits: list[Hit] = []
        blocked: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        tried: set[tuple[_CompiledRule, int]] = set()
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            word = self._words[number]
            place = max(0, bisect_right(starts, start) - 1)
            for code, form in word.forms:
                hits.append(Hit(code, start, end, place, form, FORM_SCORE))
            for code in word.blocks:
                blocked[code.id].append((start, end))
            hits += [
                compiled.hit(start, end, place)
                for compiled in word.whole
                if compiled.allows(folded, start, end, sentences[place])
            ]
            for compiled in word.keys:
                if (compiled, place) not in tried:
                    tried.add((compiled, place))
                    hits.extend(_rule_hits(compiled, folded, sentences[place], place))
        return _resolved(hits, blocked)


def _rule_hits(compiled: _CompiledRule, folded: str, sentence: Span, place: int) -> Iterable[Hit]:
    for match in compiled.pattern.regex.finditer(folded, sentence.start, sentence.end):
        start, end = match.span()
        if compiled.allows(folded, start, end, sentence):
            yield compiled.hit(start, end, place)


def _resolved(hits: list[Hit], blocked: dict[str, list[tuple[int, int]]]) -> list[Hit]:
    """Drop blocked hits; of one code's overlapping hits keep the best score, then the longest, then the first.

    A hit is blocked when it begins or ends inside a block, unless it is a form that holds the whole block.
    """
    kept: list[Hit] = []
    taken: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in sorted(hits, key=lambda h: (-h.score, h.start - h.end, h.start, h.by)):
        start, end = hit.start, hit.end
        identifier = hit.code.id
        spans = taken[identifier]
        if any(start < e and s < end for s, e in spans):
            continue
        is_form = len(hit.by) == end - start
        if any(
            (s <= start < e or s < end <= e) and not (is_form and start <= s and e <= end)
            for s, e in blocked.get(identifier, ())
        ):
            continue
        spans.append((start, end))
        kept.append(hit)
    kept.sort(key=lambda h: (h.start, h.end, h.code.id))
    return kept
