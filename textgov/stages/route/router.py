"""Route letters: what is believed of them, when it is sure enough, and what a social worker needs to check it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textgov.codebook import Codebook
from textgov.models import Model
from textgov.resources import resource
from textgov.settings import ROUTE
from textgov.stages.route.belief import Belief, Letter, Reader
from textgov.stages.route.conflict import SUPERVISION
from textgov.stages.route.decision import Decider, Policy
from textgov.stages.route.evidence import Forms
from textgov.stages.route.parts import issue_parts, split_at_turns
from textgov.stages.route.reasons import Rival, reasons_for, strongest_phrases
from textgov.stages.route.signals import SignalFinder
from textgov.types import Alternative, Document, Explanation, FiredRule, IssuePart, Phrase, Route, Span

TRIAGE = "triage"


class Router:
    """A model folder and a codebook, ready for any number of letters (thread-safe)."""

    def __init__(self, reader: Reader, codebook: Codebook, decider: Decider, signals: SignalFinder) -> None:
        self._reader = reader
        self._codebook = codebook
        self._decider = decider
        self._signals = signals

    @classmethod
    def from_folder(cls, model: Path | None, codebook: Codebook) -> Router:
        """Load the user's model folder, or the model that ships when ``model`` is None. Raises ModelError."""
        return cls.from_model(Model.load(model if model is not None else resource("models/router")), codebook)

    @classmethod
    def from_model(cls, model: Model, codebook: Codebook) -> Router:
        """Put the codebook's rules beside a model."""
        forms = Forms.from_codebook(model.terms, model.kinds, codebook)
        decider = Decider.from_model(model, codebook)
        return cls(Reader(model, forms, decider), codebook, decider, SignalFinder.from_codebook(codebook))

    def route(
        self,
        document: Document,
        sentences: Sequence[Span],
        *,
        threshold: float | None = None,
        cost: float | Mapping[str, float] | None = None,
        coverage: float | None = None,
    ) -> Route:
        """Route one letter; see ``route_many``."""
        return self.route_many([document], lambda _: sentences, threshold=threshold, cost=cost, coverage=coverage)[0]

    def route_many(
        self,
        documents: Sequence[Document],
        sentences_of: Callable[[Document], Sequence[Span]],
        *,
        threshold: float | None = None,
        cost: float | Mapping[str, float] | None = None,
        coverage: float | None = None,
    ) -> list[Route]:
        """Route letters in batches, which is faster than one by one; same results, in order.

        ``threshold`` is a probability in [0, 1]; by default the model's own. ``cost`` and ``coverage`` are those of
        ``Decider.policy``. Raises UsageError for values out of range.
        """
        policy = self._decider.policy(threshold=threshold, cost=cost, coverage=coverage)
        routes: list[Route] = []
        for begin in range(0, len(documents), ROUTE.batch):
            some = documents[begin : begin + ROUTE.batch]
            letters = [self._letter(one, sentences_of(one)) for one in some]
            beliefs = self._reader.read(letters)
            routes.extend(self._route(*pair, policy) for pair in zip(letters, beliefs, strict=True))
        return routes

    def explain(self, document: Document, sentences: Sequence[Span], *, threshold: float | None = None) -> Explanation:
        """Route one letter and say how it came about: see ``Explanation``."""
        letter = self._letter(document, sentences)
        belief = self._reader.read([letter])[0]
        route = self._route(letter, belief, self._decider.policy(threshold=threshold))
        bodies = self._decider.bodies
        rules = [FiredRule(rule.id, words, rule.weight, rule.body, rule.reason) for rule, words in letter.signals.fired]
        return Explanation(
            route=route,
            before=_ranked(bodies, belief.before),
            after=_ranked(bodies, belief.body),
            rules=tuple(rules),
            phrases={one.body: self._phrases(letter, belief, {one.body}) for one in route.alternatives[:2]},
            accused=tuple((one.actor.name, one.words, one.wrong) for one in letter.signals.accusations),
            conflict=belief.conflict.reason if belief.conflict else "",
            least=self._decider.policy(threshold=threshold).least(route.alternatives[0].body),
        )

    def _letter(self, document: Document, sentences: Sequence[Span]) -> Letter:
        return Letter(document, split_at_turns(document.text, sentences), self._signals.read(document, sentences))

    def _route(self, letter: Letter, belief: Belief, policy: Policy) -> Route:
        names, body, best = self._decider.bodies, belief.body, belief.issue
        shown = [i for rank, i in enumerate(belief.order) if rank < 3 or body[i] >= ROUTE.min_alternative]
        alternatives = tuple(Alternative(names[i], body[i]) for i in shown)
        first = alternatives[0]
        conflict = belief.conflict
        handed = conflict is not None and conflict.lane == "person"
        abstained = handed or first.probability < policy.least(first.body)
        chosen = TRIAGE if abstained else first.body
        parts = self._issue_parts(letter, belief, first.body)
        supporting = [part.body for part in parts if part.body not in (first.body, TRIAGE)]
        accused = conflict is not None and conflict.lane != "lead" and not conflict.accusation.bare
        watched = accused and first.body != SUPERVISION
        if watched and SUPERVISION in names:
            supporting.append(SUPERVISION)
        found = self._phrases(letter, belief, {first.body, best or first.body})
        fired = [(rule, words) for rule, words in letter.signals.fired if rule.body == first.body]
        return Route(
            id=letter.document.id,
            issue=best,
            issue_name=self._issue_name(best),
            body=chosen,
            body_name=self._name(chosen),
            probability=first.probability,
            alternatives=alternatives,
            supporting=tuple(dict.fromkeys(supporting)),
            set=policy.set_of(names, body, belief.order),
            abstained=abstained,
            urgent=bool(letter.signals.urgent_words),
            urgent_words=letter.signals.urgent_words,
            against=belief.against,
            issues=parts,
            phrases=tuple(one for one in found if one.start >= 0),
            reasons=reasons_for(
                phrases=[one.text for one in found],
                rules=fired,
                body=self._codebook.bodies.get(first.body),
                name=self._name(first.body),
                doubt=[(self._name(one.body), one) for one in alternatives[:2]] if abstained and not handed else [],
                rival=self._rival(letter, belief, alternatives),
                conflict=conflict.reason if conflict else "",
            ),
        )

    def _name(self, body: str) -> str:
        known = self._codebook.bodies.get(body)
        return known.name if known else body

    def _issue_name(self, issue: str | None) -> str | None:
        known = self._codebook.issues.get(issue) if issue else None
        return known.name if known else issue

    def _issue_parts(self, letter: Letter, belief: Belief, body: str) -> tuple[IssuePart, ...]:
        best = belief.issue
        if best is None or not letter.sentences:
            return ()
        if not len(belief.parts):
            return (IssuePart(best, body, letter.sentences[0].start, letter.sentences[-1].end),)
        owner = self._decider.owner_of | {best: body}
        if belief.conflict is not None and belief.conflict.accusation.wrong:
            accused = belief.conflict.accusation.actor.body
            owner = {issue: body if one == accused else one for issue, one in owner.items()}
        return issue_parts(letter.sentences, belief.parts, issues=self._decider.issues, owner=owner, main=best)

    def _phrases(self, letter: Letter, belief: Belief, labels: set[str]) -> tuple[Phrase, ...]:
        """Return the phrases that speak most for the labels, by their place in the text (negative in the title)."""
        weights = self._reader.weights(frozenset(labels), belief.found)
        return strongest_phrases(letter.whole, belief.found, weights, shift=letter.body)

    def _rival(self, letter: Letter, belief: Belief, alternatives: Sequence[Alternative]) -> Rival | None:
        """Return the second body where it is likely enough to be named, with the words that speak for it and not the first."""
        if len(alternatives) < 2 or alternatives[1].probability < ROUTE.second_named:
            return None
        first, second = (self._reader.weights(frozenset({one.body}), belief.found) for one in alternatives[:2])
        phrases = strongest_phrases(letter.whole, belief.found, second - first, shift=letter.body)
        gap = alternatives[0].probability - alternatives[1].probability
        return Rival(self._name(alternatives[1].body), gap, tuple(one.text for one in phrases[:2]))


def _ranked(bodies: Sequence[str], probabilities: Sequence[float]) -> tuple[Alternative, ...]:
    pairs = sorted(zip(bodies, probabilities, strict=True), key=lambda pair: -pair[1])
    return tuple(Alternative(*pair) for pair in pairs if pair[1] >= ROUTE.min_alternative)
