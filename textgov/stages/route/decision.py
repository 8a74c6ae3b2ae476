"""From raw scores and fired rules to probabilities of issues and bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from textgov.codebook import Codebook, RoutingRule
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
    issue_head: str = "issue"

    @cached_property
    def owner_of(self) -> dict[str, str]:
        """The usual body of each issue."""
        return {issue: self.bodies[int(row.argmax())] for issue, row in zip(self.issues, self.link, strict=True)}

    @classmethod
    def from_model(cls, model: Model, codebook: Codebook) -> Decider:
        """Read the calibration of a model; labels of a user's model that are issues get the codebook's bodies."""
        temperatures = model.settings["temperatures"]
        if "issue" in model.heads:
            issues, bodies = model.heads["issue"].labels, model.heads["body"].labels
            link = np.array(model.settings["link"], np.float64)
            return cls(issues, bodies, link, float(model.settings["mix"]), temperatures)
        labels = model.heads["label"].labels
        if all(label in codebook.issues for label in labels):
            bodies = tuple(dict.fromkeys(codebook.issues[label].body for label in labels))
            link = np.zeros((len(labels), len(bodies)))
            for row, label in enumerate(labels):
                link[row, bodies.index(codebook.issues[label].body)] = 1.0
            return cls(labels, bodies, link, 0.0, {"issue": temperatures["label"]}, "label")
        return cls((), labels, np.zeros((0, len(labels))), 1.0, {"body": temperatures["label"]})

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
        """Give each rule its share of belief, the weightiest last; rules for bodies that the model lacks are left out."""
        for rule in sorted(rules, key=lambda r: (r.weight, r.id)):
            if rule.body not in self.bodies:
                continue
            body = body * (1 - rule.weight)
            body[self.bodies.index(rule.body)] += rule.weight
            if rule.issue in self.issues:
                issue = issue * (1 - rule.weight)
                issue[self.issues.index(rule.issue)] += rule.weight
        return issue, body

    def issue_of(self, issue: Numbers, body: int) -> str | None:
        """Return the likeliest issue that goes with the body."""
        if not self.issues:
            return None
        return self.issues[int(np.argmax(issue * self.link[:, body]))]
