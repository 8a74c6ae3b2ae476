"""What model and rules believe of letters, read in batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from textgov.codebook import RoutingRule
from textgov.models import Floats, Ints, Model, Occurrences, softmax
from textgov.settings import ROUTE
from textgov.stages.route.conflict import SUPERVISION, Conflict, conflict_of
from textgov.stages.route.decision import Decider, Numbers, opening_end
from textgov.stages.route.evidence import Forms
from textgov.stages.route.signals import Signals
from textgov.types import Document, Span

_MISCONDUCT = "official_conduct"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, its sentences (cut where it turns to another matter) and what rules say about it."""

    document: Document
    sentences: Sequence[Span]
    signals: Signals

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.document.title}\n{self.document.text}\n"

    @property
    def body(self) -> int:
        """Where the text begins."""
        return len(self.document.title) + 1


@dataclass(frozen=True, slots=True)
class Belief:
    """What model and rules believe of one letter.

    ``issue``: the likeliest, ``order`` and ``body``: the bodies' numbers, likeliest first, and P(body) by number, ``before``:
    the same without rules and accusations, ``parts``: P(issue) a sentence, ``against``: the role complained about,
    ``found``: the strings of the vocabulary by their place in title and text, ``conflict``: when somebody is accused.
    """

    issue: str | None
    order: list[int]
    body: list[float]
    before: list[float]
    parts: Numbers
    against: str | None
    found: Occurrences
    conflict: Conflict | None


class Reader:
    """A model and what decides beside it (thread-safe)."""

    def __init__(self, model: Model, forms: Forms, decider: Decider) -> None:
        self._model = model
        self._forms = forms
        self._decider = decider
        self._columns: dict[frozenset[str], Floats] = {}

    def read(self, batch: Sequence[Letter]) -> list[Belief]:
        """Read all letters as one string: no n-gram of the vocabulary crosses a line."""
        wholes = [letter.whole for letter in batch]
        begins = np.cumsum([0, *map(len, wholes)])
        found = self._forms.vocabulary.find("".join(wholes))
        owners = np.searchsorted(begins, found.starts, side="right") - 1
        scores = self._scores(found, owners, len(batch))
        issue, body = self._with_openings(batch, begins, found, owners, self._decider.probabilities(scores))
        body = self._decider.sharpened(body)
        before = body.tolist()
        parts = self._sentences(batch, begins, found)
        against = self._against(batch, scores)
        order = np.argsort(owners, kind="stable")
        bounds = np.searchsorted(owners[order], np.arange(len(batch) + 1))
        conflicts = [self._decided(letter, row, issue, body, against[row]) for row, letter in enumerate(batch)]
        best = self._decider.issues_of(issue, body)
        ranked, shares = np.argsort(-body, axis=1, kind="stable").tolist(), body.tolist()
        beliefs = []
        for row in range(len(batch)):
            mine = order[bounds[row] : bounds[row + 1]]
            here = Occurrences(found.terms[mine], found.starts[mine] - begins[row], found.ends[mine] - begins[row])
            beliefs.append(
                Belief(best[row], ranked[row], shares[row], before[row], parts[row], against[row], here, conflicts[row])
            )
        return beliefs

    def _decided(self, letter: Letter, row: int, issue: Numbers, body: Numbers, against: str | None) -> Conflict | None:
        """Let rules and accusations change what is believed of one letter, in place; return the conflict of interest."""
        rules = [rule for rule, _ in letter.signals.fired]
        if rules:
            issue[row], body[row] = self._decider.with_rules(issue[row], body[row], rules)
        if not letter.signals.accusations:
            return None
        bodies = self._decider.bodies
        lead = bodies[int(body[row].argmax())]
        conflict = conflict_of(
            letter.signals.accusations, lead, len(letter.whole), against=against, neutral=SUPERVISION in bodies
        )
        if conflict is not None and conflict.share:
            rule = RoutingRule("", "", SUPERVISION, "", _MISCONDUCT, weight=conflict.share)
            issue[row], body[row] = self._decider.with_rules(issue[row], body[row], [rule])
            accused = conflict.accusation.actor.body
            if accused in bodies and accused != SUPERVISION:
                place = bodies.index(accused)
                body[row, bodies.index(SUPERVISION)] += body[row, place]
                body[row, place] = 0.0
        return conflict

    def _scores(self, found: Occurrences, owners: Ints, rows: int) -> dict[str, Floats]:
        features = self._model.features(*self._forms.terms_only(found, owners), rows)
        return self._model.scores(features, self._forms.evidence(found, owners, rows))

    def _with_openings(
        self, batch: Sequence[Letter], begins: Ints, found: Occurrences, owners: Ints, whole: tuple[Numbers, Numbers]
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

    def _sentences(self, batch: Sequence[Letter], begins: Ints, found: Occurrences) -> list[Numbers]:
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

    def _against(self, batch: Sequence[Letter], scores: Mapping[str, Floats]) -> list[str | None]:
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
            for role, wrong in {(one.actor.role, one.wrong) for one in letter.signals.accusations if not one.bare}:
                sums[role] = sums.get(role, 0.0) + (ROUTE.accused_wrong if wrong else ROUTE.accused_idle)
            best = max(sums, key=lambda role: (sums[role], role), default="none")
            roles.append(None if best == "none" else best)
        return roles

    def weights(self, labels: frozenset[str], found: Occurrences) -> Floats:
        """Return what each occurrence says for the labels (bodies and issues) together."""
        if labels not in self._columns:
            self._columns[labels] = self._column(labels)
        return np.asarray(self._columns[labels].take(found.terms), np.float32)

    def _column(self, labels: frozenset[str]) -> Floats:
        """Return what each string of the vocabulary says for a body and an issue."""
        terms = np.zeros(len(self._model.terms), np.float32)
        evidence = np.zeros(len(self._model.kinds), np.float32)
        for name, head in self._model.heads.items():
            for label in sorted(labels & set(head.labels)) if name != "against" else ():
                terms += self._model.column(name, label)
                evidence += head.evidence[:, head.labels.index(label)]
        return self._forms.column(terms, evidence)
