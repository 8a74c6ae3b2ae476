"""Find the place a report is about: only names that the text itself says, by majority of its mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textgov.fold import fold
from textgov.place_names import (
    CHAIN,
    NO_NAME,
    NO_TOWN,
    PROVINCES,
    STREET,
    TITLE_PLACE,
    VISITED,
    VISITING,
    full_name,
    isolate,
)
from textgov.types import Place

Level = Literal["province", "city", "district"]

_MAX_NAME = 4
# Share of the shorter form's mentions from which the longer form is the name (曲阳路 against 阳路).
_LONGER_FORM = 0.6
_TITLE_WEIGHT = 3
# A chain that stands in no sentence with the street may be about another place; said twice it is this report's.
_MIN_FAR = 2
_LONG_KINDS = ("自治州", "自治县", "自治旗", "地区", "园区", "开发区", "新区", "示范区", "高新区")
# A chain further than this from the street's name is not in its sentence, whatever the marks say.
_SENTENCE = 120
_SENTENCE_END = re.compile(r"[。!?;\n]")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names that follow each other: 贵州省贵阳市花溪区溪北街道. ``near``: in a sentence that names the report's street."""

    province: str | None
    city: str | None
    district: str | None
    street: str | None
    near: bool
    weight: int

    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.province, self.city, self.district) if name)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A street or town: what may be its name, and 街道, 镇 or 乡.

    ``certain``: it follows a city, district or province directly; ``clear``: no more is glued to its front than a name.
    """

    name: str
    kind: str
    certain: bool
    clear: bool
    weight: int


def find_place(text: str, title: str = "", imprint: Sequence[str] = ()) -> Place | None:
    """Return province, city, district and street (or town) of a report, or None when the text names no place.

    Chains of names are read from left to right: one of the provinces, a city, a district, a street. The street is the
    one named most often, a mention in the title counting three times. Each level above it comes from the chains that
    end in this street; else from those that hold a level already found; else from those in a sentence with the street,
    in the title or the imprint; else from those said at least twice. Chains of other streets, and of places somebody travels to, do not count.
    Nothing is inferred from a gazetteer but the full names of the provinces.

    Args:
        text: the article.
        title: its title.
        imprint: lines beside the article that say who wrote it (申报单位, the signature); they count once.
    """
    head = fold(title)
    body = fold(text).replace(head, "", 1) if head else fold(text)
    lines = "\n".join(map(fold, imprint))
    whole = "\n".join((head, body, lines))
    above, within, beside = isolate(head), isolate(body), isolate(lines)
    street = _street([(above, _TITLE_WEIGHT), (within, 1), (beside, 1)])
    chains = _chains(above, whole, street, weight=_TITLE_WEIGHT, near=True)
    chains += _chains(within, whole, street, weight=1, near=False)
    chains += _chains(beside, whole, street, weight=1, near=True)
    chains = [chain for chain in chains if chain.street in (None, street) or not street]
    district = _choose("district", chains, street, ())
    city = _choose("city", chains, street, (district,))
    if city == district:
        district = None
    province = _choose("province", chains, street, (city, district))
    heading = TITLE_PLACE.match(head)
    if heading and not province and any(name and name.startswith(heading[2]) for name in (city, district)):
        province = full_name(heading[1])
    place = Place(province=province, city=city, district=district, street=street)
    return place if str(place) else None


def _choose(level: Level, chains: Sequence[_Chain], street: str | None, below: Iterable[str | None]) -> str | None:
    """Return the most frequent name of a level among the chains that are surest to be about the report's place."""
    known = {name for name in below if name}
    tiers: tuple[Callable[[_Chain], bool], ...] = (
        lambda chain: street is not None and chain.street == street,
        lambda chain: bool(known.intersection(chain.names())),
        lambda chain: chain.near,
    )
    for belongs in tiers:
        votes = _votes(level, filter(belongs, chains))
        if votes:
            return votes.most_common(1)[0][0]
    votes = _votes(level, chains)
    return next((name for name, count in votes.most_common(1) if count >= _MIN_FAR), None)


def _votes(level: Level, chains: Iterable[_Chain]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for chain in chains:
        name = getattr(chain, level)
        if name:
            votes[name] += chain.weight
    return votes


def _chains(part: str, whole: str, street: str | None, *, weight: int, near: bool) -> list[_Chain]:
    """Return the chains of at least two levels, or of one level and the street, that are not places of a visit.

    ``near``: all of the part is about the report's place; else only the sentences that name the street.
    """
    found = []
    for match in CHAIN.finditer(part):
        province, city, district, kind = (match[name] for name in ("province", "city", "district", "street"))
        if not (province or city or district):
            continue
        if kind and NO_NAME.fullmatch(kind.rstrip("街道镇乡")):
            kind = None
        own = bool(kind and street and kind.endswith(street))
        visited = VISITING.search(part[: match.start()].rstrip()[-1:]) or VISITED.match(part, match.end())
        if visited and not own:
            continue
        begins = match.start() == 0 or not "\u4e00" <= part[match.start() - 1] <= "\u9fff"
        if not province and not begins:
            city = _unit(city, whole) if city else None
            district = _unit(district, whole) if district and not city else district
        levels = sum(map(bool, (province, city, district, kind)))
        if levels < 2 and province not in PROVINCES:
            continue
        beside = near or (street is not None and street in _sentence(part, match.start()))
        found.append(_Chain(full_name(province), city, district, street if own else kind, beside, weight))
    return found


def _sentence(text: str, at: int) -> str:
    before = _SENTENCE_END.split(text[max(0, at - _SENTENCE) : at])[-1]
    return before + _SENTENCE_END.split(text[at : at + _SENTENCE], maxsplit=1)[0]


def _unit(name: str, text: str) -> str:
    """Return a city or district without words glued to its front: the longest form that most of its mentions share."""
    if len(name) <= 3 or name.endswith(_LONG_KINDS):
        return name
    forms = [name[start:] for start in range(len(name) - 2)]
    fewest = text.count(forms[-1])
    shared = (f for f in forms if len(f) <= _MAX_NAME + 1 and text.count(f) >= _LONGER_FORM * fewest)
    return next(shared, forms[-1])


def _street(parts: Sequence[tuple[str, int]]) -> str | None:
    """Return the most frequent street, town or township; a single mention needs a clear beginning."""
    mentions = [mention for part, weight in parts for mention in _mentions(part, weight)]
    certain = {mention.name + mention.kind for mention in mentions if mention.certain}
    sizes = range(2, _MAX_NAME + 1)
    suffixes = Counter(m.name[-size:] + m.kind for m in mentions for size in sizes if size <= len(m.name))
    votes: Counter[str] = Counter()
    clear: Counter[str] = Counter()
    order: dict[str, int] = {}
    for mention in mentions:
        whole = mention.name + mention.kind
        known = max((form for form in certain if whole.endswith(form)), key=len, default=None)
        chosen = known or _shared(mention.name, mention.kind, suffixes)
        votes[chosen] += mention.weight
        clear[chosen] += mention.certain or mention.clear
        order.setdefault(chosen, len(order))
    ranked = sorted(votes, key=lambda name: (-votes[name], -clear[name], order[name]))
    return next((name for name in ranked if votes[name] > 1 or clear[name]), None)


def _mentions(part: str, weight: int) -> list[_Mention]:
    """Return every street or town of an isolated text, with at most the fourteen characters before its kind."""
    found = []
    for match in STREET.finditer(part):
        left = match[1]
        before = next((m for m in CHAIN.finditer(left + match[2]) if m["street"]), None)
        above = before is not None and bool(before["province"] or before["city"] or before["district"])
        name = before["street"][: -len(match[2])] if before and above else left
        clear = above or len(left) <= _MAX_NAME
        if len(name) >= 2 and not NO_NAME.fullmatch(name) and not NO_TOWN[match[2]].fullmatch(name):
            found.append(_Mention(name, match[2], above, clear, weight))
    return found


def _shared(name: str, kind: str, counts: Counter[str]) -> str:
    """Return the form of a name that most of its mentions share: words in front of it change, the name does not."""
    chosen = name[-2:]
    for size in range(3, min(len(name), _MAX_NAME) + 1):
        if counts[name[-size:] + kind] >= _LONGER_FORM * counts[name[-2:] + kind] and (
            size == len(name) or counts[name[-size:] + kind] > 1
        ):
            chosen = name[-size:]
    return chosen + kind
