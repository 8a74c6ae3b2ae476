"""The words that set a group apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import log, sqrt

from textgov.fold import fold
from textgov.settings import ClusterSettings
from textgov.stages.cluster.label import grown
from textgov.stages.cluster.vectors import Vectors, same_digits
from textgov.stages.cluster.wording import without_placeholder
from textgov.types import Document

# Words that every letter holds.
_EMPTY_WORDS = re.compile(
    r"尊敬|领导|书记|[市县区]长|反映|反应|投诉|咨询|请求|恳请|举报|建议|希望|问题|情况|部门|政府|相关|有关|可以|能否|是否|能不能|为什么"
    r"|因为|所以|但是|现在|目前|一直|时候|时间|进行|解决|处理|关于|如何|怎么|为何|多次|居民|业主|群众|老百姓|市民|大家|本人|刻不容缓|大背景"
    r"|我们|你们|他们|这个|那个|什么|没有|不是|就是|已经|至今|根据|由于|以及|如果|需要|应该|自己|位于|地处|每天|严重|请问|您好|你好|谢谢|何时"
    r"|一个|两个|三个|几个|一些|一点|一下|昨天|今天|明天|昨晚|天天|附近|旁边|周边|沿线|老板|电话|同志|只有|能够|得到|以后|之前|几年|十几年"
)
_LONGEST_TERM, _HEAD, _OPENING_CHARS, _MEMBERS_READ = 6, 100, 300, 60
# A title names the problem; a run of the text that copies of one letter share may be any.
_TITLE_BONUS = 2
_LONGEST_CUT = 2
# One character joins no pair unless it is part of a name: 东|六|路.
_JOINTS = frozenset("的了是我你在有和与及并请吗呢吧啊就都也很还又把被让给向从对到为以于等之这那个您们么")


def key_terms(letters: Sequence[Document], vectors: Vectors, settings: ClusterSettings) -> tuple[str, ...]:
    """Return up to ``terms`` words or pairs of words, 2 to 8 characters, that set the group apart, strongest first.

    ``letters`` are the group's wordings, the most central first; titles and openings of the texts are read. A word that
    most letters begin or end with a rare character more is completed (煌国际城 → 辉煌国际城). A word that
    only ever stands in one pair gives way to it. The weight is the class-based TF-IDF of Grootendorst 2022, share of
    members × log(1 + letters / frequency), where a term is taken to be as frequent as its rarest bigram, times the root
    of its length; of overlapping terms the stronger stays.
    """
    counts: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for letter in letters[:_MEMBERS_READ]:
        of_title = _candidates(_bare(letter.title))
        titled.update(of_title)
        counts.update(of_title | _candidates(_bare(letter.text[:_HEAD])))
    needed = min(2, len(letters))
    counts = Counter({term: count for term, count in counts.items() if count >= needed})
    within: dict[str, int] = {}
    for term, count in counts.items():
        for start, end in combinations(range(len(term) + 1), 2):
            if end - start < len(term):
                within[term[start:end]] = max(count, within.get(term[start:end], 0))
    candidates = [term for term, count in counts.items() if count > within.get(term, 0)]
    frequency = vectors.frequency_of([same_digits(term) for term in candidates])
    weight = {
        term: (counts[term] + _TITLE_BONUS * titled[term])
        * log(1 + vectors.text.shape[0] / count)
        * sqrt(len(term) - 1)
        for term, count in zip(candidates, frequency, strict=True)
    }
    texts = [_bare(f"{letter.title} {letter.text[:_OPENING_CHARS]}") for letter in letters[:_MEMBERS_READ]]
    chosen: list[str] = []
    for term in sorted(candidates, key=lambda term: (-weight[term], term)):
        if len(chosen) == settings.terms:
            break
        if not any(_overlap(term, other) for other in chosen):
            term = completed(term, texts, vectors)
            if not any(_overlap(term, other) for other in chosen):
                chosen.append(term)
    return tuple(chosen)


def completed(term: str, texts: Sequence[str], vectors: Vectors) -> str:
    """Give a folded term back the rare characters that a segmenter cut off it."""
    longer = grown(term, texts)
    at = longer.find(term)
    start, end = at, at + len(term)
    pairs = list(pairwise(same_digits(longer)))
    common = vectors.everyday_of([a + b for a, b in pairs]) if pairs else []
    while start and not common[start - 1]:
        start -= 1
    while end < len(longer) and not common[end - 1]:
        end += 1
    return longer[start:end] if end - start <= len(term) + _LONGEST_CUT else term


def _bare(text: str) -> str:
    """Fold a text and leave out the stand-ins for cities: a segmenter would cut A5区劳动路 into 区劳|动路."""
    return without_placeholder(fold(text), " ")


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
