"""Route letters: the model's probabilities, the rules beside it, and what a social worker needs to check them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from textgov.codebook import Codebook
from textgov.models import Ints, Model, Occurrences, softmax
from textgov.resources import resource
from textgov.route.decision import Decider, Numbers
from textgov.route.parts import issue_parts
from textgov.route.reasons import deciding_phrases, reasons_for
from textgov.route.signals import SignalFinder, Signals
from textgov.settings import ROUTE
from textgov.types import Alternative, Document, IssuePart, Route, Span

TRIAGE = "triage"


@dataclass(frozen=True, slots=True)
class _Read:
    """One letter with what was found in its title and text."""

    document: Document
    sentences: Sequence[Span]
    title: Occurrences
    text: Occurrences
    signals: Signals

    @property
    def terms(self) -> Ints:
        return np.concatenate([self.title.terms, self.text.terms])


class Router:
    """A model folder and a codebook, ready for any number of letters (thread-safe)."""

    def __init__(self, model: Model, codebook: Codebook, decider: Decider, signals: SignalFinder) -> None:
        self._model = model
        self._codebook = codebook
        self._decider = decider
        self._signals = signals
        self._threshold = float(model.settings["threshold"])

    @classmethod
    def from_folder(cls, model: Path | None, codebook: Codebook) -> Router:
        """Load the user's model folder, or the model that ships when ``model`` is None. Raises ModelError."""
        loaded = Model.load(model if model is not None else resource("models/router"))
        return cls(loaded, codebook, Decider.from_model(loaded, codebook), SignalFinder.from_codebook(codebook))

    def route(self, document: Document, sentences: Sequence[Span], *, threshold: float | None = None) -> Route:
        """Route one letter. ``threshold`` is a probability in [0, 1]; by default the model's own."""
        return self.route_many([document], lambda _: sentences, threshold=threshold)[0]

    def route_many(
        self,
        documents: Sequence[Document],
        sentences_of: Callable[[Document], Sequence[Span]],
        *,
        threshold: float | None = None,
    ) -> list[Route]:
        """Route letters in batches, which is faster than one by one; same results, in order."""
        limit = self._threshold if threshold is None else threshold
        routes: list[Route] = []
        for begin in range(0, len(documents), ROUTE.batch):
            batch = [
                self._read(document, sentences_of(document)) for document in documents[begin : begin + ROUTE.batch]
            ]
            routes.extend(self._routed(batch, limit))
        return routes

    def _read(self, document: Document, sentences: Sequence[Span]) -> _Read:
        find = self._model.vocabulary.find
        title = document.title
        signals = self._signals.find(document.text, sentences)
        if title:
            signals = signals.joined(self._signals.find(title, (Span(0, len(title)),)))
        return _Read(document, sentences, find(title), find(document.text), signals)

    def _routed(self, batch: Sequence[_Read], threshold: float) -> Iterator[Route]:
        features = self._model.features([letter.terms for letter in batch])
        scores = self._model.scores(features)
        issue, body = self._decider.probabilities(scores)
        parts = self._parts_scores(batch)
        against = self._against(batch, scores)
        for row, letter in enumerate(batch):
            rules = [rule for rule, _ in letter.signals.fired]
            one, other = self._decider.with_rules(issue[row], body[row], rules)
            yield self._route(letter, one, other, parts[row], against[row], threshold)

    def _parts_scores(self, batch: Sequence[_Read]) -> list[Numbers]:
        """Return P(issue) of every sentence of every letter with several sentences."""
        if not self._decider.issues:
            return [np.zeros((0, 0)) for _ in batch]
        rows: list[Ints] = []
        sizes = []
        for letter in batch:
            several = len(letter.sentences) if len(letter.sentences) > 1 else 0
            sizes.append(several)
            if several:
                order = np.argsort(letter.text.starts, kind="stable")
                starts = letter.text.starts[order]
                terms = letter.text.terms[order]
                begins = np.searchsorted(starts, [s.start for s in letter.sentences])
                ends = np.searchsorted(starts, [s.end for s in letter.sentences])
                rows.extend(terms[b:e] for b, e in zip(begins, ends, strict=True))
        if not rows:
            return [np.zeros((0, 0)) for _ in batch]
        issue, _ = self._decider.probabilities(self._model.scores(self._model.features(rows)))
        return np.split(issue, np.cumsum(sizes)[:-1])

    def _against(self, batch: Sequence[_Read], scores: dict[str, np.ndarray]) -> list[str | None]:
        """Return the role complained about: the model's belief and the cues' together."""
        roles: list[str | None] = []
        head = self._model.heads.get("against")
        belief = (
            softmax(scores["against"] * self._model.settings["temperatures"]["against"]) if head is not None else None
        )
        for row, letter in enumerate(batch):
            sums: dict[str, float] = {}
            if head is not None and belief is not None:
                sums = dict(zip(head.labels, map(float, belief[row]), strict=True))
            for role, score in letter.signals.against:
                sums[role] = sums.get(role, 0.0) + ROUTE.against_cue * min(score, 1.0)
            best = max(sums, key=lambda role: (sums[role], role), default="none")
            roles.append(None if best == "none" else best)
        return roles

    def _route(
        self, letter: _Read, issue: Numbers, body: Numbers, parts: Numbers, against: str | None, threshold: float
    ) -> Route:
        decider, document = self._decider, letter.document
        order = np.argsort(-body, kind="stable")
        alternatives = tuple(
            Alternative(decider.bodies[i], float(body[i]))
            for rank, i in enumerate(order)
            if rank < 3 or body[i] >= ROUTE.min_alternative
        )
        first = alternatives[0]
        best = decider.issue_of(issue, int(order[0]))
        abstained = first.probability < threshold
        spans = self._issue_parts(letter, parts, best, first.body)
        conflict = self._conflict(letter, first.body, against)
        supporting = [part.body for part in spans if part.body not in (first.body, TRIAGE)]
        if conflict:
            supporting.append("supervision")
        chosen = TRIAGE if abstained else first.body
        fired = [(rule, words) for rule, words in letter.signals.fired if rule.body == first.body]
        return Route(
            id=document.id,
            issue=best,
            issue_name=self._codebook.issues[best].name if best in self._codebook.issues else best,
            body=chosen,
            body_name=self._name(chosen),
            probability=first.probability,
            alternatives=alternatives,
            supporting=tuple(dict.fromkeys(supporting)),
            abstained=abstained,
            urgent=bool(letter.signals.urgent_words),
            urgent_words=letter.signals.urgent_words,
            against=against,
            issues=spans,
            reasons=reasons_for(
                phrases=self._phrases(letter, first.body, best),
                rules=fired,
                body=self._codebook.bodies.get(first.body),
                name=self._name(first.body),
                doubt=[(self._name(one.body), one) for one in alternatives[:2]] if abstained else [],
                conflict=conflict,
            ),
        )

    def _name(self, body: str) -> str:
        known = self._codebook.bodies.get(body)
        return known.name if known else body

    def _issue_parts(self, letter: _Read, parts: Numbers, best: str | None, body: str) -> tuple[IssuePart, ...]:
        if best is None:
            return ()
        decider = self._decider
        if not len(parts):
            return (IssuePart(best, body, 0, len(letter.document.text)),) if letter.sentences else ()
        owner = [
            body if name == best else decider.bodies[i] for name, i in zip(decider.issues, decider.owners, strict=True)
        ]
        return issue_parts(letter.sentences, parts, issues=decider.issues, owner=owner, main=best)

    def _conflict(self, letter: _Read, body: str, against: str | None) -> str:
        """Say why the supervision committee should look too, or return an empty text."""
        if "supervision" not in self._decider.bodies or body == "supervision":
            return ""
        if body in letter.signals.accused:
            return f"信中投诉的正是{self._name(body)},请监督委员会一同核查"
        if body == "agri_collective" and against == "village_cadre":
            return "信中投诉村干部,请监督委员会一同核查,被投诉人回避"
        return ""

    def _phrases(self, letter: _Read, body: str, best: str | None) -> list[str]:
        heads, decider = self._model.heads, self._decider
        phrases: list[str] = []
        for text, found in ((letter.document.text, letter.text), (letter.document.title, letter.title)):
            weights = np.zeros(len(found.terms), np.float32)
            for head in heads.values():
                for label in (body, best):
                    if label in head.labels:
                        weights += head.weights[found.terms, head.labels.index(label)]
            phrases += deciding_phrases(text, found, weights * self._model.idf[found.terms])
        return list(dict.fromkeys(phrases))[: ROUTE.phrases] if decider.bodies else []
