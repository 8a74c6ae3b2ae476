"""Names that stand in running text without any cue: 刚才被石德旺家的狗咬了, 我和刘长根吵了一架.

A surname and two characters of given names are weighed: how much the characters look like a name, what stands on
either side, and whether the dictionary explains them otherwise. The weights were set on invented sentences and checked
by reading what they find in letters.
"""

from __future__ import annotations

from textgov.stages.privacy import lexicon, names

_GIVEN = lexicon.TYPICAL | lexicon.GIVEN
GIVEN = "".join(sorted(_GIVEN))
# These begin a given name only before a typical character (彭二柱, 熊家宝).
FIRST = "二三四五六家小少大"
# Places end with these more often than names do.
_PLACE_LAST = frozenset("镇河湖州庄塘府庭溪岛湾堂岭城场和大实有来家")
# What may stand right before and after a name in a sentence.
_BEFORE = frozenset(
    "报给了找是和跟把被让向叫由对与及的打骂欠告诉到问替请道月天年日说过为管帮见人长监者员名夫妻友工以前后怕惹亲上下家么有早晚"
    "去经儿伯叔料"
    ',。;:!?、\n "“(*'
)
_AFTER = frozenset(
    "把被和跟的说讲在家是也就都又给让叫偷占欠骂打收拿开养盖修他她要不从去今昨前两那这没还对向吵带仗霸瘫怀摔当等及与一二三四五六"
    '几出好评讨仅只便却已经因为同为很多总老天自己与先早夜白跑找以欺先做翻愿可承介肯敢竟硬逼威砸堵抢推赖答签圈哪负、,。;:!?\n "”)(*['
)
# A person follows or precedes these more often than anything else does.
_CUE = lexicon.words(
    "举报 投诉 状告 得罪 借给 租给 卖给 包给 交给 儿子 女儿 老公 老婆 丈夫 妻子 媳妇 女婿 房东 老板 大名 名叫 就叫 "
    "股东 工人 弟弟 哥哥 姐姐 妹妹 隔壁的 邻居的 村的 组的 知道 找到 就是 都是 还是"
)
_SEQUEL = lexicon.words(
    "家的 家那 家里 家门 家在 家养 家开 他儿子 他爹 他妈 他老婆 她男人 两口子 两兄弟 夫妇 夫妻 一家 那人 这人 这个人 "
    "那个人 这种人 这家 等人 的为人 的儿子 的老婆 的媳妇 的弟弟 的哥哥 的车 的狗 的摊 的厂 说 霸占 欠我 欠了 欠人 "
    "拿了 占了 打了 骂了 把"
)
_ENOUGH, _ENOUGH_SHORT = 2, 3
# Everyday words, but seldom before two characters of given names.
_MOSTLY_SURNAMES = frozenset("石江温马武毛牛")
# Surnames that stand in a sentence as words more often than as names.
_WORDLIKE = frozenset("向连全来时应常成关从水平么双单项代计原元银边沙任于和祝何曾闻施段莫")


def uncued(folded: str, start: int, end: int) -> names.Judged:
    """Judge a surname and a given name of two characters without any cue."""
    if names.public(folded, start) or names.place_follows(folded, end) or names.glued(folded, start):
        return None
    if folded[end - 1] in _PLACE_LAST or folded[end : end + 1] == "郡":
        return None
    if names.is_word(folded[start:end]) or _begins_word(folded, end - 1):
        return None
    return (start, end, 0.0) if _weight(folded, start, end) >= _ENOUGH else None


def _begins_word(folded: str, last: int) -> bool:
    """Tell whether the character at ``last`` begins a word that goes on behind the candidate."""
    return any(last + length <= len(folded) and names.is_word(folded[last : last + length]) for length in (2, 3))


def _weight(folded: str, start: int, end: int) -> int:
    surname, first, last = folded[start], folded[start + 1], folded[end - 1]
    weight = (first in lexicon.TYPICAL) + (last in lexicon.TYPICAL)
    if not weight and not (first in lexicon.COMMON and last in lexicon.COMMON):
        return 0
    both = weight == 2
    if weight == 1 and (first in lexicon.COMMON or last in lexicon.COMMON):
        weight = 2
    weight += _context(folded, start, end)
    weight -= (
        (surname in lexicon.AMBIGUOUS) + (surname in lexicon.AMBIGUOUS - _MOSTLY_SURNAMES) + (surname in _WORDLIKE)
    )
    return weight - names.is_word(surname + first) - (names.is_word(first + last) and not both)


def _context(folded: str, start: int, end: int) -> int:
    """Return how well the neighbours suit a person, from 0 to 4."""
    before = 1 if start == 0 or folded[start - 1] in _BEFORE else 0
    after = 1 if end == len(folded) or folded[end] in _AFTER else 0
    return before + after + folded.endswith(_CUE, 0, start) + folded.startswith(_SEQUEL, end)


def uncued_short(folded: str, start: int, end: int) -> names.Judged:
    """Judge a surname and a given name of one character: one side must call for a person, the other must suit one."""
    if names.public(folded, start) or names.place_follows(folded, end) or names.glued(folded, start):
        return None
    if names.is_word(folded[start:end]) or _begins_word(folded, end - 1):
        return None
    weight = _context(folded, start, end) - (folded[start] in lexicon.AMBIGUOUS) - (folded[start] in _WORDLIKE)
    return (start, end, 0.0) if weight >= _ENOUGH_SHORT else None


def bare(folded: str, start: int, end: int) -> names.Judged:
    """Judge three characters without any cue: no two neighbours may form a word."""
    if names.public(folded, start) or names.place_follows(folded, end):
        return None
    if names.is_word(folded[start:end]) or names.is_word(folded[start : start + 2]) or names.glued(folded, start):
        return None
    following = folded[end : end + 1]
    given_is_word = names.is_word(folded[start + 1 : end]) and not (
        not following or following in names.BOUNDARY or following in "把被"
    )
    return None if given_is_word or names.is_word(folded[end - 1 : end + 1]) else (start, end, 0.0)


def kin_call(folded: str, start: int, end: int) -> names.Judged:
    """Judge a given name with a word for kin (德旺叔, 秀英婶)."""
    if (
        (names.is_word(folded[start : start + 2]) and folded[end - 1] not in "叔婶嫂")
        or names.is_word(folded[start:end])
        or names.is_word(folded[start + 1 : end])
    ):
        return None
    return None if names.is_word(folded[end - 1 : end + 1]) else (start, end, 0.0)
