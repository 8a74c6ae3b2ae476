"""What is personal in a letter, and the letter without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal in a text: offsets in the raw text, type (PERSON, PHONE …), score in (0, 1], and why."""

    start: int
    end: int
    type: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Risk:
    """How likely a letter still gives its writer away: ``low``, ``medium`` or ``high``, with reasons in Chinese."""

    level: Literal["low", "medium", "high"]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its personal data replaced; ``spans`` are on the raw text, sorted and disjoint."""

    text: str
    spans: tuple[Finding, ...]
    risk: Risk
