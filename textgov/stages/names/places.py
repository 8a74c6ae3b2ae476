"""Streets, towns, communities, villages and compounds: a sign of the kind, and before it a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from textgov.place_names import NO_TOWN
from textgov.stages.names.edges import Edges
from textgov.stages.names.lexicon import HAN, any_of, endings, words
from textgov.types import NameType

_LONGEST = 4
_TWINS = frozenset("东西南北中新老大小上下前后里外")
# Names in other languages of the country are longer: 喀拉苏村, 阿克塔什乡.
_LONGEST_SPELLED = 6
_STRONG, _WEAK = any_of("compound", "strong"), any_of("compound", "weak")
# 乡愁, 乡贤, 街乡, 镇江市: no town ends there.
_TOWN = "(?<!街)乡(?![愁贤亲音土情间邻镇里风下]|村振兴)|(?<!坐)镇(?!(?:江|远|康|宁|平|原|坪|安|巴|沅|雄|赉)[市县]|海区|[区域级里民政静定痛压流])"
_SIGNS = re.compile(
    rf"(?=[{''.join(sorted({word[0] for key in ('strong', 'weak') for word in words('compound', key)}))}街乡镇苏社村嘎屯寨])(?:(?P<street>街道)|(?P<town>{_TOWN}|苏木)|(?P<community>社区)"
    r"|(?P<village>村(?![民落庄镇规史务居级寨口头里庙改两]|委(?!会|员)|史馆|容|[道官部小]|小区|社区)|嘎查|屯(?![里垦积粮])|(?<="
    + HAN
    + HAN
    + r")寨(?![子里]))"
    rf"|(?P<compound>(?:{_WEAK})?(?:{_STRONG})|{_WEAK}))"
)
# 柳林、桂花、东塘三个社区: the sign stands once, behind the number.
_COUNT = re.compile(
    r"等?(?:这)?(?:\d+|[一二两三四五六七八九十百]+)个?(?:试点|老旧|新建|示范|安置|城市|农村|行政|自然|动迁|商品房|售后公房|开放式|无物业|居民|高层"
    r"|拆迁|回迁){0,2}(?P<sign>街道|社区|小区|村(?!民)|乡镇|镇|乡)"
)
_ITEMS = re.compile(rf"{HAN}{{2,12}}(?:、{HAN}{{2,8}})*[、和及与]{HAN}{{2,8}}$")
# Items of a row are looked for in this many characters.
_LONGEST_ROW = 80
_SIGN_TYPES: dict[str, NameType] = {
    "街道": "street", "社区": "community", "小区": "compound", "村": "village", "乡镇": "town", "镇": "town", "乡": "town",
}  # fmt: skip
_RESIDENCE = re.compile(
    rf"(?:住在|家住|入住|搬进|搬到|搬入)(?P<name>{HAN}{{3,6}}?(?=\d+(?:幢|栋|号楼|座|单元))|{HAN}{{2,4}}[里苑湾园庭府居坊郡](?=[的，,。、]))"
)
_ROW_OF_LANES = re.compile(rf"(?:{HAN}{{2,3}}里、)+{HAN}{{2,3}}里(?=[等都和,，。])")
_ROW = ("、", "和", "与", "及", "以及")
_MIN_LENGTH = 3
_OWNERS = re.compile(
    "的?业主(?![大代论])|业委会|[一二三四五六七]期(?=[的、，,。业也和有])|(?<=里)(?:、|小区|居民楼|的居民)"
)
_KINDS: tuple[NameType, ...] = ("street", "town", "community", "village", "compound")


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible name: ``[start, end)`` of the folded text; ``sure`` says that something certain stands before it."""

    type: NameType
    start: int
    end: int
    canonical: str
    sure: bool


def place_mentions(edges: Edges) -> list[Mention]:
    """Return the places of a text, disjoint and in order, each beginning settled by all its mentions."""
    text = edges.text
    counted = list(_counted(edges))
    found = _settled(
        _freed([mention for match in _SIGNS.finditer(text) if (mention := _mention(edges, match))], edges), text
    )
    found = _believed(found, edges)
    known = {mention.canonical for mention in found}
    counted = [_with_known_sign(mention, known) for mention in counted]
    found += [mention for mention in counted if not any(_overlap(mention, other) for other in found)]
    for mention in _lived_in(edges):
        if not any(_overlap(mention, other) for other in found):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


@cache
def _generic_endings(kind: NameType) -> tuple[str, ...]:
    # A kind's words of one character (山村, 古镇) would leave a name of none.
    return (*endings("generic", "all"), *(word for word in endings("generic", kind) if len(word) > 1))


def _freed(found: Sequence[Mention], edges: Edges) -> list[Mention]:
    """Cut off what the place before already holds: 土楼乡|承启村, where the segmenter has 乡承启村."""
    freed: list[Mention] = []
    for mention in found:
        end = freed[-1].end if freed else 0
        if mention.start < end <= mention.end - _MIN_LENGTH:
            start = edges.trimmed(end, mention.end - 1)
            mention = replace(mention, start=start, canonical=edges.text[start : mention.end], sure=True)
        freed.append(mention)
    return freed


def _believed(found: Sequence[Mention], edges: Edges) -> list[Mention]:
    """Leave out what is only an ordinary word before 社区 (动员社区), unless its place in the text says it is a name.

    That is behind the place above it, in a row of places, behind a word such as 在 or 走进, or, for a noun, at the
    beginning of a clause; once is enough.
    """
    sure = set()
    for before, mention, after in zip([None, *found], found, [*found[1:], None], strict=False):
        above = before is not None and edges.text[before.end : mention.start] in ("", "的")
        row = any(
            other is not None and other.type == mention.type and edges.text[left:right] in _ROW
            for other, left, right in (
                (before, before.end if before else 0, mention.start),
                (after, mention.end, after.start if after else 0),
            )
        )
        sign = _SIGNS.search(edges.text, mention.start + 1, mention.end)
        stem_end = sign.start() if sign else mention.end
        ordinary = edges.ordinary(mention.start, stem_end)
        clear = mention.sure if mention.type in ("village", "town") else edges.begins_clause(mention.start)
        noun = clear and edges.nominal(mention.start, stem_end)
        street = mention.type == "street" and mention.sure
        if above or row or street or noun or not ordinary or edges.introduced(mention.start):
            sure.add(mention.canonical)
    return [mention for mention in found if mention.canonical in sure]


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _with_known_sign(mention: Mention, known: Iterable[str]) -> Mention:
    """Prefer the name that the text gives in full elsewhere."""
    stem = mention.canonical
    return next((replace(mention, canonical=name) for name in sorted(known) if name.startswith(stem)), mention)


def _mention(edges: Edges, match: re.Match[str]) -> Mention | None:
    kind = next(name for name in _KINDS if match[name])
    text, sign = edges.text, match.start()
    start, sure = edges.before(sign, longest=_LONGEST_SPELLED, sign=len(match[0]))
    if start == sign and kind in ("street", "town"):
        start = edges.recurrent(sign, match[0])
    stem = text[start:sign]
    # “熟人社区”: a notion.
    if text[start - 1 : start] == "“" and text[match.end() : match.end() + 1] == "”" and kind != "street":
        return None
    if len(stem) < 2 or not _may_be_name(kind, stem):
        return None
    # 花园 and 家园 are words of their own; a name before them is short and begins clearly.
    weak = kind == "compound" and not match[0].endswith(endings("compound", "strong"))
    if weak and not (sure and len(stem) <= _LONGEST and _stands_alone(text, match.end())):
        return None
    return Mention(kind, start, match.end(), text[start : match.end()], sure)


def _stands_alone(text: str, end: int) -> bool:
    """Say whether a compound's sign ends there, not in the middle of a word: 花园式, 公寓楼, 文苑路."""
    return not re.match("[式化楼型路街道镇乡村区市县站店里校桥]|社区|(?:小|中)学|物业(?=费)", text[end : end + 2])


def _may_be_name(kind: NameType, stem: str) -> bool:
    if kind == "community" and stem.endswith("村") and not stem.endswith("新村") and len(stem) < _LONGEST:
        return False
    if stem in words("usual"):
        return True
    if (kind == "town" and NO_TOWN["镇"].fullmatch(stem)) or (kind == "village" and stem[-1] in "乡农村"):
        return False
    return not stem.endswith(_generic_endings(kind))


def _settled(found: Sequence[Mention], text: str) -> list[Mention]:
    """Give mentions of one place the same beginning: that of the form most mentions have, among sure ones."""
    votes = Counter(mention.canonical for mention in found if mention.sure)
    settled: list[Mention] = []
    for mention in found:
        forms = [
            form for form in votes
            if text.endswith(form, 0, mention.end) and len(form) <= mention.end - mention.start
        ]  # fmt: skip
        best = _best(forms, votes)
        if best is None and mention.end - mention.start > _LONGEST + 2:
            continue
        best = best or mention.canonical
        start = mention.end - len(best)
        if settled and start < settled[-1].end:
            continue
        settled.append(replace(mention, start=start, canonical=best))
    return settled


def _best(forms: Sequence[str], votes: Counter[str]) -> str | None:
    """Return the form with most votes; of equal ones the shorter, unless 东, 新 … tell two places apart."""
    best = max(forms, key=lambda form: (votes[form], -len(form)), default=None)
    longer = [form for form in forms if best and form.endswith(best) and form[: -len(best)] in _TWINS]
    return longer[0] if longer else best


def _lived_in(edges: Edges) -> Iterator[Mention]:
    """Yield compounds whose names have no sign: 住在荷塘月色3幢, 碧水湾三期, 桂语江南的业主."""
    text = edges.text
    for match in _RESIDENCE.finditer(text):
        yield Mention("compound", *match.span("name"), match["name"], True)
    for row in _ROW_OF_LANES.finditer(text):
        for match in re.finditer(f"{HAN}+", row[0]):
            start, _ = edges.before(row.start() + match.end(), longest=_LONGEST)
            yield Mention("compound", start, row.start() + match.end(), text[start : row.start() + match.end()], True)
    for match in _OWNERS.finditer(text):
        end = match.start()
        start, sure = edges.before(end, longest=_LONGEST + 1)
        named = sure and end - start >= _MIN_LENGTH and not edges.ordinary(start, end)
        if named and _may_be_name("compound", text[start:end]) and not _SIGNS.search(text, start, end):
            yield Mention("compound", start, end, text[start:end], True)


def _counted(edges: Edges) -> Iterator[Mention]:
    """Yield the items of 柳林、桂花、东塘三个社区 that lack the sign."""
    for match in _COUNT.finditer(edges.text):
        row = _ITEMS.search(edges.text[max(0, match.start() - _LONGEST_ROW) : match.start()])
        if not row:
            continue
        kind = _SIGN_TYPES[match["sign"]]
        sign = "镇" if match["sign"] == "乡镇" else match["sign"]
        place = match.start() - len(row[0])
        for number, item in enumerate(re.split("[、和及与]", row[0])):
            start, end = place, place + len(item)
            place = end + 1
            if number == 0:
                start, _ = edges.before(end, longest=_LONGEST_SPELLED)
            stem = edges.text[start:end]
            if 2 <= len(stem) <= _LONGEST_SPELLED and _may_be_name(kind, stem) and not _SIGNS.search(stem):
                whole = kind == "compound" and stem.endswith(("区", *endings("compound", "weak")))
                yield Mention(kind, start, end, stem if whole else stem + sign, True)
