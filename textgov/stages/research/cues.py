"""How reports mark a name that they have made: quotation marks, and words beside it that say what it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

# One style of marks each; typed quotes are not told apart by side.
_QUOTED = re.compile(r"[“‘「『\"'](?P<name>[\u4e00-\u9fff]{2,8})[”’」』\"']")
_CHARACTERS_BEFORE = 6


@cache
def lists() -> Mapping[str, tuple[str, ...]]:
    """Return the word lists of ``discover.toml``; the table ``endings`` is under ``endings 名称 词性``."""
    data = tomllib.loads((Path(__file__).parent / "discover.toml").read_text(encoding="utf-8"))
    found = {name: tuple(words.split()) for name, words in data.items() if isinstance(words, str)}
    return found | {f"endings {name}": tuple(words.split()) for name, words in data["endings"].items()}


@dataclass(slots=True)
class Cue:
    """Of one name: ``quoted`` times in quotation marks, ``named`` times told what it is, in which documents."""

    quoted: int = 0
    named: int = 0
    documents: set[int] = field(default_factory=set)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = ("kinds", "middle", "naming", "called")
    kinds, middle, verbs, called = ("|".join(sorted(lists()[name], key=len, reverse=True)) for name in names)
    return (
        re.compile(f"(?:{middle})?(?:{kinds})"),
        re.compile(f"(?:{verbs}|{called})(?:了|起|出)?$"),
        re.compile(rf"(?:{called})(?:了|作|做|为)?(?P<name>[\u4e00-\u9fff]{{2,8}})(?=[,。;、!?,;:\s])"),
    )


def find_cues(texts: Sequence[str]) -> dict[str, Cue]:
    """Return the cues of every name of 2 to 8 Chinese characters that has one."""
    kind, verb, called = _patterns()
    cues: dict[str, Cue] = {}
    for number, text in enumerate(texts):
        for match in _QUOTED.finditer(text):
            cue = cues.setdefault(match["name"], Cue())
            cue.quoted += 1
            before = text[max(0, match.start() - _CHARACTERS_BEFORE) : match.start()]
            cue.named += bool(kind.match(text, match.end()) or verb.search(before))
            cue.documents.add(number)
        for match in called.finditer(text):
            cue = cues.setdefault(match["name"], Cue())
            cue.named += 1
            cue.documents.add(number)
    return cues
