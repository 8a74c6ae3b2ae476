"""Find the place a report is about: only names that the text itself says, by majority of its mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textgov.fold import fold
from textgov.types import Place

_PROVINCES = tuple(
    re.findall(
        r"\S+",
        "河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 四川省 贵州省 云南省"
        " 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区 北京市 天津市 上海市 重庆市"
        " 香港特别行政区 澳门特别行政区",
    )
)
_SHORT = {re.sub("省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区", "", name): name for name in _PROVINCES}
_FULL = "|".join(_PROVINCES)
# A short name counts before a city only: 江苏苏州市, but not 吉林市.
_PROVINCE = rf"(?P<province>{_FULL}|(?:{'|'.join(_SHORT)})(?![省市]|自治|特别))"
_HAN = "[\u4e00-\u9fff]"
_CHAIN = re.compile(
    rf"{_PROVINCE}?(?P<city>{_HAN}{{2,8}}?(?:市|自治州|盟|地区))?(?P<district>{_HAN}{{2,10}}?(?:自治县|自治旗|[区县旗市]))?$"
)
_UNLINKED = re.compile(
    rf"{_PROVINCE}(?P<city>{_HAN}{{2,4}}?(?:市|州))?(?P<district>{_HAN}{{2,4}}?[区县])?"
    rf"|(?P<city2>{_HAN}{{2,4}}?市)(?P<district2>{_HAN}{{2,4}}?[区县])"
)
# Words that stand before a place and are not part of its name.
_BEFORE = re.compile(
    "位于|来到|走进|走访|坐落于|座落于|地处|隶属于?|属于|来自|前往|奔赴|近年来|今年|去年|目前|近日|日前|如今|同时|其中|通过|围绕|根据|按照|作为|关于|推动"
    "|[在由从到向对与及跟以为是将把让被经据于至的了着过给赴驻]|(?<!呼)和"
)
_STREET = re.compile(rf"({_HAN}{{1,14}})(街道|镇|乡)(?!{_HAN}?(?:愁|村振兴|贤|亲|音|土|情|间|邻))")
# What stands before 街道, 镇 or 乡 without being a name: quantities, kinds, verbs; and the words 城镇, 乡镇, 家乡, 返乡 …
_NO_NAME = re.compile(
    ".*(?:各|全|该|本|我|每|个|多|制|社区|试点|兄弟|相关|有关|所在|其他|周边|上级|基层|文明|特色|部分|所属|示范|相邻|主要|沿线|商业|传统"
    "|推动|推进|指导|引导|要求|组织|协调|督促|带动|支持|联合|帮助|促进|形成|建立|实现|联动|鼓励|发动|邀请|反映|服务|深化|加强|创新|探索|赋予)"
)
_NO_TOWN = {
    "街道": re.compile("两|乡镇"),
    "镇": re.compile(".*[城乡村集市小古名强重]"),
    "乡": re.compile(".*[城家故老下返回水他同入]"),
}
_MAX_NAME = 4
# Share of the shorter form's mentions from which the longer form is the name (曲阳路 against 阳路).
_LONGER_FORM = 0.6
_TITLE_WEIGHT = 3
_MIN_UNLINKED = 2


def find_place(text: str, title: str = "") -> Place | None:
    """Return province, city, district and street (or town) of a report, or None when the text names no place.

    The street is the one named most often, a mention in the title counting three times; the levels above it are read
    from its own mentions (贵州省贵阳市花溪区溪北街道). Levels that are never named with it come from other mentions only if
    the title or two places of the text agree. Nothing is inferred from a gazetteer.
    """
    body, head = fold(text), fold(title)
    weighted = "\n".join([head] * _TITLE_WEIGHT + [body.replace(head, "", 1) if head else body])
    street = _street(weighted)
    votes: dict[str, Counter[str]] = {level: Counter() for level in ("province", "city", "district")}
    if street:
        for match in re.finditer(re.escape(street), weighted):
            _vote(votes, _left(weighted, match.start()), weighted)
    if not votes["city"] and not votes["province"]:
        _vote_unlinked(votes, weighted, linked_district=bool(votes["district"]))
    found = {level: counter.most_common(1)[0][0] if counter else None for level, counter in votes.items()}
    if found["province"] == found["city"]:
        found["city"] = None
    place = Place(province=found["province"], city=found["city"], district=found["district"], street=street)
    return place if str(place) else None


def _full_name(province: str) -> str:
    return str(_SHORT.get(province, province))


def _cut(left: str) -> str:
    """Drop what stands before a place name: the text up to the last word that cannot belong to it."""
    cut = 0
    for match in _BEFORE.finditer(left):
        # 和平区, 于都县: with fewer than two characters up to the next 市 区 县 the word is part of a name.
        if not re.match(rf"{_HAN}?[市区县旗]", left[match.end() :]) and len(left) - match.end() >= 2:
            cut = match.end()
    return left[cut:]


def _left(text: str, end: int) -> str:
    match = re.search(rf"{_HAN}*$", text[max(0, end - 30) : end])
    return _cut(match[0]) if match else ""


def _street(text: str) -> str | None:
    """Return the most frequent street, town or township; one mention needs a clear beginning."""
    mentions = list(_mentions(text))
    sizes = range(2, _MAX_NAME + 1)
    suffixes = Counter(name[-size:] + kind for name, kind, _ in mentions for size in sizes if size <= len(name))
    votes: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    for name, kind, clear in mentions:
        chosen = _shortest(name, kind, suffixes)
        votes[chosen] += 1
        linked[chosen] += clear
    ranked = sorted(votes, key=lambda name: (-votes[name], -linked[name], text.find(name)))
    return next((name for name in ranked if votes[name] >= _MIN_UNLINKED or linked[name]), None)


def _mentions(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (name without kind, kind, whether it begins after 市 区 县 or a punctuation mark) of every street or town."""
    for match in _STREET.finditer(text):
        left = _cut(match[1])
        clear = left == match[1] and len(left) <= _MAX_NAME
        unit = max((left.rfind(sign) for sign in "省市区县旗州"), default=-1)
        name = left[unit + 1 :]
        if len(name) >= 2 and not _NO_NAME.fullmatch(name) and not _NO_TOWN[match[2]].fullmatch(name):
            yield name, match[2], unit >= 0 or clear


def _shortest(name: str, kind: str, counts: Counter[str]) -> str:
    """Return the form of a name that most of its mentions share: words in front of it change, the name does not."""
    chosen = name[-2:]
    for size in range(3, min(len(name), _MAX_NAME) + 1):
        if counts[name[-size:] + kind] >= _LONGER_FORM * counts[name[-2:] + kind] and (
            size == len(name) or counts[name[-size:] + kind] > 1
        ):
            chosen = name[-size:]
    return chosen + kind


def _unit(name: str, text: str) -> str:
    """Return a city or district without words glued to its front, by the same majority."""
    if len(name) <= 3 or name.endswith(("自治州", "自治县", "地区", "园区", "开发区", "新区", "示范区", "高新区")):
        return name
    forms = [name[start:] for start in range(len(name) - 2)]
    fewest = text.count(forms[-1])
    shared = (f for f in forms if len(f) <= _MAX_NAME + 1 and text.count(f) >= _LONGER_FORM * fewest)
    return next(shared, forms[-1])


def _vote(votes: dict[str, Counter[str]], chain: str, text: str) -> None:
    match = next((m for start in range(len(chain)) if (m := _CHAIN.match(chain, start)) and m[0]), None)
    if not match:
        return
    if match["province"]:
        votes["province"][_full_name(match["province"])] += 1
    if match["city"]:
        city = _unit(match["city"], text)
        votes["province" if city in _PROVINCES else "city"][city] += 1
    if match["district"]:
        votes["district"][_unit(match["district"], text)] += 1


def _vote_unlinked(votes: dict[str, Counter[str]], text: str, *, linked_district: bool) -> None:
    mentions: dict[str, Counter[str]] = {level: Counter() for level in votes}
    for match in _UNLINKED.finditer(text):
        province, city = match["province"], match["city"] or match["city2"]
        district = match["district"] or match["district2"]
        if province and (province in _PROVINCES or city):
            mentions["province"][_full_name(province)] += 1
        if city:
            name = _unit(_cut(city), text)
            mentions["province" if name in _PROVINCES else "city"][name] += 1
        if district and not linked_district:
            mentions["district"][_unit(district, text)] += 1
    for level, counter in mentions.items():
        for name, count in counter.most_common(1):
            if count >= _MIN_UNLINKED:
                votes[level][name] = count
