"""Programmes, brands and working methods: a coined name, in quotation marks or not, beside what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textgov.stages.names.edges import Edges
from textgov.stages.names.lexicon import HAN, any_of, words
from textgov.stages.names.places import Mention

_KINDS, _BARE_KINDS, _VERBS = (
    any_of("programme", "kinds"),
    any_of("programme", "bare_kinds"),
    any_of("programme", "verbs"),
)
_QUOTED = re.compile(r"[“「\"](?P<name>[\u4e00-\u9fffA-Za-z0-9+·・\-]{3,12})[”」\"]")
# Characters between the name and what it is called: 老漂族 融入 项目.
_KIND_AFTER = re.compile(rf"的?(?:{HAN}{{3}}融入)?(?:{_KINDS})")
_VERB_BEFORE = re.compile(rf"(?:{_VERBS}|项目名称:|案例名称:|品牌名称:)(?:了|起|出|起了|出了|以|的|是|“|好)?$")
_KIND_BEFORE = re.compile(rf"(?:{_KINDS})(?:——|-|:|是|叫)?$")
_ENDING = re.compile(f"(?:{any_of('programme', 'ending')})$")
# 12345, 党建+: figures and formulas.
_HAN_ONLY, _MIN_HAN = re.compile("[^\u4e00-\u9fff]|党建"), 2
_ENDING_BARE = re.compile(f"{any_of('programme', 'bare_ending')}")
_LONGEST_BARE = 4
# 网格化, 一站式: they say how something is done.
_MANNER = re.compile("[式化型性者族员长人]$|^(?:最|不|要|我|你|有|没|从|让|把)")
_BARE = re.compile(rf"(?P<name>[一二两三四五六七八九十]{HAN}{{3}})(?:{_BARE_KINDS})")

_NUMBERED = re.compile(
    f"[一二两三四五六七八九十]{HAN}[一二两三四五六七八九十]{HAN}$|[二两三四五六七八九十]{HAN}{HAN}{HAN}$"
)
_AMOUNT = re.compile(".[个批系项种名户家次年级]")
_BREAKS = re.compile("[的了与和在把被向对为从由及等是]|工作|治理|管理(?!$)|服务|社区|居民|建设|发展|创新|协商")


def programme_mentions(edges: Edges) -> Iterator[Mention]:
    """Yield the names of programmes where something beside them says what they are."""
    text = edges.text
    chained = False
    end = -2
    for match in _QUOTED.finditer(text):
        name = match["name"]
        before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 12]
        # “甲”“乙”等品牌: what holds of one in a row holds of the others.
        row = chained and match.start() - end <= 1
        named = bool(
            _ENDING.search(name)
            or _KIND_AFTER.match(after)
            or _VERB_BEFORE.search(before)
            or _KIND_BEFORE.search(before)
            or row
        )
        chained, end = named, match.end()
        if (
            named
            and len(_HAN_ONLY.sub("", name)) >= _MIN_HAN
            and name not in words("programme", "generic")
            and not _MANNER.search(name)
        ):
            yield _name(match)
    yield from _unquoted(edges)
    for match in _BARE.finditer(text):
        if not _BREAKS.search(match["name"]) and _coined(match["name"]):
            yield _name(match)


def _unquoted(edges: Edges) -> Iterator[Mention]:
    """Yield names that say themselves what they are: 石榴籽议事会."""
    text = edges.text
    for match in _ENDING_BARE.finditer(text):
        start, sure = edges.before(match.start(), longest=_LONGEST_BARE)
        stem = text[start : match.start()]
        if sure and len(stem) >= _MIN_HAN and not any(word in stem for word in _ordinary_words()):
            yield Mention("programme", start, match.end(), text[start : match.end()], True)


def _ordinary_words() -> frozenset[str]:
    return words("organisation", "inner") | words("organisation", "generic") | words("deeds")


def _coined(name: str) -> bool:
    """Say whether a name without quotation marks is a coinage: numbers in a row (一村一警, 四方同议)."""
    return bool(_NUMBERED.match(name)) and not _AMOUNT.match(name)


def _name(match: re.Match[str]) -> Mention:
    return Mention("programme", *match.span("name"), match["name"], True)
