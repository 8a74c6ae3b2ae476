"""What rules say about a letter beside the model: routing rules, urgency, who is complained about."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textgov.codebook import Code, Codebook, RoutingRule, Rule
from textgov.fold import fold
from textgov.matching import Hit, Matcher
from textgov.settings import ROUTE
from textgov.stages.route.conflict import IDLE, WRONG, Accusation, AccusationFinder
from textgov.types import Document, Span

_RULE, _CUE = "rule:", "cue:"
_AGAINST = "against_"
_URGENT, _CALM = "urgent", "calm"
_READ = (_URGENT, _CALM, WRONG, IDLE)


@dataclass(frozen=True, slots=True)
class Signals:
    """``fired``: rules with the phrase that fired each; ``against``: roles complained about with their scores."""

    fired: tuple[tuple[RoutingRule, str], ...] = ()
    urgent_words: tuple[str, ...] = ()
    against: tuple[tuple[str, float], ...] = ()
    accusations: tuple[Accusation, ...] = ()

    def joined(self, other: Signals) -> Signals:
        """Return the signals of text and title together."""
        return Signals(
            (*self.fired, *other.fired),
            tuple(dict.fromkeys((*self.urgent_words, *other.urgent_words))),
            (*self.against, *other.against),
            (*self.accusations, *other.accusations),
        )


class SignalFinder:
    """Reads routing rules and cues of a codebook in one pass over a letter."""

    def __init__(self, matcher: Matcher, rules: dict[str, RoutingRule], accusations: AccusationFinder) -> None:
        self._matcher = matcher
        self._rules = rules
        self._accusations = accusations

    @classmethod
    def from_codebook(cls, codebook: Codebook) -> SignalFinder:
        """Compile the codebook's routing rules and its cues ``urgent`` and ``against_…``."""
        codes = [
            Code(
                _RULE + rule.id,
                rule.id,
                "",
                "",
                "",
                (),
                (Rule(rule.match, rule.near, rule.not_near, rule.within, rule.weight),),
            )
            for rule in codebook.routing
        ]
        codes += [
            Code(_CUE + cue.id, cue.name, "", "", "", cue.forms, _strong(cue), cue.blocks, cue.shared)
            for cue in codebook.cues.values()
            if cue.id in _READ or cue.id.startswith(_AGAINST)
        ]
        accusations = AccusationFinder.from_codebook(codebook)
        codes += accusations.codes()
        return cls(Matcher.from_codes(codes), {_RULE + rule.id: rule for rule in codebook.routing}, accusations)

    def read(self, document: Document, sentences: Sequence[Span]) -> Signals:
        """Return the signals of a letter with its title; rules for a place fire where the letter or its row names it."""
        signals = self.find(document.text, sentences)
        if document.title:
            signals = signals.joined(self.find(document.title, (Span(0, len(document.title)),)))
        if any(rule.place for rule, _ in signals.fired):
            around = fold("\n".join((document.title, document.text, *document.metadata.values())))
            fired = [one for one in signals.fired if _is_there(one[0], around)]
            signals = replace(signals, fired=tuple(fired))
        return signals

    def find(self, text: str, sentences: Sequence[Span]) -> Signals:
        """Return the signals of one letter; a title is read as a sentence of its own by the caller."""
        hits = self._matcher.find(text, sentences)
        if not hits:
            return Signals()
        fired: dict[str, tuple[RoutingRule, str]] = {}
        against: dict[str, float] = {}
        for hit in hits:
            identifier = hit.code.id
            if identifier in self._rules:
                fired.setdefault(identifier, (self._rules[identifier], text[hit.start : hit.end]))
                continue
            cue = identifier.removeprefix(_CUE)
            if cue.startswith(_AGAINST):
                role = cue.removeprefix(_AGAINST)
                against[role] = against.get(role, 0.0) + hit.score
        accused = self._accusations.find(text, sentences, hits)
        return Signals(tuple(fired.values()), _urgent(hits, text), tuple(against.items()), accused)


def _is_there(rule: RoutingRule, around: str) -> bool:
    return not rule.place or any(fold(place) in around for place in rule.place)


def _strong(cue: Code) -> tuple[Rule, ...]:
    """Return the rules worth reading: all of urgency, of roles those that the model has not learned better itself."""
    if not cue.id.startswith(_AGAINST):
        return cue.rules
    return tuple(rule for rule in cue.rules if rule.score >= ROUTE.min_role_score)


def _urgent(hits: Sequence[Hit], text: str) -> tuple[str, ...]:
    """Return the urgent words when together, as 1 - Π(1 - score), they reach ``ROUTE.min_urgent``; else nothing.

    Long letters tell of much: beyond ``ROUTE.urgent_length`` characters doubt weighs more, with the root of the length.

    A word in whose sentence, up to ``ROUTE.calm_reach`` characters away, it says that this is past, a drill, a film or
    settled does not count.
    """
    calm = [hit for hit in hits if hit.code.id == _CUE + _CALM]
    found = [hit for hit in hits if hit.code.id == _CUE + _URGENT and not any(_calms(one, hit) for one in calm)]
    doubt = math.prod(1 - hit.score for hit in found) ** math.sqrt(min(1.0, ROUTE.urgent_length / max(1, len(text))))
    if 1 - doubt < ROUTE.min_urgent:
        return ()
    return tuple(dict.fromkeys(text[hit.start : hit.end] for hit in found))


def _calms(calm: Hit, urgent: Hit) -> bool:
    apart = max(calm.start - urgent.end, urgent.start - calm.end)
    return calm.sentence == urgent.sentence and apart <= ROUTE.calm_reach
