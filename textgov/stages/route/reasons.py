"""Say why in a few lines of plain Chinese: the deciding words, the rule, the remit, the doubt, the second body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from textgov.codebook import Body, RoutingRule
from textgov.fold import fold
from textgov.models import Floats, Occurrences
from textgov.settings import ROUTE
from textgov.types import Alternative, Phrase

# Words that say nothing to a reader, whatever weight the model gives their characters.
_EMPTY = frozenset(
    [
        "我们",
        "你们",
        "他们",
        "她们",
        "咱们",
        "大家",
        "自己",
        "人家",
        "这个",
        "那个",
        "这些",
        "那些",
        "这样",
        "那样",
        "这里",
        "那里",
        "这么",
        "那么",
        "什么",
        "怎么",
        "哪里",
        "多少",
        "一个",
        "一些",
        "一下",
        "一点",
        "一直",
        "没有",
        "不是",
        "不能",
        "不会",
        "不要",
        "就是",
        "还是",
        "都是",
        "但是",
        "可是",
        "因为",
        "所以",
        "如果",
        "而且",
        "或者",
        "以及",
        "已经",
        "现在",
        "今天",
        "昨天",
        "明天",
        "今年",
        "去年",
        "时候",
        "之后",
        "之前",
        "可以",
        "应该",
        "能够",
        "需要",
        "希望",
        "请问",
        "谢谢",
        "您好",
        "你好",
        "尊敬",
        "领导",
        "问题",
        "情况",
        "事情",
        "东西",
        "地方",
        "起来",
        "出来",
        "下去",
        "过来",
        "上去",
        "知道",
        "觉得",
        "看到",
        "听说",
        "有人",
        "别人",
        "有的",
        "也是",
        "只有",
        "非常",
        "真的",
        "特别",
        "比较",
        "每天",
        "天天",
        "晚上",
        "早上",
        "白天",
        "几个",
        "两个",
        "三个",
        "十个",
        "多个",
    ]
)


@dataclass(frozen=True, slots=True)
class Rival:
    """The second body: its name, how far behind the first it is in probability, the words that speak for it."""

    name: str
    gap: float
    words: tuple[str, ...]


def deciding_phrases(text: str, found: Occurrences, weights: Floats) -> list[str]:
    """Return the texts of ``strongest_phrases``."""
    return [phrase.text for phrase in strongest_phrases(text, found, weights)]


def strongest_phrases(text: str, found: Occurrences, weights: Floats, *, shift: int = 0) -> tuple[Phrase, ...]:
    """Return up to ``ROUTE.phrases`` phrases of ``text`` that speak most for a decision, strongest first.

    ``weights`` is the decision's weight of each occurrence. Each n-gram shares its weight among its characters; a word
    of the text speaks by the sum over its own, so that what is shown are words and not pieces of them. Strong words
    that touch are joined up to ``ROUTE.longest_phrase`` characters. Offsets are counted from ``shift``.
    """
    import rjieba

    if not len(weights):
        return ()
    share = weights / (found.ends - found.starts)
    steps = np.bincount(found.starts, share, len(text) + 1) - np.bincount(found.ends, share, len(text) + 1)
    sums = np.concatenate([[0.0], steps.cumsum().cumsum()])
    words = rjieba.cut(fold(text))
    ends = np.cumsum(np.fromiter(map(len, words), np.int64, len(words)))
    begins = np.concatenate([[0], ends[:-1]])
    spoken = sums[ends] - sums[begins]
    strong: list[tuple[float, int, int]] = []
    for number in np.argsort(-spoken, kind="stable").tolist():
        word, weight = words[number], float(spoken[number])
        if weight <= 0 or len(strong) == ROUTE.strongest_words:
            break
        if len(word) > 1 and not word.isascii() and word.isalnum() and word not in _EMPTY:
            strong.append((weight, int(begins[number]), int(ends[number])))
    merged: list[tuple[float, int, int]] = []
    for weight, start, end in sorted(strong, key=lambda one: one[1]):
        if merged and start == merged[-1][2] and end - merged[-1][1] <= ROUTE.longest_phrase:
            merged[-1] = (merged[-1][0] + weight, merged[-1][1], end)
        else:
            merged.append((weight, start, end))
    merged.sort(key=lambda one: (-one[0], one[1]))
    texts: dict[str, Phrase] = {}
    least = merged[0][0] * ROUTE.least_phrase if merged else 0.0
    for weight, start, end in (one for one in merged if one[0] >= least):
        texts.setdefault(text[start:end], Phrase(start - shift, end - shift, text[start:end], round(weight, 3)))
    return tuple(p for word, p in texts.items() if not any(word != other and word in other for other in texts))[
        : ROUTE.phrases
    ]


def reasons_for(
    *,
    phrases: Sequence[str],
    rules: Sequence[tuple[RoutingRule, str]],
    body: Body | None,
    name: str,
    doubt: Sequence[tuple[str, Alternative]],
    rival: Rival | None,
    conflict: str,
) -> tuple[str, ...]:
    """Return the lines; ``doubt`` holds the two likeliest bodies (with names) of a letter left to a person."""
    lines = []
    if doubt:
        likely = [pair for number, pair in enumerate(doubt) if not number or pair[1].probability >= ROUTE.min_possible]
        listed = "、".join(f"{label}({one.probability:.0%})" for label, one in likely)
        lines.append(f"{'两种可能' if len(likely) > 1 else '把握不够'}:{listed},请人看一下")
    if phrases:
        lines.append("信里的关键词:" + "、".join(phrases))
    elif not rules:
        lines.append("信里没有能说明归属的词")
    if rules:
        rule, words = rules[0]
        lines.append(f"规则:“{words}”,{rule.reason}")
    if body is not None and not doubt:
        lines.append(f"{name}的职责:{_first_clause(body.remit)}")
    if rival is not None and rival.words:
        words = "、".join(f"“{word}”" for word in rival.words)
        lines.append(f"为什么不是{rival.name}:信里{words}像它的事,但总的把握低 {rival.gap:.0%}")
    if conflict:
        lines.append(conflict)
    return tuple(lines)


def _first_clause(remit: str) -> str:
    for mark in (":", ":", "。"):
        remit = remit.split(mark)[0]
    return remit
