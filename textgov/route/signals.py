"""What rules say about a letter beside the model: routing rules, urgency, who is complained about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textgov.codebook import Code, Codebook, RoutingRule, Rule
from textgov.matching import Hit, Matcher
from textgov.types import Span

_RULE, _CUE = "rule:", "cue:"
_AGAINST, _ACCUSED = "against_", "accused_"


@dataclass(frozen=True, slots=True)
class Signals:
    """``fired``: rules with the phrase that fired each; ``against``: role → score; ``accused``: bodies complained of."""

    fired: tuple[tuple[RoutingRule, str], ...] = ()
    urgent_words: tuple[str, ...] = ()
    against: tuple[tuple[str, float], ...] = ()
    accused: tuple[str, ...] = ()

    def joined(self, other: Signals) -> Signals:
        """Return the signals of text and title together."""
        return Signals(
            (*self.fired, *other.fired),
            tuple(dict.fromkeys((*self.urgent_words, *other.urgent_words))),
            (*self.against, *other.against),
            (*self.accused, *other.accused),
        )


class SignalFinder:
    """Reads routing rules and cues of a codebook in one pass over a letter."""

    def __init__(self, matcher: Matcher, rules: dict[str, RoutingRule]) -> None:
        self._matcher = matcher
        self._rules = rules

    @classmethod
    def from_codebook(cls, codebook: Codebook) -> SignalFinder:
        """Compile the codebook's routing rules and its cues ``urgent``, ``urgent_not``, ``against_…``, ``accused_…``."""
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
            Code(_CUE + cue.id, cue.name, "", "", "", cue.forms, cue.rules, cue.blocks, cue.shared)
            for cue in codebook.cues.values()
            if cue.id in ("urgent", "urgent_not") or cue.id.startswith((_AGAINST, _ACCUSED))
        ]
        return cls(Matcher.from_codes(codes), {_RULE + rule.id: rule for rule in codebook.routing})

    def find(self, text: str, sentences: Sequence[Span]) -> Signals:
        """Return the signals of one letter; a title is read as a sentence of its own by the caller."""
        hits = self._matcher.find(text, sentences)
        if not hits:
            return Signals()
        fired: dict[str, tuple[RoutingRule, str]] = {}
        against: dict[str, float] = {}
        accused: dict[str, None] = {}
        for hit in hits:
            identifier = hit.code.id
            if identifier in self._rules:
                fired.setdefault(identifier, (self._rules[identifier], text[hit.start : hit.end]))
                continue
            cue = identifier.removeprefix(_CUE)
            if cue.startswith(_AGAINST):
                role = cue.removeprefix(_AGAINST)
                against[role] = against.get(role, 0.0) + hit.score
            elif cue.startswith(_ACCUSED):
                accused[cue.removeprefix(_ACCUSED)] = None
        return Signals(tuple(fired.values()), _urgent(hits, text), tuple(against.items()), tuple(accused))


def _urgent(hits: Sequence[Hit], text: str) -> tuple[str, ...]:
    """Return the urgent words; where the sentence also says that it is over or only feared, it does not count."""
    calm = {hit.sentence for hit in hits if hit.code.id == _CUE + "urgent_not"}
    found = (hit for hit in hits if hit.code.id == _CUE + "urgent" and hit.sentence not in calm)
    return tuple(dict.fromkeys(text[hit.start : hit.end] for hit in found))
