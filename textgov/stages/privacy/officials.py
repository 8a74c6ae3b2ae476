"""Officials by name: 褚书记, 站长阎国平, 包村干部小郑; reported apart from other people."""

from __future__ import annotations

import re

from textgov.stages.privacy import lexicon, names, nicknames
from textgov.stages.privacy.recogniser import alternatives

TITLE = f"(?:常务)?副?(?:{alternatives(lexicon.TITLES)})"
_TITLE_HEAD = re.compile(f"(?:社区|村里|村|镇|乡|街道|县|市)?{TITLE}[: ]?")
_TITLE_TAIL = re.compile(f"{TITLE}$")
_BEFORE_TITLE = re.compile("(?:社区|村里|村|镇|乡|街道|县|市)?(?:常务)?副?$")


def official(folded: str, start: int, end: int) -> names.Judged:
    """Judge a surname or a whole name before an office (褚书记, 蔺海涛副乡长)."""
    if folded[start] in lexicon.NOT_BEFORE_TITLE:
        return None
    title = _TITLE_TAIL.search(folded, start, end)
    given = folded[start + names.surname_length(folded, start) : title.start()] if title else ""
    if given and (any(c not in lexicon.GIVEN for c in given) or names.is_word(folded[start : start + 2])):
        return None
    return names.titled(folded, start, end)


def title_then_name(folded: str, start: int, end: int) -> names.Judged:
    """Judge an office followed by a name, and take in what belongs to the office (社区副书记)."""
    head = _TITLE_HEAD.match(folded, start)
    if head is None:
        return None
    name = head.end()
    judged = nicknames.diminutive(folded, name, end) if folded[name] in "小老" else names.medium(folded, name, end)
    before = _BEFORE_TITLE.search(folded, max(0, start - 5), start)
    return None if judged is None else (before.start() if before else start, judged[1], 0.0)


def name_after_title(words: str) -> str:
    """Return the full name in an official's mention such as 站长阎国平, or ``""``."""
    head = _TITLE_HEAD.match(words)
    name = words[head.end() :] if head else ""
    return name if len(name) >= 2 and name[0] not in "小老" else ""


def title_of(words: str) -> str:
    """Return the office in an official's mention, of either order, or ``""``."""
    head = _TITLE_HEAD.match(words)
    found = head or _TITLE_TAIL.search(words)
    return found.group().rstrip(": ") if found else ""
