"""What passes between people and the router: letters to look at, answers, corrections, labels that look wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textgov.types import Document, Rejected, Route

# What a reviewer chooses when the suggestion is right.
RIGHT = "建议正确"


@dataclass(frozen=True, slots=True)
class Asked:
    """A masked letter that a person should look at, its route, the doubt in [0, 1] and the check digits of its row."""

    letter: Document
    route: Route
    doubt: float
    check: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be answered: names by id. A user's own labels are their own names; ``issues`` may be empty."""

    bodies: Mapping[str, str]
    issues: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a returned queue as text: ``body`` and ``issue`` are what the reviewer wrote, ``""`` for nothing.

    ``suggested_body`` and ``suggested_issue`` are ids; ``row`` counts from 1, the header's included.
    """

    path: str
    row: int
    id: str
    title: str
    text: str
    check: str
    body: str
    issue: str
    suggested_body: str
    suggested_issue: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about one letter: ids (or own labels), ``""`` where nothing was said; texts are masked.

    ``previous`` holds earlier answers (body, issue) that this one replaced, the oldest first; ``date`` is what the user
    gave, or ``""``.
    """

    id: str
    title: str
    text: str
    body: str
    issue: str
    suggested_body: str = ""
    suggested_issue: str = ""
    date: str = ""
    previous: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """All corrections after taking answers; every row is new, changed, known, empty or rejected."""

    corrections: tuple[Correction, ...]
    new: int
    changed: int
    known: int
    empty: int
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Suspect:
    """Letter ``row`` (from 0): the label it has, the likelier one, and P of both in [0, 1]."""

    row: int
    given: str
    likelier: str
    given_probability: float
    likelier_probability: float


@dataclass(frozen=True, slots=True)
class LabelCheck:
    """Labels that look wrong, the clearest first: the masked letter, the suspect, words that speak for the likelier label.

    ``accuracy`` in [0, 1] is how often the model that judged agrees with the given labels.
    """

    accuracy: float
    found: tuple[tuple[Document, Suspect, tuple[str, ...]], ...]
