"""Names of people: by a cue before (我叫…), a title behind (…师傅), a nickname, a signature; officials apart.

A Chinese name is a surname of one or two characters and a given name of one or two. Where it ends is a guess, so the
checks prefer the longer reading: a character too many hidden is better than one left in sight.
"""

from __future__ import annotations

import re
from functools import cache

from textgov.privacy import lexicon
from textgov.privacy.recogniser import DIGITS, Recogniser

_HAN = "[一-鿿]"
_SURNAME = f"[{''.join(sorted(lexicon.SURNAMES))}]"
_COMPOUND = "|".join(lexicon.COMPOUND)
# The look-behind stands after the first character, so that the engine can skip to surnames.
_SIGNED = f"(?:(?:{_COMPOUND})(?<!{_HAN}..)(?<![0-9a-z]..)|{_SURNAME}(?<!{_HAN}.)(?<![0-9a-z].)){_HAN}{{1,2}}"
_NAME = f"(?:(?:{_COMPOUND}){_HAN}{{1,2}}|{_SURNAME}{_HAN}{{1,2}})"
_SURNAME_ANY = f"(?:{_COMPOUND}|{_SURNAME})"
_BOUNDARY = frozenset(",。;:!?()、\"'“”‘’ \n\t—-~…《》〔〕[]<>|/0123456789@")
_EDGE_SURNAME = lexicon.SURNAMES - lexicon.AMBIGUOUS

Judged = tuple[int, int, float] | None


@cache
def _dictionary() -> object:
    import rjieba

    return rjieba.Jieba()


def is_word(text: str) -> bool:
    """Tell whether ``text`` is in jieba's dictionary."""
    return bool(_dictionary().has_word(text))  # type: ignore[attr-defined]


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


def _surname_length(folded: str, start: int) -> int:
    if folded[start : start + 2] in lexicon.COMPOUND:
        return 2
    return 1 if folded[start : start + 1] in lexicon.SURNAMES else 0


def _ends_name(character: str) -> bool:
    return not character or character in _BOUNDARY or character in lexicon.NEVER_GIVEN


def fit_name(folded: str, start: int, limit: int) -> int:
    """Return the end of the name that starts at ``start`` (a surname stands there), at most ``limit``; or ``start``."""
    first = start + _surname_length(folded, start)
    if first == start or first >= limit or folded[first] in lexicon.NEVER_GIVEN:
        return start
    if first + 1 >= limit or folded[first + 1] in lexicon.NEVER_GIVEN:
        return first + 1
    last, following = folded[first + 1], folded[first + 2 : first + 3]
    if last in lexicon.SOFT_GIVEN and not _ends_name(following):
        return first + 1
    if last not in lexicon.GIVEN and following and is_word(last + following):
        return first + 1
    return first + 2


def _public(folded: str, start: int) -> bool:
    return folded.startswith(lexicon.PUBLIC_FIGURES, start)


def _glued(folded: str, start: int) -> bool:
    """Tell whether the character at ``start`` ends a word that began before it (公安|局长, 语文|老师)."""
    return any(start >= back and is_word(folded[start - back : start + 1]) for back in (1, 2))


def _strong(folded: str, start: int, end: int) -> Judged:
    if _public(folded, start):
        return None
    stop = fit_name(folded, start, end)
    if stop == start or folded.startswith(lexicon.PLACE_AFTER, stop):
        return None
    usual = all(character in lexicon.GIVEN for character in folded[start + 1 : stop])
    return (start, stop, 0.0) if usual or not is_word(folded[start:stop]) else None


def _dotted(folded: str, start: int, end: int) -> Judged:
    if folded.startswith(lexicon.PLACE_AFTER, end) or any(c in "的是在了和" for c in folded[start:end]):
        return None
    return start, end, 0.0


def _unknown(folded: str, start: int, end: int) -> Judged:
    """After 我叫 and up to the next comma anything short is a name."""
    if _public(folded, start) or any(c in lexicon.NEVER_GIVEN for c in folded[start:end]):
        return None
    return None if is_word(folded[start:end]) else (start, end, 0.0)


def _medium(folded: str, start: int, end: int) -> Judged:
    judged = _strong(folded, start, end)
    if judged is None:
        return None
    stop = judged[1]
    surname = _surname_length(folded, start)
    given = folded[start + surname : stop]
    if given[0] in lexicon.SOFT_GIVEN and not (len(given) == 2 and given[1] in lexicon.GIVEN):
        return None
    if surname == 2:
        return judged
    common = all(character in lexicon.GIVEN for character in given)
    sure = folded[start] in _EDGE_SURNAME
    whole, head = folded[start:stop], folded[start : start + 2]
    if is_word(whole) and not (sure and common and len(given) == 2):
        return None
    following = folded[stop : stop + 1]
    if len(given) == 2 and is_word(head):
        # 黄金贵家 and 凌志远说 are names, 方便进出 is not.
        ends = _ends_name(following) or following in "家在有和来"
        loose = sure and not is_word(given[1] + following)
        return judged if given[1] in lexicon.GIVEN and (ends or loose) else None
    if not sure and not common:
        return None
    if len(given) == 2 and not common and is_word(given):
        return None
    if len(given) == 1 and is_word(given + following) and not common:
        return None
    return judged


def _titled(folded: str, start: int, end: int) -> Judged:
    """A surname or name before a title; ``start`` is at the surname next to the title or at an earlier one."""
    surname = _surname_length(folded, start)
    if _public(folded, start) or folded[start] in lexicon.NOT_BEFORE_TITLE and end - start - surname < 3:
        return None
    if folded[start] in lexicon.SURNAMES and surname == 1 and _glued(folded, start):
        return None
    tail = folded[end - 1]
    if tail in "总太工" and is_word(folded[start:end]):
        return None
    if tail in "总姐哥叔婶嫂伯姨爷婆太工某" and is_word(tail + folded[end : end + 1]):
        return None
    if (
        surname == 1
        and tail in "总太工"
        and folded[start] in lexicon.AMBIGUOUS
        and not _ends_name(folded[end : end + 1])
    ):
        return None
    return start, end, 0.0


def _named_title(folded: str, start: int, end: int) -> Judged:
    """A full name before a title (刘桂芳女士): the given name must look like one."""
    surname = _surname_length(folded, start)
    if any(character not in lexicon.GIVEN for character in folded[start + surname : start + surname + 1]):
        return None
    return _titled(folded, start, end)


def _official(folded: str, start: int, end: int) -> Judged:
    """A surname or a whole name before an office (谭书记, 蔺海涛副乡长)."""
    title = _TITLE_TAIL.search(folded, start, end)
    given = folded[start + _surname_length(folded, start) : title.start()] if title else ""
    if given and (given[0] not in lexicon.GIVEN or is_word(folded[start : start + 2])):
        return None
    return _titled(folded, start, end)


def _nickname(folded: str, start: int, end: int) -> Judged:
    if _public(folded, start) or _glued(folded, start) or is_word(folded[start : start + 2] + folded[end : end + 1]):
        return None
    if folded[start] == "高" and folded[start + 1] in "一二三":
        return None
    return start, end, 0.0


def _diminutive(folded: str, start: int, end: int) -> Judged:
    """老王, 小顾: neither part may belong to another word (养老, 小时, 小高层)."""
    surname, following = folded[end - 1], folded[end : end + 1]
    if start and is_word(folded[start - 1 : start + 1]):
        return None
    if following and (is_word(surname + following) or is_word(folded[start:end] + following)):
        return None
    if folded.startswith(lexicon.PLACE_AFTER, end):
        return None
    if surname in lexicon.AMBIGUOUS or surname in "钱石":
        spoken = not following or following in "说讲骂告打,。;!?)、叫让"
        left = folded[start - 1 : start]
        return (start, end, -0.1) if spoken and (not left or left in "给了找问是叫和跟员,。") else None
    return start, end, 0.0


def _affectionate(folded: str, start: int, end: int) -> Judged:
    if folded[end - 1] not in lexicon.GIVEN or is_word(folded[start:end]):
        return None
    if is_word(folded[start : end + 1]) or not (_ends_name(folded[end : end + 1]) or folded[end] in "成家在天把偷"):
        return None
    return start, end, 0.0


def _signature(folded: str, start: int, end: int) -> Judged:
    """A whole token that is a name: no dictionary word, and a usual given name."""
    if _public(folded, start):
        return None
    surname = _surname_length(folded, start)
    given = folded[start + surname : end]
    if not given or len(given) > 2 or any(character in lexicon.NEVER_GIVEN for character in given):
        return None
    usual = len(given) == 2 and all(character in lexicon.GIVEN for character in given)
    if is_word(folded[start:end]) and not (usual and folded[start] in _EDGE_SURNAME):
        return None
    if surname == 1 and is_word(folded[start : start + 2]) and given[-1] not in lexicon.GIVEN:
        return None
    if not any(character in lexicon.GIVEN for character in given):
        return None
    if len(given) == 1 and folded[start] in lexicon.AMBIGUOUS and given not in lexicon.GIVEN:
        return None
    return start, end, 0.0


def _bare_signature(folded: str, start: int, end: int) -> Judged:
    """The last three characters of a letter without punctuation."""
    judged = _signature(folded, start, end)
    if judged is None or folded[start] in lexicon.NOT_BEFORE_TITLE or _glued(folded, start):
        return None
    if is_word(folded[start : start + 2]) or is_word(folded[start + 1 : end]):
        return None
    return judged


def _title_then_name(folded: str, start: int, end: int) -> Judged:
    head = _TITLE_HEAD.match(folded, start)
    if head is None:
        return None
    name = head.end()
    judged = _diminutive(folded, name, end) if folded[name] in "小老" else _medium(folded, name, end)
    return None if judged is None else (start, judged[1], 0.0)


_STRONG_KEYS = tuple(sorted({cue.rstrip(":") for cue in lexicon.STRONG_CUES}))
_TITLE = f"(?:常务)?副?(?:{_alternatives(lexicon.TITLES)})"
_OFFICE = r"(?:社区|村里|村|镇|乡|街道|县|市)?"
_TITLE_HEAD = re.compile(f"{_OFFICE}{_TITLE}[: ]?")
_TITLE_TAIL = re.compile(f"{_TITLE}$")
_SIGN_AFTER = (
    r"(?=[ \t]{0,3}(?:$|\n|口述|代笔|亲笔|敬上|谨上|拜上|敬启|叩|手机|电话|联系|tel|微信|qq|\(|"
    rf"[,:]?[ ]?(?:电话|手机|联系|家住|住[^房户宅])|[,]?[ ]?[+1一幺][{DIGITS}]|20[0-9][0-9][年.\-/]|二〇|[。.!]?\s{{0,3}}\Z))"
)

RECOGNISERS = (
    Recogniser(
        "PERSON",
        "自报或写明的姓名",
        rf"(?:{_alternatives(_STRONG_KEYS)})(?:叫|是|为)?[: ]{{0,2}}(?P<x>{_NAME})",
        0.95,
        keys=_STRONG_KEYS,
        check=_strong,
    ),
    Recogniser(
        "PERSON",
        "自报的姓名",
        rf"(?:我叫|俺叫|额叫|名叫|姓名[:是]|名字叫|名字是|签名:)[ ]?(?P<x>{_HAN}{{2,6}})(?=[,。;!?\n ])",
        0.8,
        keys=("我叫", "俺叫", "额叫", "名叫", "姓名", "名字", "签名"),
        check=_unknown,
    ),
    Recogniser(
        "PERSON",
        "身份后的姓名",
        rf"(?:{_alternatives(lexicon.MEDIUM_CUES)})(?:叫做?|是|为)?[: ]{{0,2}}(?P<x>{_NAME})",
        0.8,
        keys=lexicon.MEDIUM_CUES,
        check=_medium,
    ),
    Recogniser(
        "PERSON",
        "自我介绍末尾的姓名",
        rf"(?:我|俺|额|涯)(?:就)?[是系][^,。;!?\n]{{1,30}}?[的嘅嘞](?P<x>{_NAME})(?=[,。;!?\n ])",
        0.8,
        keys=("我是", "我就是", "俺是", "额是", "涯系", "我系"),
        check=_signature,
    ),
    Recogniser(
        "PERSON",
        "邻家姓氏",
        rf"(?:邻居|隔壁|对门|楼上|楼下)(?P<x>{_SURNAME_ANY}家)(?![{''.join(sorted(set('村庄塆湾屯寨坝沟巷具长属人里园')))}])",
        0.75,
        keys=("邻居", "隔壁", "对门", "楼上", "楼下"),
    ),
    Recogniser(
        "PERSON",
        "称呼",
        rf"(?:{_SURNAME_ANY})(?:{_alternatives(lexicon.PERSON_TITLES)})",
        0.8,
        keys=lexicon.PERSON_TITLES,
        check=_titled,
    ),
    Recogniser(
        "PERSON",
        "姓名加称呼",
        rf"{_SURNAME_ANY}{_HAN}{{1,2}}(?:先生|女士|老师|师傅|阿姨|大爷|大妈|大叔|大姐|大哥|同学|医生|老板|经理|律师|同志)",
        0.85,
        keys=(
            "先生",
            "女士",
            "老师",
            "师傅",
            "阿姨",
            "大爷",
            "大妈",
            "大叔",
            "大姐",
            "大哥",
            "同学",
            "医生",
            "老板",
            "经理",
            "律师",
            "同志",
        ),
        check=_named_title,
    ),
    Recogniser(
        "PERSON",
        "只说姓氏",
        rf"姓(?P<x>{_SURNAME_ANY})(?=[的,。;!?、)]|老板|邻居|人|男|女|\n|$)",
        0.7,
        keys=("姓",),
    ),
    Recogniser(
        "PERSON",
        "绰号",
        rf"{_SURNAME}(?:(?:{_alternatives(lexicon.NICKNAMES)})|老[一二三四五六七八九大幺满根汉]|"
        r"[大小二三四五六七八九幺满](?:娃|狗|毛|妹|伢|爹|嫂|婶|叔|爷|伯|哥|姐|姨|姑|娘|婆|奶|蛋|牛|虎)子?)",
        0.8,
        keys=(
            *lexicon.NICKNAMES,
            "老",
            "娃",
            "狗",
            "毛",
            "妹",
            "伢",
            "爹",
            "嫂",
            "婶",
            "叔",
            "爷",
            "伯",
            "哥",
            "姐",
            "姨",
            "姑",
        ),
        check=_nickname,
    ),
    Recogniser("PERSON", "老小称呼", rf"[老小]{_SURNAME}", 0.65, keys=("老", "小"), check=_diminutive),
    Recogniser("PERSON", "阿字称呼", rf"(?<!阿)阿{_HAN}", 0.6, keys=("阿",), check=_affectionate),
    Recogniser(
        "PERSON",
        "带间隔号的姓名",
        rf"{_HAN}{{2,6}}[·•‧・]{_HAN}{{2,6}}(?:[·•‧・]{_HAN}{{2,6}})?",
        0.85,
        keys=("·", "•", "‧", "・"),
        check=_dotted,
    ),
    Recogniser(
        "PERSON",
        "民族姓名",
        rf"(?:{_alternatives(lexicon.TIBETAN)}){{2}}",
        0.85,
        keys=lexicon.TIBETAN,
    ),
    Recogniser(
        "PERSON",
        "民族姓名",
        rf"{_HAN}{{0,2}}(?:{_alternatives(lexicon.STEPPE)})",
        0.55,
        keys=lexicon.STEPPE,
    ),
    Recogniser(
        "PERSON",
        "落款",
        rf"(?P<x>{_SIGNED}){_SIGN_AFTER}",
        0.75,
        keys=tuple(sorted(lexicon.SURNAMES)),
        check=_signature,
    ),
    Recogniser(
        "PERSON",
        "无标点落款",
        rf"(?<={_HAN})(?P<x>{_SURNAME}{_HAN}{{2}})\s{{0,3}}\Z",
        0.6,
        keys=tuple(sorted(lexicon.SURNAMES)),
        check=_bare_signature,
    ),
    Recogniser(
        "OFFICIAL",
        "职务加姓名",
        rf"{_OFFICE}{_TITLE}[: ]?(?:[小老]{_SURNAME}|{_NAME})",
        0.85,
        keys=lexicon.TITLES,
        check=_title_then_name,
    ),
    Recogniser(
        "OFFICIAL",
        "姓氏加职务",
        rf"{_SURNAME_ANY}(?:{_HAN}{{1,2}})??{_TITLE}",
        0.85,
        keys=lexicon.TITLES,
        check=_official,
    ),
)


def name_after_title(words: str) -> str:
    """Return the full name in an official's mention such as 站长余国平, or ``""``."""
    head = _TITLE_HEAD.match(words)
    name = words[head.end() :] if head else ""
    return name if len(name) >= 2 and name[0] not in "小老" else ""


def title_of(words: str) -> str:
    """Return the office in an official's mention, of either order, or ``""``."""
    head = _TITLE_HEAD.match(words)
    if head:
        return head.group().rstrip(": ")
    tail = _TITLE_TAIL.search(words)
    return tail.group() if tail else ""
