"""From raw scores and fired rules to probabilities of issues and bodies, and from these to routed, set aside, a set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.codebook import Codebook, RoutingRule
from textgov.errors import ModelError, UsageError
from textgov.models import Floats, Model, softmax
from textgov.settings import ROUTE

Numbers = NDArray[np.float64]


def opening_end(title: str, text: str) -> int:
    """Return how many characters of title, line break and text are a long letter's opening; 0 for a short letter.

    Writers say first what they want and then tell the story, which is about much else.
    """
    if len(text) < ROUTE.long_letter:
        return 0
    return len(title) if title else ROUTE.opening + 1


@dataclass(frozen=True)
class Policy:
    """When a letter is routed: each body's least probability, and that of a member of the set (None: no sets asked for)."""

    threshold: float
    thresholds: Mapping[str, float]
    member: float | None = None

    def least(self, body: str) -> float:
        """Return the probability from which a letter goes to ``body`` without a person's look."""
        return self.thresholds.get(body, self.threshold)

    def set_of(self, bodies: Sequence[str], probabilities: Sequence[float], order: Sequence[int]) -> tuple[str, ...]:
        """Return the likeliest body and all that are likely enough for the coverage; nothing where none is asked for."""
        if self.member is None:
            return ()
        return tuple(bodies[i] for rank, i in enumerate(order) if not rank or probabilities[i] >= self.member)


@dataclass(frozen=True)
class Calibration:
    """What letters that the heads had not learned from showed.

    ``threshold`` is the model's own for routing, ``sharpness`` the power that calibrates P(body). ``surprise`` are
    quantiles, at even steps from 0 to 1, of 1 - P(lead body) over ``judged`` letters; a model without has no sets.
    """

    threshold: float
    sharpness: float = 1.0
    surprise: tuple[float, ...] = ()
    judged: int = 0

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Calibration:
        """Read the settings of a model."""
        surprise = tuple(map(float, settings.get("surprise", ())))
        return cls(
            float(settings["threshold"]), float(settings.get("sharpness", 1.0)), surprise, int(settings["letters"])
        )


@dataclass(frozen=True)
class Decider:
    """How one model's heads become bodies.

    ``link`` [issues × bodies] is P(body | issue); ``mix`` is the share of the direct body head. A model without issues
    has ``issues == ()``.
    """

    issues: tuple[str, ...]
    bodies: tuple[str, ...]
    link: Numbers
    mix: float
    temperatures: Mapping[str, float]
    calibration: Calibration
    issue_head: str = "issue"

    @cached_property
    def owner_of(self) -> dict[str, str]:
        """The usual body of each issue."""
        return {issue: self.bodies[int(row.argmax())] for issue, row in zip(self.issues, self.link, strict=True)}

    @classmethod
    def from_model(cls, model: Model, codebook: Codebook) -> Decider:
        """Read the calibration of a model; labels of a user's model that are issues get the codebook's bodies."""
        temperatures = model.settings["temperatures"]
        calibration = Calibration.from_settings(model.settings)
        if "issue" in model.heads:
            issues, bodies = model.heads["issue"].labels, model.heads["body"].labels
            link = np.array(model.settings["link"], np.float64)
            return cls(issues, bodies, link, float(model.settings["mix"]), temperatures, calibration)
        labels = model.heads["label"].labels
        if all(label in codebook.issues for label in labels):
            bodies = tuple(dict.fromkeys(codebook.issues[label].body for label in labels))
            link = np.zeros((len(labels), len(bodies)))
            for row, label in enumerate(labels):
                link[row, bodies.index(codebook.issues[label].body)] = 1.0
            return cls(labels, bodies, link, 0.0, {"issue": temperatures["label"]}, calibration, "label")
        return cls((), labels, np.zeros((0, len(labels))), 1.0, {"body": temperatures["label"]}, calibration)

    def policy(
        self,
        *,
        threshold: float | None = None,
        cost: float | Mapping[str, float] | None = None,
        coverage: float | None = None,
    ) -> Policy:
        """Return when to route.

        ``cost`` is what a misroute costs, in looks of a person (1 and more): a letter goes to a body when the expected cost
        of a mistake, (1 - P) · cost, is at most one look (Chow 1970). A mapping gives it by body, under ``""`` for the
        others. ``coverage`` in (0, 1) asks for sets that hold the lead body this often. Raises UsageError for values out of
        range, ModelError for a model made without what sets need.
        """
        costs = dict(cost) if isinstance(cost, Mapping) else {} if cost is None else {"": cost}
        for body, value in costs.items():
            if not value >= 1:
                raise UsageError(f"派错的代价{body and f'({body})'}是 {value:g};它以“人看一封信”为 1,请给 1 或更大的数")
            if body and body not in self.bodies:
                raise UsageError(f"派错的代价写了“{body}”,模型里没有它;可写的有:{'、'.join(self.bodies)}")
        least = {body: 1 - 1 / value for body, value in costs.items()}
        usual = least.pop("", self.calibration.threshold if threshold is None else threshold)
        return Policy(usual, least, None if coverage is None else self._member(coverage))

    def _member(self, coverage: float) -> float:
        """Return the least probability of a member of a set (split conformal sets; Sadinle, Lei & Wasserman 2019).

        A set of all bodies with 1 - P up to the quantile ⌈(n + 1) · coverage⌉ / n of what unseen letters showed is the
        smallest on average that holds the lead body so often.
        """
        if not 0 < coverage < 1:
            raise UsageError(f"覆盖率是 {coverage:g};请给 0 与 1 之间的数,例如 0.9")
        known = self.calibration
        if not known.surprise:
            raise ModelError("这个模型里没有算候选集合要用的数;请用本版 textgov train 重新训练")
        level = np.ceil((known.judged + 1) * coverage) / known.judged
        if level > 1:
            return 0.0
        # the quantile above, so that what is stored coarsely never promises too much
        return 1 - known.surprise[int(np.ceil(level * (len(known.surprise) - 1)))]

    def sharpened(self, body: Numbers) -> Numbers:
        """Return P(body) [letters × bodies] as calibrated as a whole."""
        powered: Numbers = np.maximum(body, 1e-12) ** self.calibration.sharpness
        return np.asarray(powered / powered.sum(axis=1, keepdims=True))

    def issue_probabilities(self, scores: Mapping[str, Floats]) -> Numbers:
        """Return P(issue) [letters × issues]."""
        return softmax(scores[self.issue_head] * self.temperatures["issue"])

    def probabilities(self, scores: Mapping[str, Floats]) -> tuple[Numbers, Numbers]:
        """Return P(issue) [letters × issues] and P(body) [letters × bodies]."""
        rows = len(next(iter(scores.values())))
        issue, body = np.zeros((rows, 0)), np.zeros((rows, len(self.bodies)))
        if self.issues:
            issue = self.issue_probabilities(scores)
            body += (1 - self.mix) * (issue @ self.link)
        if self.mix:
            direct = scores["body"] if "body" in scores else scores["label"]
            body += self.mix * softmax(direct * self.temperatures["body"])
        return issue, body

    def with_rules(self, issue: Numbers, body: Numbers, rules: Sequence[RoutingRule]) -> tuple[Numbers, Numbers]:
        """Give each rule its share of belief, the one of highest priority, then weight, last.

        Rules for bodies that the model lacks are left out.
        """
        for rule in sorted(rules, key=lambda r: (r.priority, r.weight, r.id)):
            if rule.body not in self.bodies:
                continue
            body = body * (1 - rule.weight)
            body[self.bodies.index(rule.body)] += rule.weight
            if rule.issue in self.issues:
                issue = issue * (1 - rule.weight)
                issue[self.issues.index(rule.issue)] += rule.weight
        return issue, body

    def issues_of(self, issue: Numbers, body: Numbers) -> list[str | None]:
        """Return each letter's likeliest issue, those of the likely bodies preferred.

        It is argmax P(issue) · (Σ P(body | issue) · P(body)) ^ ``ROUTE.body_trust``.
        """
        if not self.issues:
            return [None] * len(body)
        fitting = issue * (body @ self.link.T) ** ROUTE.body_trust
        return [self.issues[number] for number in fitting.argmax(axis=1).tolist()]
