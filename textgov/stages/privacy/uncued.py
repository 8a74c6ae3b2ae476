"""Names that stand in running text without any cue: 刚才被石德旺家的狗咬了, 江涛的车.

The model of ``namemodel`` weighs every place that could hold one; where two readings overlap the likelier wins. What
names a place, a firm or a public figure is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from textgov.settings import PRIVACY
from textgov.stages.privacy import lexicon, namemodel, names
from textgov.types import Finding

BY = "行文中的姓名"
_USUAL = lexicon.TYPICAL | lexicon.COMMON


def find(folded: str) -> Iterator[Finding]:
    """Yield disjoint names that need no cue, likeliest first."""
    model = namemodel.model()
    scored = []
    for candidate in namemodel.candidates(folded):
        score = model.score(folded, candidate)
        if score >= PRIVACY.typical_name_odds and _allowed(folded, candidate, score):
            scored.append((score, candidate))
    taken: set[int] = set()
    for score, candidate in sorted(scored, key=lambda pair: (-pair[0], pair[1].start)):
        place = range(candidate.start, candidate.end)
        if taken.isdisjoint(place):
            taken.update(place)
            sure = PRIVACY.sure_name if score >= PRIVACY.sure_name_odds else PRIVACY.threshold
            yield Finding(candidate.start, candidate.end, "PERSON", sure, BY)


def _allowed(folded: str, candidate: namemodel.Candidate, score: float) -> bool:
    words = folded[candidate.start : candidate.end]
    if score < _least(folded, words, candidate) or words in lexicon.NOT_NAMES or words[:2] in lexicon.NOT_NAMES:
        return False
    return not (
        names.public(folded, candidate.start)
        or names.place_follows(folded, candidate.end)
        or words.endswith("路")
        or (words[0] in lexicon.AMBIGUOUS and words.endswith(("里", "道")))
        or (len(words) == 2 and namemodel.everyday().get(folded[candidate.end - 1 : candidate.end + 1]) == "3")
        or names.firm_follows(folded, candidate.end)
    )


def _least(folded: str, words: str, candidate: namemodel.Candidate) -> float:
    """Return the log-odds that ``words`` must reach."""
    given = set(words[candidate.first - candidate.start :])
    # The dictionary holds common full names too (王秀兰).
    full = len(words) > 2 and given <= lexicon.TYPICAL and words[0] not in lexicon.AMBIGUOUS
    if namemodel.is_word(words) and namemodel.tagged(words, "ns"):
        return math.inf
    if namemodel.is_word(words) and not full:
        # A third character makes a chance word unlikely: 白内障 and 马德里 are nobody.
        return PRIVACY.name_odds + PRIVACY.word_penalty * (len(words) - 1)
    if (
        len(words) > 2
        and namemodel.tagged(words[:2], "ns")
        and namemodel.is_word(folded[candidate.end - 1 : candidate.end + 1])
    ):
        return math.inf
    first = folded[candidate.first]
    common = words[0] in lexicon.AMBIGUOUS and not given <= lexicon.TYPICAL
    everyday = PRIVACY.everyday_surname * (common + (first in lexicon.SOFT_GIVEN))
    typical = len(words) > 2 and given <= _USUAL and not names.usual(words[:2]) and given & lexicon.TYPICAL
    return PRIVACY.typical_name_odds if typical else PRIVACY.name_odds + everyday


def kin_call(folded: str, start: int, end: int) -> names.Judged:
    """Judge a given name with a word for kin (德旺叔, 秀英婶)."""
    if (
        (names.is_word(folded[start : start + 2]) and folded[end - 1] not in "叔婶嫂")
        or names.is_word(folded[start:end])
        or names.is_word(folded[start + 1 : end])
    ):
        return None
    return None if names.is_word(folded[end - 1 : end + 1]) else (start, end, 0.0)
