"""Where a letter should go, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alternative:
    """A body (or the user's own label) and its probability in [0, 1]."""

    body: str
    probability: float


@dataclass(frozen=True, slots=True)
class IssuePart:
    """One issue of a letter, the body that owns it and the stretch of text that raises it."""

    issue: str
    body: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak for a decision: ``text == document.text[start:end]``; ``weight`` in the model's own measure."""

    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Referral:
    """The street's own office for a letter, from its directory as it was on ``day`` (ISO).

    ``office`` is empty where the directory names none. ``outside``: the matter is beyond the street, the writer has to go
    there instead. ``supporting`` are names with contacts of offices that help.
    """

    office: str
    contact: str
    day: str
    outside: bool = False
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Where a letter should go.

    ``alternatives`` is ranked, the chosen body first; an abstained letter keeps them and its best ``issue`` and has
    ``body == "triage"``. ``supporting`` lists bodies of the letter's further issues. ``against`` is the role that is
    complained about (government, company, property_company …) or None. ``urgent_words`` are the words that put the
    letter into the urgent lane. ``set``, where a coverage was asked for, is the smallest set of bodies that holds the lead
    body so often, the chosen body first. ``phrases`` are the deciding ones of the text, the strongest first; ``referral`` is
    there when a directory was given.
    """

    id: str
    issue: str | None
    issue_name: str | None
    body: str
    body_name: str
    probability: float
    alternatives: tuple[Alternative, ...]
    supporting: tuple[str, ...] = ()
    abstained: bool = False
    urgent: bool = False
    urgent_words: tuple[str, ...] = ()
    against: str | None = None
    issues: tuple[IssuePart, ...] = ()
    reasons: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    referral: Referral | None = None


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule beside the model that fired in a letter, with the words that fired it."""

    id: str
    words: str
    weight: float
    body: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a route came about.

    ``before`` and ``after`` are the bodies before and after rules and accusations, ``phrases`` by body what speaks most for
    the first two, ``accused`` who (name), with which words, and whether of wrongdoing, ``least`` the probability from which
    the letter would have been routed.
    """

    route: Route
    before: tuple[Alternative, ...]
    after: tuple[Alternative, ...]
    rules: tuple[FiredRule, ...]
    phrases: Mapping[str, tuple[Phrase, ...]]
    accused: tuple[tuple[str, str, bool], ...]
    conflict: str
    least: float
