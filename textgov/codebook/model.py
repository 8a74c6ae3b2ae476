"""What a codebook is made of: codes with forms and rules, bodies with remits, routing rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
class Body:
    """A committee or office that leads, with its remit in sentences; ``excludes`` says what goes elsewhere instead.

    ``questions`` are what a residents' meeting has to settle in matters that this body leads.
    """

    id: str
    name: str
    remit: str
    typical: str
    excludes: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """A rule beside the model: when ``match`` stands in a letter (as a ``Rule``), it goes to ``body`` for ``reason``.

    ``weight`` in (0, 1] is the share of belief given to the rule; 1 overrides the model.
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


@dataclass(frozen=True, slots=True)
class Codebook:
    """All domain knowledge; the mappings keep the file's order. ``cues`` are named lists of rules (urgent, against …)."""

    practices: Mapping[str, Code]
    issues: Mapping[str, Code]
    bodies: Mapping[str, Body]
    routing: tuple[RoutingRule, ...] = ()
    cues: Mapping[str, Code] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
