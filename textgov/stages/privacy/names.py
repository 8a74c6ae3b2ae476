"""What makes characters a name: surname, given name, where it ends, and what around it forbids it.

A Chinese name is a surname of one or two characters and a given name of one or two. Where it ends is a guess, so the
checks prefer the longer reading: a character too many hidden is better than one left in sight. A candidate that is a
word of jieba's dictionary (方便, 黄金, 高尚) is refused unless its cue is strong.
"""

from __future__ import annotations

import re

from textgov.stages.privacy import lexicon
from textgov.stages.privacy.namemodel import everyday, is_word
from textgov.stages.privacy.recogniser import alternatives

BOUNDARY = frozenset(",。;:!?()、\"'“”‘’ \n\t—-~…《》〔〕[]<>|/0123456789@")
_EDGE_SURNAME = lexicon.SURNAMES - lexicon.AMBIGUOUS

_PLACE_FIRST = frozenset(word[0] for word in lexicon.PLACE_AFTER)
_PUBLIC_FIRST = frozenset(name[0] for name in lexicon.PUBLIC_FIGURES)
TITLE = f"(?:常务)?副?(?:{alternatives(lexicon.TITLES)})"
_TITLE_HEAD = re.compile(f"(?:社区|村里|村|镇|乡|街道|县|市)?{TITLE}[: ]?")
_TITLE_TAIL = re.compile(f"{TITLE}$")
_BEFORE_TITLE = re.compile("(?:社区|村里|村|镇|乡|街道|县|市)?(?:常务)?副?$")

Judged = tuple[int, int, float] | None


def usual(text: str) -> bool:
    """Tell whether ``text`` is a word that letters use: 方便 and 白天 are, 严霜 and 魏巍 are only in the dictionary."""
    return is_word(text) and (len(text) != 2 or text in everyday() or text in lexicon.NOT_NAMES)


def _surname_length(folded: str, start: int) -> int:
    if folded[start : start + 2] in lexicon.COMPOUND:
        return 2
    return 1 if folded[start : start + 1] in lexicon.SURNAMES else 0


def _ends_name(character: str) -> bool:
    return not character or character in BOUNDARY or character in lexicon.NEVER_GIVEN


def fit_name(folded: str, start: int, limit: int) -> int:
    """Return the end of the name that starts at ``start`` (a surname stands there), at most ``limit``; or ``start``."""
    first = start + _surname_length(folded, start)
    if first == start or first >= limit or folded[first] in lexicon.NEVER_GIVEN:
        return start
    if first + 1 >= limit or folded[first + 1] in lexicon.NEVER_GIVEN:
        return first + 1
    last, following = folded[first + 1], folded[first + 2 : first + 3]
    if last == "家" or (last in lexicon.SOFT_GIVEN and not _ends_name(following)):
        return first + 1
    if last not in lexicon.GIVEN and following and is_word(last + following):
        return first + 1
    return first + 2


def place_follows(folded: str, end: int) -> bool:
    """Tell whether what ends at ``end`` is the first part of a place, a firm or a law (李家|村, 中山|路)."""
    return folded[end : end + 1] in _PLACE_FIRST and folded.startswith(lexicon.PLACE_AFTER, end)


def public(folded: str, start: int) -> bool:
    """Tell whether a public or proverbial figure is named at ``start``."""
    return folded[start : start + 1] in _PUBLIC_FIRST and folded.startswith(lexicon.PUBLIC_FIGURES, start)


def glued(folded: str, start: int) -> bool:
    """Tell whether the character at ``start`` ends a word that began before it (公安|局长, 语文|老师)."""
    return any(start >= back and is_word(folded[start - back : start + 1]) for back in (1, 2))


def strong(folded: str, start: int, end: int) -> Judged:
    """Judge a name behind a cue that is always followed by one (我叫, 姓名)."""
    if public(folded, start):
        return None
    stop = fit_name(folded, start, end)
    if stop == start or place_follows(folded, stop):
        return None
    named = all(character in lexicon.GIVEN for character in folded[start + 1 : stop])
    return (start, stop, 0.0) if named or not usual(folded[start:stop]) else None


def dotted(folded: str, start: int, end: int) -> Judged:
    """Judge a name with a dot inside (阿不都·热合曼)."""
    return None if place_follows(folded, end) else (start, end, 0.0)


def unknown(folded: str, start: int, end: int) -> Judged:
    """Take anything short between 我叫 and the next comma for a name, unless it is a word."""
    if public(folded, start) or any(c in lexicon.NEVER_GIVEN for c in folded[start:end]):
        return None
    return None if is_word(folded[start:end]) else (start, end, 0.0)


def medium(folded: str, start: int, end: int) -> Judged:
    """Judge a name behind a role or kin (业主, 邻居), which ordinary words may follow as well."""
    judged = strong(folded, start, end)
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
    typical = all(character in lexicon.TYPICAL for character in given)
    following = folded[stop : stop + 1]
    if (
        len(given) == 1
        and (sure or typical)
        and is_word(whole)
        and not usual(whole)
        and (_ends_name(following) or following in "在家签来去")
    ):
        return judged
    if (
        is_word(whole)
        and not ((sure or typical) and common and len(given) == 2)
        and not (typical and (_ends_name(following) or following in "在家"))
    ):
        return None
    if len(given) == 2 and is_word(head):
        # 黄金贵家 and 凌志伟说 are names, 方便进出 is not.
        ends = _ends_name(following) or following in "家在有和来"
        loose = not is_word(given[1] + following)
        return judged if (common or (sure and given[1] in lexicon.GIVEN)) and (ends or loose) else None
    if not sure and not common:
        return None
    if len(given) == 2 and not common and is_word(given):
        return None
    if len(given) == 1 and is_word(given + following) and not common:
        return None
    return judged


def titled(folded: str, start: int, end: int) -> Judged:
    """Judge a surname or name before a title; ``start`` is at the surname next to the title or at an earlier one."""
    surname = _surname_length(folded, start)
    named = end - start - surname > 2 or folded.endswith(lexicon.MEDIUM_CUES, 0, start)
    if public(folded, start) or (folded[start] in lexicon.NOT_BEFORE_TITLE and not named):
        return None
    if folded[start] in lexicon.SURNAMES and surname == 1 and glued(folded, start):
        return None
    if folded.startswith(lexicon.SHOP_AFTER, end):
        return None
    tail = folded[end - 1]
    if tail in "总太工" and is_word(folded[start:end]):
        return None
    if tail in "总姐哥叔婶嫂伯姨爷婆太工某" and end < len(folded) and is_word(tail + folded[end : end + 1]):
        return None
    if (
        surname == 1
        and tail in "总太工"
        and folded[start] in lexicon.AMBIGUOUS
        and not _ends_name(folded[end : end + 1])
    ):
        return None
    return start, end, 0.0


def named_title(folded: str, start: int, end: int) -> Judged:
    """Judge a full name before a title (刘桂芳女士): the given name must look like one."""
    surname = _surname_length(folded, start)
    name = next(stop for stop in (2, 3, 4) if folded.startswith(lexicon.FULL_NAME_TITLES, start + stop))
    given = folded[start + surname : start + name]
    if any(c in lexicon.NEVER_GIVEN or c in lexicon.SOFT_GIVEN or c not in lexicon.GIVEN for c in given):
        return None
    if is_word(folded[start : start + name]) or (
        is_word(folded[start : start + 2]) and len(given) == 2 and is_word(given)
    ):
        return None
    return titled(folded, start, end)


def official(folded: str, start: int, end: int) -> Judged:
    """Judge a surname or a whole name before an office (褚书记, 蔺海涛副乡长)."""
    if folded[start] in lexicon.NOT_BEFORE_TITLE:
        return None
    title = _TITLE_TAIL.search(folded, start, end)
    given = folded[start + _surname_length(folded, start) : title.start()] if title else ""
    if given and (any(c not in lexicon.GIVEN for c in given) or is_word(folded[start : start + 2])):
        return None
    return titled(folded, start, end)


def nickname(folded: str, start: int, end: int) -> Judged:
    """Judge a surname with a nickname (丁麻子, 吴老四)."""
    if public(folded, start) or glued(folded, start) or is_word(folded[start : start + 2] + folded[end : end + 1]):
        return None
    if folded[start] in lexicon.NOT_BEFORE_TITLE or (folded[start] == "高" and folded[start + 1] in "一二三"):
        return None
    if place_follows(folded, end):
        return None
    return start, end, 0.0


def nicknamed(folded: str, start: int, end: int) -> Judged:
    """Judge a nickname before a name (光头强, 胖子刘), or 老 and 小 with a given name (老铁)."""
    if is_word(folded[start:end]) or is_word(folded[end - 1 : end + 1]) or is_word(folded[end - 1 : end + 2]):
        return None
    return None if place_follows(folded, end) or glued(folded, start) else (start, end, 0.0)


def diminutive(folded: str, start: int, end: int) -> Judged:
    """Judge 老王, 小顾: neither part may belong to another word (养老, 小时, 小高层)."""
    surname, following = folded[start + 1], folded[end : end + 1]
    if start and is_word(folded[start - 1 : start + 1]):
        return None
    if (
        following
        and following not in "家的说"
        and (is_word(surname + following) or is_word(folded[start:end] + following))
    ):
        return None
    if place_follows(folded, end) or folded[start:end] == "老赖":
        return None
    if surname in lexicon.AMBIGUOUS or surname in "钱石":
        spoken = not following or following in "说讲骂告打,。;!?)、叫让了的家"
        left = folded[start - 1 : start]
        return (
            (start, end, -0.1)
            if spoken and (not left or left in "给了找问是叫和跟员的被让把,。:、" or folded[end - 1] == "头")
            else None
        )
    return start, end, 0.0


def affectionate(folded: str, start: int, end: int) -> Judged:
    """Judge 阿 with a given name (阿强)."""
    if folded[end - 1] not in lexicon.GIVEN or is_word(folded[start:end]):
        return None
    if is_word(folded[start : end + 1]) or not (_ends_name(folded[end : end + 1]) or folded[end] in "成家在天把偷"):
        return None
    return start, end, 0.0


def signature(folded: str, start: int, end: int) -> Judged:
    """Judge a whole token that may be a name: no dictionary word, and a usual given name."""
    if public(folded, start):
        return None
    surname = _surname_length(folded, start)
    given = folded[start + surname : end]
    if not given or len(given) > 2 or any(character in lexicon.NEVER_GIVEN for character in given):
        return None
    named = len(given) == 2 and all(character in lexicon.GIVEN for character in given)
    if usual(folded[start:end]) and not (named and folded[start] in _EDGE_SURNAME):
        return None
    if surname == 1 and is_word(folded[start : start + 2]) and given[-1] not in lexicon.GIVEN:
        return None
    if not any(character in lexicon.GIVEN for character in given):
        return None
    if len(given) == 1 and folded[start] in lexicon.AMBIGUOUS and given not in lexicon.GIVEN:
        return None
    return start, end, 0.0


def called(folded: str, start: int, end: int) -> Judged:
    """Judge what stands between 叫 and a comma: any short name with a surname that no usual word explains (鲍三)."""
    if public(folded, start) or usual(folded[start:end]) or place_follows(folded, end):
        return None
    given = folded[start + _surname_length(folded, start) : end]
    if any(character in lexicon.NEVER_GIVEN for character in given) or is_word(folded[start - 1 : start + 1]):
        return None
    if folded[start] in _EDGE_SURNAME:
        return start, end, 0.0
    return signature(folded, start, end) if folded[end - 1] in lexicon.TYPICAL else None


def given_name(folded: str, start: int, end: int) -> Judged:
    """Judge a given name alone behind kin (我儿子建国, 额娃拴狗)."""
    words = folded[start:end]
    both = set(words) <= lexicon.TYPICAL
    if words in lexicon.NOT_NAMES or not lexicon.TYPICAL & set(words) or (words in everyday() and not both):
        return None
    return None if is_word(folded[end - 1 : end + 1]) or place_follows(folded, end) else (start, end, 0.0)


def bare_signature(folded: str, start: int, end: int) -> Judged:
    """Judge the last three characters of a letter without punctuation."""
    judged = signature(folded, start, end)
    if judged is None or folded[start] in lexicon.NOT_BEFORE_TITLE or folded[start] in folded[start + 1 : end]:
        return None
    if glued(folded, start):
        return None
    if is_word(folded[start : start + 2]) or is_word(folded[start + 1 : end]):
        return None
    return judged


def title_then_name(folded: str, start: int, end: int) -> Judged:
    """Judge an office followed by a name, and take in what belongs to the office (社区副书记)."""
    head = _TITLE_HEAD.match(folded, start)
    if head is None:
        return None
    name = head.end()
    judged = diminutive(folded, name, end) if folded[name] in "小老" else medium(folded, name, end)
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
