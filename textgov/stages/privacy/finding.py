"""All recognisers together: one sorted, disjoint list of what is personal in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import ahocorasick_rs

from textgov.fold import fold
from textgov.settings import PRIVACY
from textgov.stages.privacy import (
    accounts,
    addresses,
    dates,
    disclosure,
    lexicon,
    names,
    numbers,
    officials,
    persons,
    uncued,
)
from textgov.stages.privacy.recogniser import Scanner
from textgov.types import Finding

RECOGNISERS = (
    *numbers.RECOGNISERS,
    *accounts.RECOGNISERS,
    *dates.RECOGNISERS,
    *addresses.RECOGNISERS,
    *persons.RECOGNISERS,
    *disclosure.RECOGNISERS,
)
# Numbers win over names, names over telling phrases, which are long and may hold them.
_RANK = {"EMAIL": 0, "ID_CARD": 1, "PHONE": 2, "BANK_CARD": 2, "PASSPORT": 2, "PLATE": 2, "ONLINE_ID": 3}
_RANK |= {"DATE_OF_BIRTH": 4, "OFFICIAL": 5, "PERSON": 6, "ADDRESS": 7, "EMPLOYER": 8, "KIN": 9, "SELF": 9}
_RECURRENCE = "再次提到的姓名"
_PLACEHOLDER = re.compile("〔某?[一-鿿]{1,8}〕")


@cache
def scanner() -> Scanner:
    """Return the compiled table of all recognisers."""
    return Scanner.from_recognisers(RECOGNISERS)


def find(text: str) -> tuple[Finding, ...]:
    """Return what is personal in ``text``: sorted, disjoint, with offsets into ``text`` as given.

    Types are the keys of ``FINDING_LABELS``. A name found by a cue is found wherever it recurs. Labels that masking left are never
    found again.
    """
    return find_with_names(text, ())


def find_with_names(text: str, known: Iterable[str]) -> tuple[Finding, ...]:
    """Do what ``find`` does, and also find ``known`` names, known from another part of the same letter."""
    folded = fold(text)
    found = list(scanner().scan(folded))
    found.extend(uncued.find(folded))
    found.extend(_recurrences(folded, found, known))
    return _disjoint(folded, found)


def names_in(text: str, findings: Iterable[Finding]) -> set[str]:
    """Return the full names among ``findings`` on ``text``, folded."""
    folded = fold(text)
    found = set()
    for finding in findings:
        name = _bare_name(folded[finding.start : finding.end], finding)
        if name:
            found.add(name)
    return found


def _bare_name(words: str, finding: Finding) -> str:
    if finding.type == "OFFICIAL":
        return officials.name_after_title(words)
    return words if finding.type == "PERSON" and len(words) >= 2 and not words.endswith(lexicon.PERSON_TITLES) else ""


def _recurrences(folded: str, found: list[Finding], known: Iterable[str]) -> Iterable[Finding]:
    types = dict.fromkeys(known, "PERSON")
    spoken: dict[str, str] = {}
    for finding in found:
        name = _bare_name(folded[finding.start : finding.end], finding)
        if finding.by == "老小称呼" and name:
            spoken[name] = finding.type
        elif len(name) >= 2:
            types[name] = finding.type
            given = name[1:]
            if len(name) == 3 and name[0] in lexicon.SURNAMES and not names.is_word(given):
                types.setdefault(given, finding.type)
    # 小李 is in the dictionary, and still a person once a letter has used it so.
    types = spoken | {name: kind for name, kind in types.items() if not names.usual(name)}
    if not types:
        return
    words = list(types)
    automaton = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    seen = {(finding.start, finding.end) for finding in found}
    for number, start, end in automaton.find_matches_as_indexes(folded):
        if (start, end) in seen:
            continue
        if not names.place_follows(folded, end) and not names.is_word(folded[end - 1 : end + 1]):
            yield Finding(start, end, types[words[number]], PRIVACY.recurrence_score, _RECURRENCE)


def _rank(finding: Finding) -> float:
    """Return the order of kinds; a name without a cue may be part of an address or a firm, its recurrence of a name."""
    if finding.by == uncued.BY:
        return _RANK["EMPLOYER"] + 0.5
    return _RANK["EMPLOYER"] + 0.6 if finding.by == _RECURRENCE else _RANK[finding.type]


def _disjoint(folded: str, found: list[Finding]) -> tuple[Finding, ...]:
    """Keep the surest kind where findings overlap, then the longest; never touch a label."""
    taken = bytearray(len(folded))
    for match in _PLACEHOLDER.finditer(folded) if "〔" in folded else ():
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    kept = []
    for finding in sorted(found, key=lambda f: (_rank(f), f.start - f.end, f.by == _RECURRENCE, -f.score)):
        if finding.start < finding.end and taken.find(1, finding.start, finding.end) < 0:
            taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: f.start))
