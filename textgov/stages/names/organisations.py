"""Bodies that are named: a level of administration with its office, a place with its body, a name with 公司 or 协会."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from textgov.stages.names.edges import Edges
from textgov.stages.names.lexicon import HAN, any_of, words
from textgov.stages.names.places import Mention

_LONGEST, _LONGEST_MIDDLE, _LONGEST_REGION = 16, 12, 4
_DEPARTMENTS = any_of("organisation", "departments")
_OFFICE = (
    rf"委(?:{_DEPARTMENTS}|(?:政法|农|编|教工)委?(?!员)|(?![员托派婉屈员]))(?:{HAN}{{0,3}}办公室)?"
    rf"|(?:{any_of('organisation', 'of_level')})"
    rf"|{HAN}{{2,12}}?(?:局|厅|委员会)(?!{HAN}?(?:面|势|限|长))(?:{HAN}{{2,4}}分局)?"
    rf"|{HAN}{{2,8}}?(?:协会|学会|联合会|基金会|研究会|研究院|医院|广播电视台|融媒体中心)"
)
_LEVEL = re.compile(any_of("organisation", "levels"))
_JOINED = re.compile(any_of("joined", "words"))
_OF_LEVEL = re.compile(rf"(?P<level>{any_of('organisation', 'levels')})(?:{_OFFICE})")
_ENDS = any_of("organisation", "ends")
# The first characters let the pattern skip most of a text.
_TAIL = re.compile(
    rf"(?=[{''.join(sorted({end[0] for end in words('organisation', 'ends')}))}物])(?:物业(?![\u4e00-\u9fff])|{_ENDS})+(?![\u4e00-\u9fff]?化|生)"
)
_OF_PLACE = re.compile(
    rf"(?P<middle>{HAN}{{0,{_LONGEST_MIDDLE}}}?)(?:{_ENDS}|{any_of('organisation', 'of_level')}|{any_of('organisation', 'of_place')})(?:{_ENDS})*"
)
# What opens no name of a body, whatever it is called: 实施|社区党支部.
_ORDINARY = ("v", "a", "d", "b", "p", "c", "m", "r")
# 格局, 布局: no office. 社区, 小区: no level.
_NO_OFFICE = re.compile("(?:格|布|大|全|结|开|僵|当|变|破|时|客|餐|大|议事|便民|服务)(?:局|厅)$")
_NO_LEVEL = re.compile("[社小园辖片景校库院厂街各全]区$|[全各本我]$")
# Verbs and particles that end a name's middle: 柳林社区|成立了居委会.
_NO_MIDDLE = re.compile(
    "[的了与和在把被向对为从由及等是有让请到]|成立|召开|组织(?!部|孵化)|引导|建立|设立|邀请|推动|通过|培育|引入|选举|发动|村民(?!委员)|同"
)


def organisation_mentions(edges: Edges, places: Sequence[Mention]) -> Iterator[Mention]:
    """Yield every body that is named; they may overlap, the longest is to be taken."""
    yield from _of_level(edges, places)
    yield from _of_place(edges, places)
    yield from _by_name(edges)


def _of_level(edges: Edges, places: Sequence[Mention]) -> Iterator[Mention]:
    """区民政局, 镇人大, 云溪区民政局: one level, with its name where it has one."""
    text = edges.text
    begins = {place.end: place.start for place in places}
    for sign in _LEVEL.finditer(text):
        match = _OF_LEVEL.match(text, sign.start())
        if not match or _NO_OFFICE.search(match[0]):
            continue
        level_end = match.end("level")
        if _NO_MIDDLE.search(_JOINED.sub("", text[level_end : match.end()])):
            continue
        if _NO_LEVEL.search(text[max(0, level_end - 2) : level_end]):
            continue
        start = begins.get(level_end)
        if start is None:
            before, sure = edges.before(match.start(), longest=_LONGEST_REGION)
            named = sure and match.start() - before >= 2 and match["level"] in ("省", "市", "区", "县", "旗", "州")
            start = before if named else match.start()
        yield _body(text, start, match.end())


def _of_place(edges: Edges, places: Sequence[Mention]) -> Iterator[Mention]:
    """柳林社区居委会, 大岙镇乡贤联谊会."""
    text = edges.text
    for place in places:
        match = _OF_PLACE.match(text, place.end)
        if (
            match
            and not _NO_MIDDLE.search(_JOINED.sub("", match["middle"]))
            and _noun_phrase(edges, *match.span("middle"))
        ):
            yield _body(text, place.start, match.end())


def _noun_phrase(edges: Edges, start: int, end: int) -> bool:
    """Say whether no verb stands between a place and what ends like a body of it."""
    inner = words("organisation", "inner")
    number = edges.token_at(start)
    while number < len(edges.tokens) and edges.tokens[number].start < end:
        token = edges.tokens[number]
        joined = _JOINED.match(edges.text, token.start)
        if (
            token.start >= start
            and not joined
            and token.pos.startswith(("v", "p", "d", "u", "c", "r"))
            and token.text not in inner
        ):
            return len(token.text) == 1 and token.pos == "v"
        number += 1
    return True


def _by_name(edges: Edges) -> Iterator[Mention]:
    """苏禾社会工作服务中心: a name of its own before what ends like a body."""
    text, inner = edges.text, words("organisation", "inner") | words("organisation", "ends")
    for match in _TAIL.finditer(text):
        start, _ = edges.before(match.start(), longest=_LONGEST, inner=inner)
        start = _first_proper(edges, start, match.start())
        proper = _proper(edges, start, match.start())
        if proper and _believed(edges, start):
            yield _body(text, start, match.end())


def _believed(edges: Edges, start: int) -> bool:
    """Say whether the first word is no ordinary one, or stands where a name may: behind 由, at a clause's beginning."""
    end = edges.tokens[edges.token_at(start)].end
    if edges.introduced(start) or not edges.ordinary(start, end):
        return True
    return edges.begins_clause(start) and edges.nominal(start, end)


@cache
def _generic_words() -> re.Pattern[str]:
    return re.compile("|".join(sorted((word for word in _generic() if len(word) > 1), key=len, reverse=True)))


@cache
def _generic() -> frozenset[str]:
    return words("organisation", "inner") | words("organisation", "generic") | words("organisation", "ends")


def _first_proper(edges: Edges, start: int, end: int) -> int:
    """Return where the name begins once verbs, adjectives and mere kinds before it are left out; ``end``: nowhere."""
    number = edges.token_at(start)
    while start < end:
        token = edges.tokens[number]
        ordinary = len(token.text) > 1 and token.pos.startswith(_ORDINARY)
        if not ordinary and token.text not in _generic():
            return start
        number += 1
        start = token.end
    return end


def _proper(edges: Edges, start: int, end: int) -> bool:
    """Say whether a name of its own stands there, not only what kind of body it is."""
    text = _generic_words().sub("", edges.text[start:end])
    return len(text) >= 2


def _body(text: str, start: int, end: int) -> Mention:
    return Mention("organisation", start, end, text[start:end], True)
