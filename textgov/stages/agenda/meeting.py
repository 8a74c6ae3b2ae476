"""Whose meeting talks about a matter, whom it concerns, what to ask, and whether the meeting can settle it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textgov.codebook import Body, Code
from textgov.codebook.model import LEVELS

# A matter that letters place here is at least this wide; a compound (小区, 花园, 苑) may still be one staircase.
_WIDER = (
    (re.compile(r"(?:镇|街道)$"), "街道"),
    (re.compile(r"(?:村|社区|路|街|大道|巷|桥|广场|市场|夜市|公园)$"), "村居"),
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the codebook says about bringing a matter to a meeting; ``goes_to`` is ``""`` where the meeting can settle it."""

    level: str
    settle: bool
    goes_to: str
    concerns: str
    questions: tuple[str, ...]


def meeting_about(issue: Code | None, lead: Body, place: str) -> Meeting:
    """Return how a meeting deals with an issue led by a body; what the issue does not say, the body does.

    Where another body leads than the issue's own (supervision, because its own is accused), the lead speaks first.
    """
    says: Sequence[Code | Body] = (lead,)
    if issue:
        says = (issue, lead) if issue.body == lead.id else (lead, issue)
    settle = next((one.settle for one in says if one.settle is not None), True)
    goes_to = next((one.goes_to for one in says if one.goes_to), "")
    return Meeting(
        level=_level(next((one.level for one in says if one.level), ""), place),
        settle=settle,
        goes_to="" if settle else goes_to,
        concerns=issue.concerns if issue else "",
        questions=next((one.questions for one in says if one.questions), ()),
    )


def _level(usual: str, place: str) -> str:
    """Return the usual level, or the wider one that the place asks for; ``""`` where nothing is known."""
    asked = next((level for kind, level in _WIDER if kind.search(place)), "")
    return max(usual, asked, key=lambda level: LEVELS.index(level) if level else -1)
