"""How much characters look like a person's name where no cue says so: a small log-linear model of name and context.

A candidate is a surname with a given name of one or two characters, or a given name alone. What counts: how often its
characters stand in names rather than in letters, the characters on either side, and whether the dictionary explains
the characters otherwise. The weights are learned (``python -m benchmarks.train_names``) from letters in which pronouns
and words for people were replaced by made-up names, so that every kind of sentence about a person is seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textgov.resources import resource
from textgov.stages.privacy import lexicon

if TYPE_CHECKING:
    import rjieba

# Log-odds of a character that the counts do not hold, and the widest that any single character may say.
UNSEEN, WIDEST = -1.0, 4.0
# Letters in a thousand from which two characters count as usual, and as everywhere.
EVERYDAY_STEPS = (6.0, 25.0)
_CUES = frozenset(lexicon.MEDIUM_CUES)
_HAN = f"(?![{re.escape(''.join(lexicon.NEVER_GIVEN))}])[一-鿿]"
_NAME = re.compile(f"([{''.join(lexicon.SURNAMES)}])(?!\\1\\1)(?={_HAN}({_HAN})?)")
_COMPOUND_NAME = re.compile(f"({'|'.join(lexicon.COMPOUND)})(?={_HAN}({_HAN})?)")
_ALONE = re.compile(f"[{''.join(lexicon.TYPICAL)}](?=[{''.join(lexicon.TYPICAL | lexicon.COMMON)}])")
_PUNCTUATION = frozenset(",;:、()\"'“”‘’—-…《》[]<>|/*~ \t")
_FIRST = frozenset("二三四五六家小少大")
# From here no neighbours could make up for what the characters say.
HOPELESS = -7.0
# How far the features look, in characters; the longest cue has four.
LEFT, RIGHT = 4, 3
_STOP = frozenset("。!?\n")


@cache
def _jieba() -> rjieba.Jieba:
    import rjieba

    return rjieba.Jieba()


@cache
def _dictionary() -> Callable[[str], bool]:
    return _jieba().has_word


@lru_cache(maxsize=100_000)
def is_word(text: str) -> bool:
    """Tell whether ``text`` is in jieba's dictionary."""
    return _dictionary()(text)


@lru_cache(maxsize=20_000)
def tagged(text: str, tag: str) -> bool:
    """Tell whether jieba's dictionary holds ``text`` with ``tag`` (nr: a person, ns: a place)."""
    return is_word(text) and _jieba().tag(text) == [(text, tag)]


@cache
def everyday() -> dict[str, str]:
    """Return how common two characters beside each other are in letters: 1 (seldom) to 3 (everywhere)."""
    levels = {}
    for line in (resource("models/everyday") / "bigrams.txt").read_text(encoding="utf-8").splitlines():
        share, *bigrams = line.split()
        level = str(1 + sum(float(share) >= step for step in EVERYDAY_STEPS))
        levels.update(dict.fromkeys(bigrams, level))
    return levels


class Candidate(NamedTuple):
    """Where a name may stand: ``first`` is where the given name begins, equal to ``start`` when there is no surname."""

    start: int
    first: int
    end: int


def candidates(folded: str) -> list[Candidate]:
    """Return every place of ``folded`` whose characters could be a name."""
    found = []
    for match in _NAME.finditer(folded):
        start, first = match.start(), match.end(1)
        found.append(Candidate(start, first, first + 1))
        if match[2]:
            found.append(Candidate(start, first, first + 2))
    for match in _COMPOUND_NAME.finditer(folded):
        start, first = match.start(), match.end(1)
        found.append(Candidate(start, first, first + 1))
        if match[2]:
            found.append(Candidate(start, first, first + 2))
    found += [Candidate(match.start(), match.start(), match.start() + 2) for match in _ALONE.finditer(folded)]
    return found


def _side(character: str) -> str:
    if not character or character in _STOP:
        return "。"
    if character in _PUNCTUATION:
        return ","
    return "0" if character.isdigit() else character


def _kind(character: str) -> str:
    """Return how a character is used in given names: T rare elsewhere, F number or size, C common too, G seldom, x."""
    if character in lexicon.TYPICAL:
        return "T"
    if character in _FIRST:
        return "F"
    return "C" if character in lexicon.COMMON else "G" if character in lexicon.GIVEN else "x"


def own_features(surname: str, given: str, odds: tuple[float, ...]) -> tuple[str, ...]:
    """Return what holds for a name by itself.

    Its shape, the kinds and the rarity of its characters, how typical all are, how common its pairs are in letters
    (e, f), and the dictionary words in it: the whole (w, or n where that is a person), its head (wh) and tail (wt).
    """
    whole, shape = surname + given, f"{len(surname)}{len(given)}"
    total = max(-2, min(9, round(odds[0] + odds[1] + (odds[2] if len(given) > 1 else 0.0))))
    kinds, rarity = "".join(map(_kind, given)), f"{shape}{round(odds[0])}"
    usual = everyday()
    found = [shape, "g" + kinds, f"t{shape}{total}", "s" + rarity, f"k{kinds}{rarity}"]
    found.append(f"e{shape}{usual.get(whole[:2], '')}")
    if is_word(whole):
        found.append(("n" if len(whole) == 3 and tagged(whole, "nr") else "w") + shape)
    if len(whole) > 2:
        found.append(f"f{shape}{usual.get(whole[-2:], '')}")
        found += [name + shape for name, part in (("wh", whole[:2]), ("wt", whole[1:])) if is_word(part)]
    return tuple(found)


def context_features(folded: str, candidate: Candidate) -> list[str]:
    """Return what holds for the neighbours of ``candidate``, and which dictionary words lie across its borders (w-, w+)."""
    start, first, end = candidate
    shape = f"{first - start}{end - first}"
    left, right = _side(folded[start - 1 : start]), _side(folded[end : end + 1])
    found = ["L" + left, "R" + right, f"R{right}{shape}", "g" + "".join(map(_kind, folded[first:end])) + right]
    if start >= 2 and left not in "。,":
        found.append("L" + _side(folded[start - 2]) + left)
    if right not in "。,":
        found.append("R" + right + _side(folded[end + 1 : end + 2]))
    if any(folded[max(0, start - length) : start] in _CUES for length in range(1, LEFT + 1)):
        found.append("cue")
    usual = everyday()
    found.append("l" + usual.get(folded[start - 1 : start + 1] if start else "", ""))
    found.append("r" + usual.get(folded[end - 1 : end + 1], ""))
    if is_word(folded[max(0, start - 2) : start]):
        found.append("b-" + shape)
    if is_word(folded[end : end + 2]):
        found.append("b+" + shape)
    places = [("w-1", start - 1, start + 1), ("w-2", start - 1, start + 2), ("w-3", start - 2, start + 1)]
    places += [("w+1", end - 1, end + 1), ("w+2", end - 1, end + 2)]
    if end - start > 2:
        places.append(("w+3", end - 2, end + 1))
    found += [name for name, a, b in places if a >= 0 and b <= len(folded) and is_word(folded[a:b])]
    return found


@dataclass(frozen=True, eq=False)
class NameModel:
    """Weights of features, and log-odds of characters as surnames and in given names; see the module."""

    weights: Mapping[str, float]
    surnames: Mapping[str, float]
    given: Mapping[str, float]
    bias: float

    @classmethod
    def from_resources(cls) -> NameModel:
        """Read models/names; raise TextgovError when it is missing."""
        stored = json.loads((resource("models/names") / "weights.json").read_text(encoding="utf-8"))
        return cls(stored["weights"], stored["surnames"], stored["given"], stored["bias"])

    def odds(self, surname: str, given: str) -> tuple[float, float, float]:
        """Return the log-odds of the surname, of the first and of the last character of the given name."""
        alone = self.surnames.get(surname, UNSEEN) if surname else 0.0
        return alone, self.given.get(given[0], UNSEEN), self.given.get(given[-1], UNSEEN)

    def score(self, folded: str, candidate: Candidate) -> float:
        """Return the log-odds that ``candidate`` is a person's name; only a bound where that is hopeless."""
        start, first, end = candidate
        base = self._base(folded[start:first], folded[first:end])
        if base < HOPELESS:
            return base
        begin = max(0, start - LEFT)
        return base + self._context(folded[begin : end + RIGHT], start - begin, first - begin, end - begin)

    @lru_cache(maxsize=50_000)  # noqa: B019 - there is one model
    def _base(self, surname: str, given: str) -> float:
        weights, odds = self.weights, self.odds(surname, given)
        linear = weights["surname"] * odds[0] + weights["first"] * odds[1] + weights["last"] * odds[2]
        return self.bias + linear + sum(weights.get(name, 0.0) for name in own_features(surname, given, odds))

    @lru_cache(maxsize=50_000)  # noqa: B019 - there is one model
    def _context(self, window: str, start: int, first: int, end: int) -> float:
        return sum(self.weights.get(name, 0.0) for name in context_features(window, Candidate(start, first, end)))


@cache
def model() -> NameModel:
    """Return the model that ships."""
    return NameModel.from_resources()
