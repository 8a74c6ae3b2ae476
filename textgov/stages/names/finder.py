"""All names of one text: the rules' finds, freed of overlaps, then their short forms and other mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from textgov.fold import fold
from textgov.stages.names.edges import Edges, is_word
from textgov.stages.names.organisations import organisation_mentions
from textgov.stages.names.places import Mention, place_mentions
from textgov.stages.names.programmes import programme_mentions
from textgov.types import Name, NameSummary, NameType, Segmentation, Span

# In the order in which they claim a short form that two names share.
_PLACES: tuple[NameType, ...] = ("street", "town", "village", "community", "compound")
_SIGN = re.compile("(?:街道|[镇乡村屯]|社区|小区|嘎查|苏木)$")
_MIN_STEM, _MIN_STEM_PLAIN = 2, 3
_SHORT_FOR = re.compile(r"\((?:以下|下)?(?:简称|称)[:为]?[“\"]?(?P<short>[\u4e00-\u9fff]{2,8})[”\"]?\)")
# Behind a short form these make it another name: 柳林路, 汤浦河.
_OTHER_NAME = re.compile("[路街巷弄桥河江湖山站港区县市省镇乡村]|小学|中学|大学|医院|社区|街道|小区|花园|新村|公司")


def find_names(text: str, segmentation: Segmentation) -> tuple[Name, ...]:
    """Return the names of streets, towns, communities, villages, compounds, bodies and programmes in ``text``.

    Names are disjoint and in order; of overlapping ones the longest is taken. ``canonical`` is the full form: a name
    that something certain introduces once is found everywhere in the text, its short form included (八坼 for 八坼街道)
    unless that is an ordinary word. ``segmentation`` is that of ``text``, with parts of speech.
    """
    folded = fold(text)
    edges = Edges(folded, segmentation.tokens)
    places = place_mentions(edges)
    mentions = [*places, *organisation_mentions(edges, places), *programme_mentions(edges)]
    kept = _disjoint(mentions)
    kept = _disjoint([*kept, *_again(folded, kept)])
    kept = _disjoint([*kept, *_short_forms(folded, [*kept, *places], edges)], prefer=kept)
    return tuple(
        Name(text[one.start : one.end], one.type, one.start, one.end, _canonical(text, folded, one)) for one in kept
    )


def summarise(names: Iterable[Name]) -> tuple[NameSummary, ...]:
    """Return one entry a name, the most frequent first: its type, mentions and other forms."""
    groups: dict[tuple[str, NameType], list[Name]] = {}
    for name in names:
        groups.setdefault((name.canonical, name.type), []).append(name)
    found = [
        NameSummary(
            name=canonical,
            type=kind,
            mentions=tuple(Span(one.start, one.end) for one in group),
            aliases=tuple(dict.fromkeys(one.text for one in group if one.text != canonical)),
        )
        for (canonical, kind), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.mentions[0])))


def _canonical(text: str, folded: str, mention: Mention) -> str:
    """Return the full form as the text writes it."""
    if folded[mention.start : mention.end] == mention.canonical:
        return text[mention.start : mention.end]
    at = folded.find(mention.canonical)
    return text[at : at + len(mention.canonical)] if at >= 0 else mention.canonical


def _disjoint(mentions: Iterable[Mention], prefer: Sequence[Mention] = ()) -> list[Mention]:
    """Return the longest of mentions that overlap; those to ``prefer`` stay in any case."""
    taken: list[Mention] = []
    starts: list[int] = []
    first = set(prefer)
    for mention in sorted(mentions, key=lambda one: (one not in first, one.start - one.end, one.start)):
        at = bisect_left(starts, mention.start)
        free_left = at == 0 or taken[at - 1].end <= mention.start
        free_right = at == len(taken) or taken[at].start >= mention.end
        if free_left and free_right:
            taken.insert(at, mention)
            starts.insert(at, mention.start)
    return taken


def _again(folded: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield every other mention of the programmes and bodies that are known by now."""
    for canonical, kind in dict.fromkeys((one.canonical, one.type) for one in known):
        if kind in ("programme", "organisation") and len(canonical) > 2:
            for start, end in _occurrences(folded, canonical):
                yield Mention(kind, start, end, canonical, True)


def _occurrences(text: str, piece: str) -> Iterator[tuple[int, int]]:
    start = text.find(piece)
    while start >= 0:
        yield start, start + len(piece)
        start = text.find(piece, start + len(piece))


def _short_forms(folded: str, known: Sequence[Mention], edges: Edges) -> Iterator[Mention]:
    """Yield the short forms of places (八坼 for 八坼街道) and those that the text declares (以下简称…)."""
    votes = Counter((one.canonical, one.type) for one in known if one.type in _PLACES)
    stems: dict[str, tuple[int, int, str, NameType]] = {}
    for (canonical, kind), count in votes.items():
        stem = _SIGN.sub("", canonical)
        if stem != canonical and len(stem) >= _MIN_STEM and (len(stem) >= _MIN_STEM_PLAIN or _telling(stem, edges)):
            claim = (count, -_PLACES.index(kind), canonical, kind)
            stems[stem] = max(stems.get(stem, claim), claim)
    for stem, (_, _, canonical, kind) in stems.items():
        for start, end in _occurrences(folded, stem):
            if _is_short_form(folded, edges, start, end):
                yield Mention(kind, start, end, canonical, True)
    for one in known:
        declared = _SHORT_FOR.match(folded, one.end)
        if declared:
            for start, end in _occurrences(folded, declared["short"]):
                yield Mention(one.type, start, end, one.canonical, True)


def _telling(stem: str, edges: Edges) -> bool:
    """Say whether a stem is no ordinary word (幸福, 光明), which would be found where no place is meant."""
    return not is_word(stem) or edges.proper(stem)


def _is_short_form(folded: str, edges: Edges, start: int, end: int) -> bool:
    if _OTHER_NAME.match(folded, end):
        return False
    token = edges.tokens[edges.token_at(start)]
    return not (token.start <= start and end <= token.end and end - start < len(token.text) and is_word(token.text))
