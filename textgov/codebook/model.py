"""What a codebook is made of: codes with forms and rules, bodies with remits, who may be accused, routing rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Whose meeting talks about a matter, from the nearest to the widest.
LEVELS = ("楼道", "小区", "村居", "街道")


@dataclass(frozen=True, slots=True)
class Rule:
    """A conditional surface pattern of a code.

    ``match`` is written in the pattern language of ``patterns.py``. ``near``: at least one of these strings must stand
    in the same sentence; ``not_near``: none may. With ``within`` > 0 both look only that many characters to each side of
    the match. ``score`` in (0, 1] is how sure one match is; ``status`` forces a status (a rule about lacks is a problem).
    """

    match: str
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    within: int = 0
    score: float = 0.8
    status: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A practice of reports or an issue of letters.

    ``forms`` are evidence by themselves; ``blocks`` are longer strings that are *not* evidence although they contain a
    form (网格布 for 网格); ``shared`` are forms that another code claims too, on purpose. ``body`` is the usual body of
    an issue and empty for a practice.

    For the residents' meeting an issue has its ``level`` (one of ``LEVELS``), whom it ``concerns``, ``questions``, and
    whether a meeting can ``settle`` it; where it cannot, ``goes_to`` says who can. None and ``""`` leave it to the body.
    """

    id: str
    name: str
    definition: str
    include: str
    exclude: str
    forms: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    blocks: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    body: str = ""
    level: str = ""
    settle: bool | None = None
    goes_to: str = ""
    concerns: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A committee or office that leads, with its remit in sentences; ``excludes`` says what goes elsewhere instead.

    ``questions`` are what a residents' meeting has to settle in matters that this body leads. The rest makes a street's own
    directory: ``contact`` as people read it, the first and last ISO date on which the entry holds (``start``, ``until``;
    empty is open), the ids of issues or bodies whose letters it takes (``leads``) or helps with (``supports``), and
    ``outside = "yes"`` for an office beyond the street, to which the writer has to go instead.
    """

    id: str
    name: str
    remit: str
    typical: str
    excludes: str
    questions: tuple[str, ...] = ()
    level: str = ""
    settle: bool | None = None
    goes_to: str = ""
    contact: str = ""
    start: str = ""
    until: str = ""
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom a letter may accuse, known by its ``words``.

    ``role`` is what the route shows (government, village_cadre …), empty for those who only end the look for what an actor
    did; ``body`` is the one that must not lead when the actor is accused, empty where no body is it.
    """

    id: str
    name: str
    words: tuple[str, ...]
    role: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """A rule beside the model: when ``match`` stands in a letter (as a ``Rule``), it goes to ``body`` for ``reason``.

    ``weight`` in (0, 1] is the share of belief given to the rule; 1 overrides the model. With ``place`` one of these words
    must stand anywhere in the letter, its title or its other columns. Of rules for different bodies the one of the higher
    ``priority`` has the last word, then the weightier one.
    """

    id: str
    match: str
    body: str
    reason: str
    issue: str = ""
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    within: int = 0
    weight: float = 0.5
    place: tuple[str, ...] = ()
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Codebook:
    """All domain knowledge; the mappings keep the file's order. ``cues`` are named lists of rules (urgent, against …)."""

    practices: Mapping[str, Code]
    issues: Mapping[str, Code]
    bodies: Mapping[str, Body]
    routing: tuple[RoutingRule, ...] = ()
    cues: Mapping[str, Code] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
