"""Find the codebook's forms and rules in a text: leftmost-longest on characters, conditions per sentence.

Two Aho-Corasick automata (Aho & Corasick 1975) read the folded text once. The first holds all forms and blocks and
reports leftmost-longest, non-overlapping matches, so 协商议事室 is never counted as 议事 and 网格布 never as 网格. The
second holds the key words of the rules; a rule's bounded expression runs only in sentences where a key occurs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from textgov.codebook.model import Code, Rule
from textgov.codebook.patterns import Pattern, compile_pattern
from textgov.fold import fold
from textgov.types import Span

# A form is listed by hand as evidence by itself; rules state their own score.
FORM_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of ``code`` at ``[start, end)`` in sentence number ``sentence``; ``by`` is the form or rule as written."""

    code: Code
    start: int
    end: int
    sentence: int
    by: str
    score: float
    status: str = ""


@dataclass(frozen=True, slots=True)
class _CompiledRule:
    code: Code
    rule: Rule
    pattern: Pattern
    near: tuple[str, ...]
    not_near: tuple[str, ...]

    def allows(self, text: str, start: int, end: int, sentence: Span) -> bool:
        low, high = sentence.start, sentence.end
        if self.rule.within:
            low, high = max(low, start - self.rule.within), min(high, end + self.rule.within)
        if not (self.near or self.not_near):
            return True
        # The match itself must not satisfy its own condition.
        around = text[low:start] + "\n" + text[end:high]
        if self.near and not any(word in around for word in self.near):
            return False
        return not any(word in around for word in self.not_near)


class Matcher:
    """Automata over the forms and rules of some codes; build once, use for every text (thread-safe)."""

    def __init__(
        self,
        words: Sequence[tuple[str, tuple[Code, ...]]],
        keys: Sequence[tuple[str, tuple[_CompiledRule, ...]]],
    ) -> None:
        self._words = words
        self._keys = keys
        self._forms = ahocorasick_rs.AhoCorasick(
            [word for word, _ in words], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        self._rules = ahocorasick_rs.AhoCorasick([key for key, _ in keys])

    @classmethod
    def from_codes(cls, codes: Iterable[Code]) -> Matcher:
        """Compile the forms, blocks and rules of ``codes``. Raises ValueError for a malformed pattern."""
        words: defaultdict[str, list[Code]] = defaultdict(list)
        keys: defaultdict[str, list[_CompiledRule]] = defaultdict(list)
        for code in codes:
            for form in code.forms:
                words[fold(form)].append(code)
            for block in code.blocks:
                words.setdefault(fold(block), [])
            for rule in code.rules:
                pattern = compile_pattern(rule.match)
                near, not_near = tuple(map(fold, rule.near)), tuple(map(fold, rule.not_near))
                compiled = _CompiledRule(code, rule, pattern, near, not_near)
                for key in pattern.keys:
                    keys[key].append(compiled)
        return cls(
            [(word, tuple(owners)) for word, owners in words.items()],
            [(key, tuple(rules)) for key, rules in keys.items()],
        )

    def find(self, text: str, sentences: Sequence[Span]) -> list[Hit]:
        """Return all hits in ``text``, sorted by place; of overlapping hits of one code only the surest stays."""
        if not sentences:
            return []
        folded = fold(text)
        starts = [sentence.start for sentence in sentences]
        hits: list[Hit] = []
        for number, start, end in self._forms.find_matches_as_indexes(folded):
            word, owners = self._words[number]
            place = max(0, bisect_right(starts, start) - 1)
            hits.extend(Hit(code, start, end, place, word, FORM_SCORE) for code in owners)
        tried: set[tuple[int, int]] = set()
        for number, start, _end in self._rules.find_matches_as_indexes(folded, overlapping=True):
            place = max(0, bisect_right(starts, start) - 1)
            for compiled in self._keys[number][1]:
                if (id(compiled), place) not in tried:
                    tried.add((id(compiled), place))
                    hits.extend(_rule_hits(compiled, folded, sentences[place], place))
        return _without_overlaps(hits)


def _rule_hits(compiled: _CompiledRule, folded: str, sentence: Span, place: int) -> Iterable[Hit]:
    for match in compiled.pattern.regex.finditer(folded, sentence.start, sentence.end):
        if compiled.allows(folded, match.start(), match.end(), sentence):
            rule = compiled.rule
            yield Hit(compiled.code, match.start(), match.end(), place, rule.match, rule.score, rule.status)


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    """Keep, of hits of one code that overlap, the one with the best score, then the longest, then the first."""
    kept: list[Hit] = []
    taken: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in sorted(hits, key=lambda h: (-h.score, h.start - h.end, h.start, h.by)):
        spans = taken[hit.code.id]
        if all(hit.end <= start or end <= hit.start for start, end in spans):
            spans.append((hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, h.end, h.code.id))
