"""What is found in a text: practices or issues with their evidence, figures, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textgov.types.documents import Span, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a tag was given: ``quote == text[start:end]``; ``by`` names the rule that fired; ``sentence`` holds it."""

    start: int
    end: int
    quote: str
    by: str
    score: float
    status: Status
    sentence: Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A practice of a report or an issue of a letter, with at least one evidence. ``score`` is in (0, 1]."""

    code: str
    name: str
    score: float
    status: Status
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a figure is about, read from ``quote == text[start:end]`` (今年以来, 截至6月底, 2021年).

    ``first`` and ``last`` are ISO dates, both included; None is an end that the text leaves open or that cannot be known.
    ``note`` says in Chinese why a relative time was not resolved, else ``""``.
    """

    start: int
    end: int
    quote: str
    first: str | None = None
    last: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something.

    ``value`` is None where the text gives a range or an unknown amount (数千人次); ``low`` and ``high`` are a range's
    ends (3到5名) and None otherwise; ``approx`` is the word that makes it inexact (余, 多, 近, 超, 不少于 …) or ``""``;
    ``quote == text[start:end]``; ``period`` is None where the sentence names no time.
    """

    value: float | None
    unit: str
    subject: str
    quote: str
    start: int
    end: int
    approx: str = ""
    planned: bool = False
    low: float | None = None
    high: float | None = None
    period: Period | None = None


CheckKind = Literal["sum", "share", "missing", "doubled", "repeated", "percent", "date"]


@dataclass(frozen=True, slots=True)
class Check:
    """Something about a report's numbers that was checked: a sum or share, which may hold, or a defect of the text.

    ``kind``: ``sum`` a total and its parts, ``share`` a percentage of two numbers, ``missing`` a number is missing,
    ``doubled`` the same people counted twice, ``repeated`` a word or mark typed twice, ``percent`` and ``date``
    impossible ones. ``ok`` tells that the arithmetic holds; ``spans`` are the pieces compared, the total first;
    ``quote == text[start:end]`` spans all of them; ``explanation`` is Chinese.
    """

    kind: CheckKind
    ok: bool
    start: int
    end: int
    quote: str
    spans: tuple[Span, ...]
    explanation: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class Tagging:
    """All tags and figures of one document; tags sorted by score, then by place in the text.

    ``checks`` are the sums of a report that were checked and the defects of its text, by place in the text.
    """

    id: str
    tags: tuple[Tag, ...]
    figures: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()


NameType = Literal["street", "town", "community", "village", "compound", "organisation", "programme", "person", "place"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: ``text == document.text[start:end]``; ``canonical`` is its full form (八坼街道 for 八坼)."""

    text: str
    type: NameType
    start: int
    end: int
    canonical: str


@dataclass(frozen=True, slots=True)
class NameSummary:
    """One name of a document: where it stands, in order, and the other forms it is written in."""

    name: str
    type: NameType
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return len(self.mentions)
