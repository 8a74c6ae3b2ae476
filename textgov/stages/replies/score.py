"""The four scores of an answer, each with pieces of the answer as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from textgov.resources import resource
from textgov.settings import REPLIES, ReplySettings
from textgov.stages.replies.wording import Reply, first_found, pairs, taken_apart
from textgov.types import Criterion, ReplyCheck

# Pairs of characters that more letters of a thousand hold than this tell nothing about one letter.
_EVERYDAY = 60.0
_NUMBERED = re.compile(
    r"(?:^|[\s。;；:：,，?？])(?:[一二三四五六七八九]|\d)[、.．)）]\s?|[(（](?:[一二三四五六七八九]|\d)[)）]"
)
_QUESTION = re.compile(
    r"[^。!！?？;；\n]*(?:[?？]|吗(?=[。,，]|$)|(?:如何|怎么|怎样|是否|能否|可否|什么时候|何时|多少)[^。!！?？;；\n]*)"
)
_QUOTES, _QUOTE = 3, 60
_MOST_PARTS = 8
_WHAT = ("切题", "完整", "说理", "及时")


def check_reply(
    identifier: str,
    *,
    title: str,
    text: str,
    reply: str,
    parts: Sequence[str] = (),
    sent: str | None = None,
    answered: str | None = None,
    settings: ReplySettings = REPLIES,
) -> ReplyCheck:
    """Score an official answer to a letter, both masked.

    ``parts`` are the stretches of the letter that raise an issue each, where several are known; numbered points and
    questions are found here. ``sent`` and ``answered`` are ISO dates or None. All scores are in [0, 1]; what cannot be
    told is None and does not count in the total. The method is shared wording and cues: see docs/replies.md.
    """
    taken = taken_apart(reply)
    days = (date.fromisoformat(answered) - date.fromisoformat(sent)).days if sent and answered else None
    criteria = (
        _relevance(title or text[:60], text, taken, settings),
        _completeness(asked(title, text, parts), taken, settings),
        _explanation(taken, settings),
        _timeliness(days, settings),
    )
    known = [
        (one.score, weight) for one, weight in zip(criteria, settings.weights, strict=True) if one.score is not None
    ]
    total = sum(score * weight for score, weight in known) / sum(weight for _, weight in known)
    return ReplyCheck(identifier, *criteria, total=round(total, 3), days=days)


def asked(title: str, text: str, parts: Sequence[str] = ()) -> list[str]:
    """Return what a letter asks for, point by point: its numbered points, its questions, or ``parts``; else the whole."""
    points = [point.strip() for point in _NUMBERED.split(text)[1:]]
    questions = [found[0].strip() for found in _QUESTION.finditer(text)]
    for found in (points, questions, list(parts)):
        told = [one for one in found if len(_telling(one)) > 2]
        if len(told) > 1:
            return told[:_MOST_PARTS]
    return [title or text]


@cache
def _everyday() -> frozenset[str]:
    lines = (resource("models/everyday") / "bigrams.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return frozenset(pair for share, *found in rows if float(share) >= _EVERYDAY for pair in found)


def _telling(text: str) -> set[str]:
    return pairs(text) - _everyday()


def _quotes(clauses: Sequence[str]) -> tuple[str, ...]:
    return tuple(one if len(one) <= _QUOTE else one[: _QUOTE - 1] + "…" for one in clauses[:_QUOTES])


def _nearest(wanted: set[str], clauses: Sequence[str]) -> list[str]:
    """Return the clauses that share most with ``wanted``, best first, those that share nothing left out."""
    shared = [(-len(wanted & _telling(clause)), at, clause) for at, clause in enumerate(clauses)]
    return [clause for count, _, clause in sorted(shared) if count]


def _relevance(title: str, text: str, reply: Reply, settings: ReplySettings) -> Criterion:
    if reply.length < settings.least:
        if reply.ask:
            return Criterion(0.4, ("只请来信人另行联系或补充情况,没有说这件事本身",), _quotes(reply.ask))
        empty = "只说已转交或不归本单位" if reply.transfer else "只有客套话,没有说到来信的事"
        return Criterion(0.0, (empty,), _quotes(reply.transfer or reply.formula))
    wanted = _telling(title) or _telling(text)
    said = _telling("。".join(reply.substance))
    share = len(wanted & said) / max(1, len(wanted))
    more = len(_telling(text) & said) / max(1, len(said))
    alike = min(1.0, max(share, more) / settings.title_share)
    score = min(1.0, 0.35 + 0.3 * min(1.0, reply.length / settings.full) + 0.5 * alike)
    near = _nearest(wanted | _telling(text), reply.substance)
    why = [f"除客套话外有 {reply.length} 字,与来信标题共有 {share:.0%} 的用词"]
    if score < settings.good:
        why.append("说得很少或用词与来信很少相同,可能答非所问")
    return Criterion(round(score, 3), tuple(why), _quotes(near))


def _completeness(points: Sequence[str], reply: Reply, settings: ReplySettings) -> Criterion:
    if reply.length < settings.least:
        return Criterion(0.0, ("来信要求的事没有一件得到回答",), _quotes(reply.transfer or reply.ask))
    said = _telling("。".join(reply.substance))
    covered, missed = [], []
    for point in points:
        wanted = _telling(point)
        share = len(wanted & said) / max(1, len(wanted))
        covered.append(min(1.0, share / settings.part_share))
        if share < settings.part_share / 2:
            missed.append(point)
    deeds = first_found("deed", reply.substance)
    grounds = bool(deeds or first_found("rule", reply.substance) or first_found("checked", reply.substance))
    score = sum(covered) / len(covered)
    if grounds and reply.length >= settings.curt:
        # Offices answer in other words than people ask: an answer with deeds and grounds is at least half of one.
        score = 0.4 + 0.6 * score
    reasons = [f"来信 {len(points)} 点,没有回应的 {len(missed)} 点" if len(points) > 1 else "来信说的是一件事"]
    if reply.length < settings.curt:
        score *= 0.6
        reasons.append("答复很短")
    if not grounds:
        score *= 0.75
        reasons.append("没有说做了什么、要做什么或按什么规定")
    if first_found("ask", reply.ask) and reply.length < 2 * settings.curt:
        score *= 0.7
        reasons.append("部分请来信人另行联系")
    return Criterion(round(score, 3), tuple(reasons), _quotes(deeds or list(reply.substance)))


def _explanation(reply: Reply, settings: ReplySettings) -> Criterion:
    clauses = (*reply.substance, *reply.formula)
    rules = first_found("rule", clauses)
    reasons = first_found("reason", reply.substance)
    checked = first_found("checked", clauses) if reply.substance else []
    numbers = [clause for clause in reply.substance if re.search(r"\d", clause)]
    score = 0.0
    told = []
    for found, worth, name in (
        (rules, 0.7, "引用了规定或文件"),
        (reasons, 0.4, "说明了原因"),
        (checked, 0.4, "说明了核查情况"),
    ):
        if found:
            score += worth
            told.append(name)
    if len(numbers) > 1:
        score += 0.3
        told.append("给出了具体数字或日期")
    if reply.length >= settings.curt and score < settings.middling and first_found("deed", reply.substance):
        score = settings.middling
        told.append("只说了做法,没有说理由")
    return Criterion(
        min(1.0, round(score, 3)),
        tuple(told) or ("没有引用规定,也没有说明原因",),
        _quotes([*rules, *reasons, *checked]),
    )


def _timeliness(days: int | None, settings: ReplySettings) -> Criterion:
    if days is None:
        return Criterion(None, ("缺少来信或答复的日期",))
    if days < 0:
        return Criterion(None, ("答复日期早于来信日期,请核对",))
    score = next((score for most, score in settings.days if days <= most), 0.0)
    return Criterion(score, (f"{days} 天后答复",))
