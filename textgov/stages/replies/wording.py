"""The clauses of an answer by kind: formula, passed on, asking back, substance; and what reasons it gives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from textgov.fold import fold

_CLAUSE = re.compile(r"[^,，。:：;；!！?？\n]+")
_EDGES = " \t\u3000:：“”\"'、.·_-—()（)"
# Dates, numbers, phones and numbers of points alone say nothing.
_BARE = re.compile(r"[\d年月日:\-/.()（)〇一二三四五六七八九十、\s]*")
_KANJI = re.compile(r"[\u4e00-\u9fff0-9a-z]")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer taken apart; ``formula``, ``transfer``, ``ask`` and ``substance`` are its clauses in order."""

    text: str
    formula: tuple[str, ...]
    transfer: tuple[str, ...]
    ask: tuple[str, ...]
    substance: tuple[str, ...]

    @property
    def length(self) -> int:
        """The number of characters of substance."""
        return sum(len(clause) for clause in self.substance)


@cache
def cues() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of ``cues.toml`` by kind."""
    read = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
    return {kind: tuple(map(re.compile, patterns)) for kind, patterns in read.items()}


def taken_apart(text: str) -> Reply:
    """Return the clauses of an answer by kind. A clause with a rule or something checked is substance, however polite."""
    kinds: dict[str, list[str]] = {"formula": [], "transfer": [], "ask": [], "substance": []}
    for found in _CLAUSE.finditer(text):
        clause = found[0].strip(_EDGES)
        folded = fold(clause)
        if len(clause) < 2 or _BARE.fullmatch(folded):
            continue
        kinds[_kind(folded)].append(clause)
    return Reply(text, **{kind: tuple(clauses) for kind, clauses in kinds.items()})


def _kind(clause: str) -> str:
    for kind in ("transfer", "ask", "formula"):
        if any(pattern.search(clause) for pattern in cues()[kind]):
            return kind
    return "substance"


def first_found(kind: str, texts: tuple[str, ...]) -> list[str]:
    """Return the clauses in which a cue of the kind stands, in order."""
    return [text for text in texts if any(pattern.search(fold(text)) for pattern in cues()[kind])]


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters in ``text``, folded, punctuation and our labels left out."""
    folded = fold(re.sub(r"〔[^〕]*〕", "。", text)).lower()
    return {
        folded[at : at + 2]
        for at in range(len(folded) - 1)
        if _KANJI.fullmatch(folded[at]) and _KANJI.fullmatch(folded[at + 1])
    }
