"""Say why in two to four lines of plain Chinese: the deciding words, the rule, the remit, the doubt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from textgov.codebook import Body, RoutingRule
from textgov.models import Floats, Occurrences
from textgov.settings import ROUTE
from textgov.types import Alternative


def deciding_phrases(text: str, found: Occurrences, weights: Floats) -> list[str]:
    """Return up to ``ROUTE.phrases`` phrases of ``text`` that speak most for a decision, strongest first.

    ``weights`` is the decision's weight of each occurrence. The strongest n-grams are taken, and those that touch are joined up to ``ROUTE.longest_phrase`` characters.
    """
    useful = np.flatnonzero(weights > 0)
    strong = useful[np.argsort(-weights[useful], kind="stable")[: ROUTE.strongest_grams]]
    spans = sorted(
        zip(found.starts[strong].tolist(), found.ends[strong].tolist(), weights[strong].tolist(), strict=True)
    )
    merged: list[tuple[int, int, float]] = []
    for start, end, weight in spans:
        if merged and start <= merged[-1][1] and end - merged[-1][0] <= ROUTE.longest_phrase:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2] + weight)
        elif not merged or start >= merged[-1][1]:
            merged.append((start, end, weight))
    merged.sort(key=lambda span: -span[2])
    phrases = list(dict.fromkeys(text[start:end] for start, end, _ in merged))
    return [p for p in phrases if not any(p != other and p in other for other in phrases)][: ROUTE.phrases]


def reasons_for(
    *,
    phrases: Sequence[str],
    rules: Sequence[tuple[RoutingRule, str]],
    body: Body | None,
    name: str,
    doubt: Sequence[tuple[str, Alternative]],
    conflict: str,
) -> tuple[str, ...]:
    """Return the lines; ``doubt`` holds the two likeliest bodies (with names) of a letter left to a person."""
    lines = []
    if doubt:
        listed = "、".join(f"{label}({one.probability:.0%})" for label, one in doubt)
        lines.append(f"{'两种可能' if len(doubt) > 1 else '把握不够'}:{listed},请人看一下")
    if phrases:
        lines.append("信里的关键词:" + "、".join(phrases))
    elif not rules:
        lines.append("信里没有能说明归属的词")
    if rules:
        rule, words = rules[0]
        lines.append(f"规则:“{words}”,{rule.reason}")
    if body is not None and not doubt:
        lines.append(f"{name}的职责:{_first_clause(body.remit)}")
    if conflict:
        lines.append(conflict)
    return tuple(lines)


def _first_clause(remit: str) -> str:
    for mark in (":", ":", "。"):
        remit = remit.split(mark)[0]
    return remit
