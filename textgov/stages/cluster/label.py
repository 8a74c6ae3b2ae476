"""Name a group in its writers' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt

from textgov.fold import fold
from textgov.settings import ClusterSettings
from textgov.stages.cluster.vectors import Vectors, same_digits
from textgov.stages.cluster.wording import FIRST_PERSON, clean, without_placeholder
from textgov.types import Document

_CLAUSE = re.compile(r"[^\s,。;:!?、…]+")
_SENTENCE = re.compile(r"[^\n,。;!?…]+")
_SHORTEST, _SHORTEST_CLAUSE = 4, 6
_MEMBERS_READ, _HEAD, _OPENING_CHARS = 30, 120, 300
# A clause of a text is part of a sentence, a title was made to stand alone; where most letters have one, those will do.
_TOLD_FACTOR, _CUT_FACTOR = 0.7, 0.6
# A phrase that names place and problem may say this much less of what the letters share than the best of all.
_FIT_SHARE = 0.6
_CLAUSE_FACTOR, _PERSON_FACTOR, _RAGGED_FACTOR, _PROBLEM_FACTOR = 0.75, 0.2, 0.5, 1.3
# What makes a phrase part of a story instead of the name of a problem.
_RAGGED = re.compile(
    r"^(?:但|而|且|又|就|也|还|才|都|所以|因为|如果|然后|导致|造成|并|却|这|那|哪|谁|其|个|的|里|上|下|昨天|今天|前天|刚|住)"
    r"|(?:的|是|在|和|与|把|被|就|都|也|又|里|得)$|第[\d一二三四五六七八九十]+[次封]|[?\d]$|说|再问|请各位|回音|^由|^经|^目前|^得知|大背景|补充|谈谈|记$|^有一个"
)
_PROBLEM = re.compile(
    r"扰民|噪[音声]|污染|油烟|臭|粉尘|扬尘|违[建规法章]|拖欠|欠薪|欠租|漏水|积水|停[水电暖]|[乱涨收]费|上调|拥堵|停车|占[道用地]|隐患|诈骗|传销|集资"
    r"|延期|交房|质量|虚假|捆绑|不公|不达标|不热|施工|搅拌站|电梯|困人|补偿|拆迁|征地|低保|分配|公开|去向|租金|承包|咬|伤人|砌墙|堵|停办|换届|规划|开通|修建|改造"
    r"|补贴|安置|办证|学位|招生|入学|垃圾|路灯|破损|坑洼|塌|裂|故障|维修|纠纷|赔偿|开放|审批|贪|强[占拆买]|不作为"
)
# What makes a phrase a demand, a tale or a complaint instead of a neutral name.
_LOOSE = re.compile(
    r"[了吗呢吧么还没跟盼:：〔]|怎么|为何|到底|一直|终于|希望|苦不堪言|活死人|烂账|回头看|见闻|补充|再次|别的|他说|各位|大家|今年|去年"
    r"|^(?:请|将|把|为|对|在|从|让|给|加[快大]|反对|增加|支持|想|望)|[天次月年分]$|[!?!?]"
)
_STAND_IN = re.compile(r"^\d+[区县市]")
# A name is shared by at least this share of the letters, and grows while this share of its letters go on with it.
_NAME_SHARE, _GROWTH_SHARE, _LONGEST_NAME = 0.6, 0.8, 8
_NAMES_TRIED = 8
# A phrase with one of these has a place of its own.
_PLACED = re.compile(r"[区县镇乡村路街巷苑桥湾城站园]|[^\W\d_]{2,}里[\d的]")
_KIND = re.compile(
    r"[^\W_]{2,}(?:小区|花园|家园|公寓|新城|宿舍|社区|大道|大厦|广场|市场|公园|学校|小学|中学|幼儿园|医院|水库|村|路|街|巷|苑|里|镇|桥|站|园)"
)
_NO_NAME = frozenset(
    "的了是我你在有和与及并请吗呢吧啊就都也很还又把被让给向从对到为以于等之这那个您们么说去来没不要上下里年月日号时元们家人"
)


def name_of(
    letters: Sequence[Document],
    vectors: Vectors,
    settings: ClusterSettings,
    *,
    issue: str = "",
    terms: Sequence[str] = (),
) -> str:
    """Return a label of at most ``label_chars`` characters: place and problem as one of the writers put it.

    ``letters`` stand with the most central first. Candidates are the cleaned titles and their clauses, and, where few
    letters have titles, the clauses at the start of the texts. The best one holds most of what the letters share,
    weighted by rarity, for its length; phrases in the first person or out of a story count less. Where it lacks the
    name that most letters share, that goes before it. Where none is neutral and names a problem, the label is the
    shared name, or else the strongest of the key ``terms``, with the name of the codebook's ``issue`` behind it.
    """
    read = letters[:_MEMBERS_READ]
    weight = _shared_weight(read, vectors)
    titled = 2 * sum(bool(letter.title.strip()) for letter in read) > len(read)
    best: dict[str, float] = {}
    for at, letter in enumerate(read):
        for phrase, factor in _phrases(letter, settings.label_chars, texts=not titled):
            value = _value(phrase, weight) * factor / (1 + at / 50)
            if value > best.get(phrase, 0.0):
                best[phrase] = value
    if not best:
        first = next((text for letter in letters for text in (letter.title, letter.text) if text.strip()), "")
        return first.strip()[: settings.label_chars]
    label = min(best, key=lambda phrase: (-best[phrase], phrase))
    titles = {one for letter in read for one, _ in _phrases(letter, settings.label_chars, texts=False)}
    least = _FIT_SHARE * best[label]
    fit = [one for one, value in best.items() if value >= least and _fit(one, titled=one in titles)]
    if fit:
        label = min(fit, key=lambda phrase: (-best[phrase], phrase))
        if _PLACED.search(label):
            return label
    name = shared_name([fold(f"{letter.title} {letter.text[:_OPENING_CHARS]}") for letter in read], vectors)
    if not fit and issue:
        name = _STAND_IN.sub("", name) or next((term for term in terms if _names(term, issue)), "")
        if name and len(name) + len(issue) < settings.label_chars:
            return f"{name}：{issue}"
    if _PLACED.search(label):
        return label
    known = any(a + b in fold(label) for a, b in pairwise(name))
    return label if known or len(name) + len(label) > settings.label_chars else name + label


def _phrases(letter: Document, limit: int, *, texts: bool) -> Iterator[tuple[str, float]]:
    """Yield phrases that could name the group, and how well each stands alone; clauses of the text too if asked."""
    whole = clean(letter.title)
    if len(whole) > limit or any(mark in whole for mark in ",，。!！?？"):
        found = [clean(whole[slice(*piece.span())]) for piece in _SENTENCE.finditer(fold(whole))]
    else:
        found = [whole]
    for phrase in found:
        if _SHORTEST <= len(phrase) <= limit:
            yield phrase, _standing(phrase)
        elif len(phrase) > limit:
            yield phrase[: limit - 1] + "…", _standing(phrase) * _CUT_FACTOR
    text = letter.text[:_HEAD] if texts else ""
    for piece in _CLAUSE.finditer(fold(text)):
        phrase = clean(text[slice(*piece.span())])
        if _SHORTEST_CLAUSE <= len(phrase) <= limit:
            yield phrase, _standing(phrase) * _CLAUSE_FACTOR * (_TOLD_FACTOR if "了" in phrase else 1)


def _names(term: str, issue: str) -> bool:
    """Return whether a key term is a noun that says more than the issue's name does."""
    import rjieba

    noun = rjieba.tag(term)[-1][1].startswith(("n", "vn"))
    known = any(a + b in issue for a, b in pairwise(term))
    return noun and not known and not _LOOSE.search(term) and not FIRST_PERSON.search(term)


def _fit(phrase: str, *, titled: bool) -> bool:
    """Return whether a phrase can stand as a neutral label: part of a title, or a clause with a problem's word."""
    loose = FIRST_PERSON.search(phrase) or _RAGGED.search(phrase) or _LOOSE.search(phrase) or phrase.endswith("…")
    return not loose and (titled or bool(_PROBLEM.search(phrase)))


def _standing(phrase: str) -> float:
    factor = _PERSON_FACTOR if FIRST_PERSON.search(phrase) else 1.0
    factor *= _RAGGED_FACTOR if _RAGGED.search(phrase) else 1.0
    return factor * (_PROBLEM_FACTOR if _PROBLEM.search(phrase) else 1.0)


def _shared_weight(letters: Sequence[Document], vectors: Vectors) -> dict[str, float]:
    """Return for each bigram that two letters share: share of the letters × rarity (0 for one letter's own)."""
    counts: Counter[str] = Counter()
    for letter in letters:
        text = same_digits(fold(letter.title + " " + letter.text[:_HEAD]))
        counts.update({a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum()})
    needed = min(2, len(letters))
    shared = [bigram for bigram, count in counts.items() if count >= needed and without_placeholder(bigram)]
    size = vectors.text.shape[0]
    return {
        bigram: counts[bigram] / len(letters) * log(1 + size / frequency)
        for bigram, frequency in zip(shared, vectors.frequency_of(shared), strict=True)
    }


def _value(phrase: str, weight: Mapping[str, float]) -> float:
    """Return how much of what the letters share a phrase holds, for its length."""
    plain = same_digits(fold(phrase))
    return sum(weight.get(a + b, 0.0) for a, b in set(pairwise(plain))) / sqrt(len(phrase) + 6)


def shared_name(texts: Sequence[str], vectors: Vectors) -> str:
    """Return the longest run of 2 to 8 characters that makes the best name for the folded texts, or ``""``.

    A name is held by most texts, has a bigram that letters do not hold anywhere and ends in the word for a kind of
    place; a run that most of its texts continue in the same way is only part of a name.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({a + b for a, b in pairwise(text) if _may_name(a) and _may_name(b)})
    needed = max(2.0, _NAME_SHARE * len(texts))
    bigrams = [bigram for bigram, count in counts.items() if count >= needed]
    common = vectors.everyday_of([same_digits(bigram) for bigram in bigrams])
    frequency = vectors.frequency_of([same_digits(bigram) for bigram in bigrams])
    rare = [
        (-counts[bigram] * log(1 + vectors.text.shape[0] / number), bigram)
        for bigram, everyday, number in zip(bigrams, common, frequency, strict=True)
        if not everyday
    ]
    for _, bigram in sorted(rare)[:_NAMES_TRIED]:
        kind = _KIND.match(without_placeholder(grown(bigram, texts)))
        if kind and bigram[0] in kind[0]:
            return kind[0]
    return ""


def _may_name(character: str) -> bool:
    return character.isalnum() and character not in _NO_NAME


def grown(term: str, texts: Sequence[str]) -> str:
    """Lengthen a folded term to both sides while most texts that hold it go on in the same way."""
    while len(term) < _LONGEST_NAME:
        sides: Counter[str] = Counter()
        held = 0
        for text in texts:
            at = text.find(term)
            if at < 0:
                continue
            held += 1
            if at and _may_name(text[at - 1]):
                sides[text[at - 1] + term] += 1
            if at + len(term) < len(text) and _may_name(text[at + len(term)]):
                sides[term + text[at + len(term)]] += 1
        longer = min(sides, key=lambda side: (-sides[side], side), default="")
        if not longer or sides[longer] < max(2.0, _GROWTH_SHARE * held):
            break
        term = longer
    return term
