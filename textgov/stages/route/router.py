"""Route letters: the model's probabilities, the rules beside it, and what a social worker needs to check them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from textgov.codebook import Codebook
from textgov.models import Floats, Ints, Model, Occurrences, softmax
from textgov.resources import resource
from textgov.settings import ROUTE
from textgov.stages.route.decision import Decider, Numbers, Policy, opening_end
from textgov.stages.route.evidence import Forms
from textgov.stages.route.parts import issue_parts
from textgov.stages.route.reasons import deciding_phrases, reasons_for
from textgov.stages.route.signals import SignalFinder, Signals
from textgov.types import Alternative, Document, IssuePart, Route, Span

TRIAGE, SUPERVISION = "triage", "supervision"


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter and what rules say about it. ``whole`` is title and text as one string, ``body`` where the text begins."""

    document: Document
    sentences: Sequence[Span]
    signals: Signals

    @property
    def whole(self) -> str:
        return f"{self.document.title}\n{self.document.text}\n"

    @property
    def body(self) -> int:
        return len(self.document.title) + 1


@dataclass(frozen=True, slots=True)
class _Belief:
    """What model and rules believe of one letter.

    ``issue``: the likeliest, ``order`` and ``body``: the bodies' numbers, likeliest first, and P(body) by number, ``parts``:
    P(issue) a sentence, ``against``: the role complained about.
    """

    issue: str | None
    order: list[int]
    body: list[float]
    parts: Numbers
    against: str | None


class Router:
    """A model folder and a codebook, ready for any number of letters (thread-safe)."""

    def __init__(self, model: Model, codebook: Codebook, forms: Forms, decider: Decider, signals: SignalFinder) -> None:
        self._model = model
        self._forms = forms
        self._codebook = codebook
        self._decider = decider
        self._signals = signals
        self._columns: dict[tuple[str, str | None], Floats] = {}

    @classmethod
    def from_folder(cls, model: Path | None, codebook: Codebook) -> Router:
        """Load the user's model folder, or the model that ships when ``model`` is None. Raises ModelError."""
        return cls.from_model(Model.load(model if model is not None else resource("models/router")), codebook)

    @classmethod
    def from_model(cls, model: Model, codebook: Codebook) -> Router:
        """Put the codebook's rules beside a model."""
        forms = Forms.from_codebook(model.terms, model.kinds, codebook)
        return cls(model, codebook, forms, Decider.from_model(model, codebook), SignalFinder.from_codebook(codebook))

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
            routes.extend(self._routed([self._letter(one, sentences_of(one)) for one in some], policy))
        return routes

    def _letter(self, document: Document, sentences: Sequence[Span]) -> _Letter:
        signals = self._signals.find(document.text, sentences)
        if document.title:
            signals = signals.joined(self._signals.find(document.title, (Span(0, len(document.title)),)))
        return _Letter(document, sentences, signals)

    def _routed(self, batch: Sequence[_Letter], policy: Policy) -> Iterator[Route]:
        """Read all letters as one string: no n-gram of the vocabulary crosses a line."""
        wholes = [letter.whole for letter in batch]
        begins = np.cumsum([0, *map(len, wholes)])
        found = self._forms.vocabulary.find("".join(wholes))
        owners = np.searchsorted(begins, found.starts, side="right") - 1
        scores = self._scores(found, owners, len(batch))
        issue, body = self._with_openings(batch, begins, found, owners, self._decider.probabilities(scores))
        body = self._decider.sharpened(body)
        parts = self._sentences(batch, begins, found)
        against = self._against(batch, scores)
        order = np.argsort(owners, kind="stable")
        bounds = np.searchsorted(owners[order], np.arange(len(batch) + 1))
        for row, letter in enumerate(batch):
            if letter.signals.fired:
                rules = [rule for rule, _ in letter.signals.fired]
                issue[row], body[row] = self._decider.with_rules(issue[row], body[row], rules)
        best = self._decider.issues_of(issue, body)
        ranked, shares = np.argsort(-body, axis=1, kind="stable").tolist(), body.tolist()
        for row, letter in enumerate(batch):
            belief = _Belief(best[row], ranked[row], shares[row], parts[row], against[row])
            mine = order[bounds[row] : bounds[row + 1]]
            here = Occurrences(found.terms[mine], found.starts[mine] - begins[row], found.ends[mine] - begins[row])
            yield self._route(letter, here, belief, policy)

    def _scores(self, found: Occurrences, owners: Ints, rows: int) -> dict[str, Floats]:
        features = self._model.features(*self._forms.terms_only(found, owners), rows)
        return self._model.scores(features, self._forms.evidence(found, owners, rows))

    def _with_openings(
        self, batch: Sequence[_Letter], begins: Ints, found: Occurrences, owners: Ints, whole: tuple[Numbers, Numbers]
    ) -> tuple[Numbers, Numbers]:
        """Mix what the openings of long letters say into what the whole letters say."""
        if not self._decider.issues:
            return whole
        ends = np.array([opening_end(letter.document.title, letter.document.text) for letter in batch])
        inside = found.ends <= (begins[:-1] + ends)[owners]
        some = Occurrences(found.terms[inside], found.starts[inside], found.ends[inside])
        opening = self._decider.probabilities(self._scores(some, owners[inside], len(batch)))
        share = np.where(ends > 0, ROUTE.opening_share, 0.0)[:, None]
        issue, body = (one * (1 - share) + other * share for one, other in zip(whole, opening, strict=True))
        return issue, body

    def _sentences(self, batch: Sequence[_Letter], begins: Ints, found: Occurrences) -> list[Numbers]:
        """Return P(issue) of every sentence of every letter with several sentences."""
        several = [letter.sentences if len(letter.sentences) > 1 else () for letter in batch]
        sizes = list(map(len, several))
        if not self._decider.issues or not sum(sizes):
            return [np.zeros((0, 0)) for _ in batch]
        shift = np.repeat([begins[row] + letter.body for row, letter in enumerate(batch)], sizes)
        starts = np.fromiter((s.start for sentences in several for s in sentences), np.int64) + shift
        ends = np.fromiter((s.end for sentences in several for s in sentences), np.int64) + shift
        owners = np.searchsorted(starts, found.starts, side="right") - 1
        inside = (owners >= 0) & (found.ends <= ends[owners])
        some = Occurrences(found.terms[inside], found.starts[inside], found.ends[inside])
        issue = self._decider.issue_probabilities(self._scores(some, owners[inside], len(starts)))
        return np.split(issue, np.cumsum(sizes)[:-1])

    def _against(self, batch: Sequence[_Letter], scores: Mapping[str, Floats]) -> list[str | None]:
        """Return the role complained about: the model's belief and the cues' together."""
        roles: list[str | None] = []
        head = self._model.heads.get("against")
        belief = None
        if head is not None:
            belief = softmax(scores["against"] * self._model.settings["temperatures"]["against"])
        for row, letter in enumerate(batch):
            sums: dict[str, float] = {}
            if head is not None and belief is not None:
                sums = dict(zip(head.labels, map(float, belief[row]), strict=True))
            for role, score in letter.signals.against:
                sums[role] = sums.get(role, 0.0) + ROUTE.against_cue * min(score, 1.0)
            best = max(sums, key=lambda role: (sums[role], role), default="none")
            roles.append(None if best == "none" else best)
        return roles

    def _route(self, letter: _Letter, found: Occurrences, belief: _Belief, policy: Policy) -> Route:
        names, body, best = self._decider.bodies, belief.body, belief.issue
        shown = [i for rank, i in enumerate(belief.order) if rank < 3 or body[i] >= ROUTE.min_alternative]
        alternatives = tuple(Alternative(names[i], body[i]) for i in shown)
        first = alternatives[0]
        abstained = first.probability < policy.least(first.body)
        chosen = TRIAGE if abstained else first.body
        parts = self._issue_parts(letter, belief.parts, best, first.body)
        conflict = self._conflict(letter, first.body, belief.against)
        supporting = [part.body for part in parts if part.body not in (first.body, TRIAGE)]
        return Route(
            id=letter.document.id,
            issue=best,
            issue_name=self._issue_name(best),
            body=chosen,
            body_name=self._name(chosen),
            probability=first.probability,
            alternatives=alternatives,
            supporting=tuple(dict.fromkeys([*supporting, SUPERVISION] if conflict else supporting)),
            set=policy.set_of(names, body, belief.order),
            abstained=abstained,
            urgent=bool(letter.signals.urgent_words),
            urgent_words=letter.signals.urgent_words,
            against=belief.against,
            issues=parts,
            reasons=reasons_for(
                phrases=self._phrases(letter, found, first.body, best),
                rules=[(rule, words) for rule, words in letter.signals.fired if rule.body == first.body],
                body=self._codebook.bodies.get(first.body),
                name=self._name(first.body),
                doubt=[(self._name(one.body), one) for one in alternatives[:2]] if abstained else [],
                conflict=conflict,
            ),
        )

    def _name(self, body: str) -> str:
        known = self._codebook.bodies.get(body)
        return known.name if known else body

    def _issue_name(self, issue: str | None) -> str | None:
        known = self._codebook.issues.get(issue) if issue else None
        return known.name if known else issue

    def _issue_parts(self, letter: _Letter, parts: Numbers, best: str | None, body: str) -> tuple[IssuePart, ...]:
        if best is None or not letter.sentences:
            return ()
        if not len(parts):
            return (IssuePart(best, body, letter.sentences[0].start, letter.sentences[-1].end),)
        owner = self._decider.owner_of | {best: body}
        return issue_parts(letter.sentences, parts, issues=self._decider.issues, owner=owner, main=best)

    def _conflict(self, letter: _Letter, body: str, against: str | None) -> str:
        """Say why the supervision committee should look too, or return an empty text."""
        if SUPERVISION not in self._decider.bodies or body == SUPERVISION:
            return ""
        for rule, _ in letter.signals.fired:
            if rule.body == SUPERVISION:
                return rule.reason
        if body == "agri_collective" and against == "village_cadre":
            return "信中投诉村干部,请监督委员会一同核查,被投诉人回避"
        return ""

    def _phrases(self, letter: _Letter, found: Occurrences, body: str, best: str | None) -> list[str]:
        if (body, best) not in self._columns:
            self._columns[body, best] = self._column({body, best or body})
        return deciding_phrases(letter.whole, found, self._columns[body, best].take(found.terms))

    def _column(self, labels: set[str]) -> Floats:
        """Return what each string of the vocabulary says for a body and an issue."""
        terms = np.zeros(len(self._model.terms), np.float32)
        evidence = np.zeros(len(self._model.kinds), np.float32)
        for name, head in self._model.heads.items():
            for label in sorted(labels & set(head.labels)) if name != "against" else ():
                terms += self._model.column(name, label)
                evidence += head.evidence[:, head.labels.index(label)]
        return self._forms.column(terms, evidence)
