"""What is read and how it is cut: documents, places, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["report", "letter"]
Status = Literal["done", "planned", "problem"]


class Span(NamedTuple):
    """A piece of a text: ``text[start:end]``. A named tuple, because a text has hundreds."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report is about; a level that the text does not name is None."""

    province: str | None = None
    city: str | None = None
    district: str | None = None
    street: str | None = None

    def __str__(self) -> str:
        return "".join(part for part in (self.province, self.city, self.district, self.street) if part)


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line of a file that is not part of the report's body, and why. ``number`` counts from 1."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report or one letter.

    ``date`` is an ISO date (YYYY-MM-DD) or None when the text does not say it; ``removed`` lists what the reader left
    out of ``text``; ``metadata`` holds the other columns of a letter's row as text, in the file's order.
    """

    id: str
    text: str
    kind: Kind
    title: str = ""
    date: str | None = None
    source: str | None = None
    place: Place | None = None
    path: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[RemovedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read: where, which row (from 1, None for a whole file), why, and what to do."""

    path: str
    row: int | None
    reason: str
    advice: str = ""


class Token(NamedTuple):
    """A word with its offsets; ``pos`` is jieba's part-of-speech tag, or ``""`` when not asked for.

    A named tuple: building frozen dataclasses took longer than finding the words (benchmarks/segmentation.py).
    """

    text: str
    start: int
    end: int
    pos: str = ""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The sentences and words of one text."""

    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...] = ()
