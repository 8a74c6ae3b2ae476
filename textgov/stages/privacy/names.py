"""What makes characters a name: surname, given name, where it ends, and what around it forbids it.

A Chinese name is a surname of one or two characters and a given name of one or two. Where it ends is a guess, so the
checks prefer the longer reading: a character too many hidden is better than one left in sight. A candidate that is a
word of jieba's dictionary (方便, 黄金, 高尚) is refused unless its cue is strong.
"""

from __future__ import annotations

import re

from textgov.stages.privacy import lexicon
from textgov.stages.privacy.namemodel import everyday as everyday
from textgov.stages.privacy.namemodel import is_word as is_word

BOUNDARY = frozenset(",。;:!?()、\"'“”‘’ \n\t—-~…《》〔〕[]<>|/0123456789@")
_EDGE_SURNAME = lexicon.SURNAMES - lexicon.AMBIGUOUS

_PLACE_FIRST = frozenset(word[0] for word in lexicon.PLACE_AFTER)
_PUBLIC_FIRST = frozenset(name[0] for name in lexicon.PUBLIC_FIGURES)

# Words of the times that became given names.
_NAMED_WORDS = frozenset(
    lexicon.words(
        "建设 解放 跃进 胜利 援朝 抗美 卫国 拥军 爱民 国防 革命 前进 和平 团结 土改 互助 公社 五一 七一 八一 十月 重阳 端阳 中秋 小满 谷雨 立春 冬至 元旦"
    )
)
# 幸福院, 明珠厂: what ends so is a body.
_BODY_ENDS = frozenset("院厂店站局所校厅馆")
_DOUBLED = frozenset(
    lexicon.words(
        "天天 年年 月月 日日 家家 人人 常常 处处 好好 真真 明明 平平 多多 高高 久久 长长 大大 小小 事事 时时 夜夜 早早 快快 世世 代代 奶奶 妈妈 爸爸 哥哥 弟弟 姐姐 妹妹 公公 宝宝 星星"
    )
)
_ACTS = frozenset("说讲答骂打叫让把拿收有不没就也又在要是卷跑逃骗欠占偷躲仗霸带砸堵赖拖扣话")
# 金昱衡电镀有限公司 is a firm; 褚前进开的公司 is not.
_FIRM = re.compile(
    "(?:(?![的了在开把是和找跟被说家给办有去到让])[一-鿿]){1,6}?(?:(?:有限|责任|股份)*公司|集团|酒店|超市|商行|大厦|广场|花园|小区|中学|小学|大道|电站|水库)"
)
Judged = tuple[int, int, float] | None


def usual(text: str) -> bool:
    """Tell whether ``text`` is a word that letters use: 方便 and 白天 are, 严霜 and 魏巍 are only in the dictionary."""
    return len(text) > 1 and is_word(text) and (len(text) > 2 or text in everyday() or text in lexicon.NOT_NAMES)


def surname_length(folded: str, start: int) -> int:
    """Return how many characters of a surname stand at ``start``: 0, 1 or 2."""
    if folded[start : start + 2] in lexicon.COMPOUND:
        return 2
    return 1 if folded[start : start + 1] in lexicon.SURNAMES else 0


def ends_name(character: str) -> bool:
    """Tell whether no name goes on with ``character``, which may be empty at the end of a text."""
    return not character or character in BOUNDARY or character in lexicon.NEVER_GIVEN


def fit_name(folded: str, start: int, limit: int) -> int:
    """Return the end of the name that starts at ``start`` (a surname stands there), at most ``limit``; or ``start``."""
    first = start + surname_length(folded, start)
    if first == start or first >= limit or folded[first] in lexicon.NEVER_GIVEN:
        return start
    if first + 1 >= limit or folded[first + 1] in lexicon.NEVER_GIVEN:
        return first + 1
    last, following = folded[first + 1], folded[first + 2 : first + 3]
    if last == "家" or (last in lexicon.SOFT_GIVEN and not ends_name(following)):
        return first + 1
    if last not in lexicon.GIVEN and following and is_word(last + following):
        return first + 1
    return first + 2


def place_follows(folded: str, end: int) -> bool:
    """Tell whether what ends at ``end`` is the first part of a place, a firm or a law (李家|村, 中山|路)."""
    return folded[end : end + 1] in _PLACE_FIRST and folded.startswith(lexicon.PLACE_AFTER, end)


def firm_follows(folded: str, end: int) -> bool:
    """Tell whether what ends at ``end`` begins the name of a firm (金昱衡|电镀有限公司)."""
    return _FIRM.match(folded, end) is not None


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
    if stop == start or folded[start:stop] in lexicon.NOT_NAMES:
        return None
    if place_follows(folded, stop) or firm_follows(folded, stop):
        return None
    if stop - start == 3 and folded[stop - 1] in _BODY_ENDS:
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
    surname = surname_length(folded, start)
    given = folded[start + surname : stop]
    if given[0] in lexicon.SOFT_GIVEN and not named_words(given):
        return None
    if surname == 2:
        return judged
    common = all(character in lexicon.GIVEN for character in given) or given[0] == given[-1] != given[:-1]
    sure = folded[start] in _EDGE_SURNAME
    whole, head = folded[start:stop], folded[start : start + 2]
    typical = all(character in lexicon.TYPICAL for character in given)
    following = folded[stop : stop + 1]
    told = ends_name(following) or following in _ACTS or following in "家在签来去"
    if folded.endswith("本人", 0, start) and following in BOUNDARY and not usual(whole):
        return judged
    if sure and ends_name(following) and not usual(whole) and named_words(given):
        return judged
    if told and not usual(whole) and not usual(given) and folded[start] not in lexicon.NOT_BEFORE_TITLE:
        return judged
    if (
        is_word(whole)
        and not ((sure or typical) and common and len(given) == 2)
        and not (typical and (ends_name(following) or following in "在家"))
    ):
        return None
    if len(given) == 2 and is_word(head):
        # 黄金贵家 and 凌志伟说 are names, 方便进出 is not.
        ends = ends_name(following) or following in "家在有和来"
        loose = not is_word(given[1] + following)
        return judged if (common or (sure and given[1] in lexicon.GIVEN)) and (ends or loose) else None
    if not sure and not common:
        return None
    if len(given) == 2 and not common and is_word(given):
        return None
    if len(given) == 1 and is_word(given + following) and not common:
        return None
    return judged


def named_words(given: str) -> bool:
    """Tell whether two characters that are a word also serve as a given name (建设, 胜利, 跃进)."""
    return len(given) == 2 and given[0] in lexicon.GIVEN and (given[1] in lexicon.GIVEN or given in _NAMED_WORDS)


def _spoken_of(folded: str, start: int, end: int) -> bool:
    """Tell whether the sentence lets 任厂长 or 计老板 act: a word ends before it, and a verb of people follows."""
    left, right = folded[start - 1 : start], folded[end : end + 1]
    surname = folded[start] not in lexicon.NEVER_BEFORE_TITLE
    return surname and (
        left == "的" or ((not left or left in BOUNDARY or left in "了找问跟") and right != "" and right in _ACTS)
    )


def titled(folded: str, start: int, end: int) -> Judged:
    """Judge a surname or name before a title; ``start`` is at the surname next to the title or at an earlier one."""
    surname = surname_length(folded, start)
    named = end - start - surname > 2 or folded.endswith(lexicon.MEDIUM_CUES, 0, start)
    if public(folded, start) or (
        folded[start] in lexicon.NOT_BEFORE_TITLE and not (named or _spoken_of(folded, start, end))
    ):
        return None
    if not named and folded[start] in lexicon.SURNAMES and surname == 1 and glued(folded, start):
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
        and not ends_name(folded[end : end + 1])
    ):
        return None
    return start, end, 0.0


def named_title(folded: str, start: int, end: int) -> Judged:
    """Judge a full name before a title (刘桂芳女士): the given name must look like one."""
    surname = surname_length(folded, start)
    name = next(stop for stop in (2, 3, 4) if folded.startswith(lexicon.FULL_NAME_TITLES, start + stop))
    given = folded[start + surname : start + name]
    if any(c in lexicon.NEVER_GIVEN or c in lexicon.SOFT_GIVEN or c not in lexicon.GIVEN for c in given):
        return None
    if is_word(folded[start : start + name]) or (
        is_word(folded[start : start + 2]) and len(given) == 2 and is_word(given)
    ):
        return None
    return titled(folded, start, end)


def signature(folded: str, start: int, end: int) -> Judged:
    """Judge a whole token that may be a name: no dictionary word, and a usual given name."""
    if public(folded, start):
        return None
    surname = surname_length(folded, start)
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
    given = folded[start + surname_length(folded, start) : end]
    if any(character in lexicon.NEVER_GIVEN for character in given) or is_word(folded[start - 1 : start + 1]):
        return None
    if folded[start] in _EDGE_SURNAME:
        return start, end, 0.0
    return signature(folded, start, end) if folded[end - 1] in lexicon.TYPICAL else None


def given_name(folded: str, start: int, end: int) -> Judged:
    """Judge a given name alone behind kin (我儿子建国, 额娃拴狗)."""
    words = folded[start:end]
    both = set(words) <= lexicon.TYPICAL
    if words[0] == words[1]:
        return None if is_word(words) and words in _DOUBLED else (start, end, 0.0)
    if words in lexicon.NOT_NAMES or not lexicon.TYPICAL & set(words) or (words in everyday() and not both):
        return None
    return None if is_word(folded[end - 1 : end + 1]) or place_follows(folded, end) else (start, end, 0.0)


def signed_given(folded: str, start: int, end: int) -> Judged:
    """Judge a given name alone under a letter (秋月): nothing that letters say otherwise."""
    words = folded[start:end]
    known = words in everyday() or words in lexicon.NOT_NAMES or not (lexicon.TYPICAL | set("月秋夏冬")) & set(words)
    return None if known else (start, end, 0.0)


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
