"""Name a group in its writers' own words, and list the terms that set it apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt

from textgov.fold import fold
from textgov.settings import ClusterSettings
from textgov.stages.cluster.vectors import Vectors, same_digits
from textgov.types import Document

# What a title says about the letter instead of about the problem.
# The patterns read folded text, in which punctuation is half-width.
_OPENING = re.compile(
    r"(?:尊敬的[^,。:!]{0,12}[,:!]|(?:您|你)们?好[,。!]*|(?:再次|多次|再|第[一二三四五六七八九十\d]+次)?"
    r"(?:强烈|实名|紧急|恳切|急切)?(?:给|二问|三问|问问|关于|反映|反应|投诉|咨询|请求|恳请|恳求|举报|建议|希望|求助|呼吁|请问|质疑|要求"
    r"|请政府|请领导|请相关部门|请有关部门|请)(?:尽快|及时)?(?:解决|处理)?|(?:对于|对|就)(?=.*(?:的|建议|意见|问题)$)|[\s,:!、—-]+)"
)
_CLOSING = re.compile(
    r"(?:的?(?:若干|诸多|几点|几个|一些|相关|有关|等)*(?:问题|情况|建议书?|投诉信?|咨询|诉求|反映|请求|疑问|疑惑|事宜|求助|意见|举报信?|反馈)"
    r"|[\s,。;:!?、…—-]+|等)$"
)
_CLAUSE = re.compile(r"[^\s,。;:!?、…]+")
_SHORTEST_LABEL, _SHORTEST_CLAUSE = 4, 6
_TITLES_TRIED = 10

# Words that every letter holds.
_EMPTY_WORDS = re.compile(
    r"尊敬|领导|书记|[市县区]长|反映|反应|投诉|咨询|请求|恳请|举报|建议|希望|问题|情况|部门|政府|相关|有关|可以|能否|是否|能不能|为什么"
    r"|因为|所以|但是|现在|目前|一直|时候|时间|进行|解决|处理|关于|如何|怎么|为何|多次|居民|业主|群众|老百姓|市民|大家|本人"
    r"|我们|你们|他们|这个|那个|什么|没有|不是|就是|已经|至今|根据|由于|以及|如果|需要|应该|自己|位于|地处|每天|严重|请问|您好|你好|谢谢|何时"
)
_LONGEST_TERM, _HEAD, _MEMBERS_READ = 6, 100, 60
# One character joins no pair unless it is part of a name: 东|六|路.
_JOINTS = frozenset("的了是我你在有和与及并请吗呢吧啊就都也很还又把被让给向从对到为以于等之这那个您们么")


def clean_title(title: str) -> str:
    """Strip what introduces and closes a title: 关于…的问题, 投诉…, 尊敬的….

    >>> clean_title("关于反映丰乐家园旁搅拌站夜间噪音扰民的问题")
    '丰乐家园旁搅拌站夜间噪音扰民'
    """
    title = title.strip(" \t\r\n《》“”\"'")
    folded = fold(title)
    start, end = 0, len(title)
    while (found := _OPENING.match(folded, start, end)) and found.end() < end:
        start = found.end()
    while (found := _CLOSING.search(folded, start, end)) and found.start() > start:
        end = found.start()
    return title[start:end]


def name_of(letters: Sequence[Document], terms: Sequence[str], settings: ClusterSettings) -> str:
    """Return a label of at most ``label_chars`` characters: place and problem as one of the writers put it.

    ``letters`` stand with the most central first. The first title of fitting length wins; else the start of a longer
    one; else the first clause of a text that names most key terms; else the text's or title's first characters.
    """
    titles = [clean_title(letter.title) for letter in letters[:_TITLES_TRIED]]
    for title in titles:
        if _SHORTEST_LABEL <= len(title) <= settings.label_chars:
            return title
    for title in titles:
        if len(title) > settings.label_chars:
            return _shortened(title, settings.label_chars)
    clauses = [
        clause
        for letter in letters[:_TITLES_TRIED]
        for found in _CLAUSE.finditer(fold(letter.text[: settings.max_chars]))
        if _SHORTEST_CLAUSE <= len(clause := clean_title(letter.text[slice(*found.span())])) <= settings.label_chars
    ]
    if clauses:
        return max(clauses, key=lambda clause: sum(len(term) for term in terms if term in clause))
    first = next((text for letter in letters for text in (letter.title, letter.text) if text.strip()), "")
    return _shortened(first.strip(), settings.label_chars)


def _shortened(text: str, limit: int) -> str:
    """Cut at the last clause that fits, or inside the first one with a mark of omission."""
    best = ""
    for clause in _CLAUSE.finditer(fold(text)):
        if clause.end() > limit:
            break
        best = text[: clause.end()]
    return best if len(best) >= _SHORTEST_CLAUSE else text[: limit - 1] + "…" * (len(text) > limit - 1)


def key_terms(letters: Sequence[Document], vectors: Vectors, settings: ClusterSettings) -> tuple[str, ...]:
    """Return up to ``terms`` words or pairs of words, 2 to 6 characters, that set the group apart, strongest first.

    ``letters`` are the group's wordings, the most central first; titles and openings of the texts are read. A word that
    only ever stands in one pair gives way to it. The weight is the class-based TF-IDF of Grootendorst 2022, share of
    members × log(1 + letters / frequency), where a term is taken to be as frequent as its rarest bigram, times the root
    of its length; of overlapping terms the stronger stays.
    """
    counts: Counter[str] = Counter()
    for letter in letters[:_MEMBERS_READ]:
        counts.update(_candidates(fold(letter.title)) | _candidates(fold(letter.text[:_HEAD])))
    needed = min(2, len(letters))
    counts = Counter({term: count for term, count in counts.items() if count >= needed})
    candidates = [
        term
        for term, count in counts.items()
        if not any(term != other and term in other and count <= counts[other] for other in counts)
    ]
    frequency = vectors.frequency_of([same_digits(term) for term in candidates])
    weight = {
        term: counts[term] * log(1 + vectors.text.shape[0] / count) * sqrt(len(term) - 1)
        for term, count in zip(candidates, frequency, strict=True)
    }
    chosen: list[str] = []
    for term in sorted(candidates, key=lambda term: (-weight[term], term)):
        if len(chosen) == settings.terms:
            break
        if not any(_overlap(term, other) for other in chosen):
            chosen.append(term)
    return tuple(chosen)


def _candidates(text: str) -> set[str]:
    """Return the telling words of a folded text and the pairs of neighbours that one of them is part of."""
    import rjieba

    words = rjieba.cut(text)
    telling = [word.isalnum() and not _EMPTY_WORDS.search(word) and not _JOINTS.issuperset(word) for word in words]
    found = {word for word, kept in zip(words, telling, strict=True) if kept}
    found |= {a + b for (a, kept), (b, next_kept) in pairwise(zip(words, telling, strict=True)) if kept and next_kept}
    return {term for term in found if 2 <= len(term) <= _LONGEST_TERM and not term.isascii()}


def _overlap(a: str, b: str) -> bool:
    return any(a[at : at + 2] in b for at in range(len(a) - 1))
