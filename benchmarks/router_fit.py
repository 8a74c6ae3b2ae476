"""Fit the heads of the router that ships, and calibrate them on letters that they did not learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.router_features import SEED, Matrix
from benchmarks.routing_data import Letter
from textgov.models import Head, softmax
from textgov.settings import ROUTE
from textgov.stages.train.evaluation import Evaluation, evaluation
from textgov.stages.train.fit import Numbers, best_threshold, fit_head, head_scores, quantiles

# Chosen by benchmarks.routing, across sources and on the project's own letters, never on the development gold.
COST = 0.7
# What a letter counts: the project's own are few and of the kinds that public letters lack.
WEIGHTS = {"own": 3.0, "message": 1.5}
SELF_WEIGHT, SELF_BELIEF = 0.3, 0.5
MIX, FOLDS = 0.5, 3
# Above what is promised (0.95), because letters of another place are harder than these.
ROUTED_ACCURACY = 0.98
_FIRST_SCALE = 4.0


@dataclass(frozen=True)
class Fitted:
    """The two heads and P(body | issue)."""

    issue: Head
    body: Head
    link: Numbers

    def scores(self, features: Matrix, issues: Sequence[str], bodies: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return raw scores of issues and bodies."""
        return head_scores(self.issue, features, issues), head_scores(self.body, features, bodies)


def link_of(letters: Sequence[Letter], issues: Sequence[str], bodies: Sequence[str]) -> Numbers:
    """Return P(body | issue) [issues × bodies], hardly smoothed."""
    counts = np.full((len(issues), len(bodies)), 1e-3)
    for letter in letters:
        counts[issues.index(letter.issue), bodies.index(letter.body)] += 1
    share: Numbers = counts / counts.sum(axis=1, keepdims=True)
    return share


def combined(issue: Numbers, body: Numbers, link: Numbers, *, scales: tuple[float, float], mix: float) -> Numbers:
    """Return P(body) from raw scores, as ``textgov.stages.route.decision`` does."""
    belief: Numbers = mix * softmax(body * scales[1]) + (1 - mix) * (softmax(issue * scales[0]) @ link)
    return belief


def blended(belief: Numbers) -> Numbers:
    """Mix the belief of whole letters [0] and openings [1]; the opening of a short letter is the letter."""
    mixed: Numbers = (1 - ROUTE.opening_share) * belief[0] + ROUTE.opening_share * belief[1]
    return mixed


def fitted(features: Matrix, letters: Sequence[Letter], uncoded: Matrix | None) -> Fitted:
    """Fit issue and body on coded letters, then again with the uncoded ones that the first fit is sure of.

    The coders' second issue and the other bodies that they found defensible are no counter-examples but weaker examples:
    coders differ most on which of two issues comes first.
    """
    from scipy.sparse import vstack

    issues, bodies = label_sets(letters)
    weights = weights_of(letters)
    gold = [letter.issue for letter in letters], [letter.body for letter in letters]
    also: tuple[list[frozenset[str]], list[frozenset[str]]] = (
        [frozenset([letter.also] if letter.also else []) for letter in letters],
        [letter.fine for letter in letters],
    )
    link = link_of(letters, issues, bodies)
    heads = [
        fit_head(features, labels, cost=COST, seed=SEED, weights=weights, also=more)
        for labels, more in zip(gold, also, strict=True)
    ]
    if uncoded is not None:
        first = Fitted(heads[0], heads[1], link)
        issue, body = first.scores(uncoded, issues, bodies)
        belief = combined(issue, body, link, scales=(_FIRST_SCALE, _FIRST_SCALE), mix=MIX)
        sure = np.flatnonzero(belief.max(axis=1) > SELF_BELIEF)
        together = vstack([features, uncoded[sure]]).tocsr()
        issue_belief = softmax(issue * _FIRST_SCALE)
        for number, (found, names) in enumerate(((issue_belief, issues), (belief, bodies))):
            labels = [*gold[number], *(names[k] for k in found[sure].argmax(axis=1))]
            counted = np.concatenate([weights, SELF_WEIGHT * found[sure].max(axis=1)])
            more = [*also[number], *[frozenset[str]()] * len(sure)]
            heads[number] = fit_head(together, labels, cost=COST, seed=SEED, weights=counted, also=more)
    return Fitted(heads[0], heads[1], link)


def label_sets(letters: Sequence[Letter]) -> tuple[list[str], list[str]]:
    """Return the sorted issues and bodies."""
    return sorted({letter.issue for letter in letters}), sorted({letter.body for letter in letters})


def weights_of(letters: Sequence[Letter]) -> Numbers:
    """Return how much each letter counts."""
    return np.array([WEIGHTS.get(letter.source, 1.0) for letter in letters])


@dataclass(frozen=True)
class Judged:
    """What heads said of letters that they, fitted in folds, had not learned from: [whole or opening, letters, labels]."""

    letters: Sequence[Letter]
    issues: Sequence[str]
    bodies: Sequence[str]
    issue: Numbers
    body: Numbers
    link: Numbers

    @property
    def fine(self) -> NDArray[np.bool_]:
        """Which bodies count as right [letters × bodies]."""
        return np.array([[name in letter.fine for name in self.bodies] for letter in self.letters])

    def belief(self, calibration: Calibration) -> Numbers:
        """Return P(body) as ``textgov route`` gives it before the rules."""
        mixed = combined(
            self.issue, self.body, self.link, scales=(calibration.issue, calibration.body), mix=calibration.mix
        )
        return sharpened(blended(mixed), calibration.sharpness)


def judged(
    features: Matrix, openings: Matrix, letters: Sequence[Letter], uncoded: Matrix | None, fold_of: NDArray[np.int64]
) -> Judged:
    """Judge every letter by heads that saw neither it nor its near-duplicates; short messages are only learned from.

    ``openings`` are rows of the letters' openings, which count as in ``textgov.stages.route``.
    """
    issues, bodies = label_sets(letters)
    issue, body = np.zeros((2, len(letters), len(issues))), np.zeros((2, len(letters), len(bodies)))
    for fold in np.unique(fold_of):
        train, test = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        one = fitted(features[train], [letters[k] for k in train.tolist()], uncoded)
        for part, rows in enumerate((features, openings)):
            issue[part, test], body[part, test] = one.scores(rows[test], issues, bodies)
    kept = [k for k, letter in enumerate(letters) if letter.source != "message"]
    link = link_of(letters, issues, bodies)
    return Judged([letters[k] for k in kept], issues, bodies, issue[:, kept], body[:, kept], link)


def scored(
    one: Fitted, features: Matrix, openings: Matrix, letters: Sequence[Letter], learned: Sequence[Letter]
) -> Judged:
    """Judge letters by heads that learned from others."""
    issues, bodies = label_sets(learned)
    pairs = [one.scores(rows, issues, bodies) for rows in (features, openings)]
    issue, body = (np.stack(scores) for scores in zip(*pairs, strict=True))
    return Judged(letters, issues, bodies, issue, body, one.link)


@dataclass(frozen=True)
class Calibration:
    """Scales of the scores, mix of the two ways to a body, power that makes the whole calibrated."""

    issue: float
    body: float
    mix: float
    sharpness: float = 1.0


def sharpened(belief: Numbers, power: float) -> Numbers:
    """Return the belief to a power, as probabilities."""
    powered = np.maximum(belief, 1e-12) ** power
    return np.asarray(powered / powered.sum(axis=1, keepdims=True))


def calibrated(one: Judged) -> Calibration:
    """Return scales and mix with the least log loss of the bodies that count as right, then the power of the top body."""
    scales, mix = _best_scales(one.issue, one.body, one.link, one.fine)
    first = Calibration(*scales, mix)
    belief, fine = one.belief(first), one.fine

    def loss(power: float) -> float:
        found = sharpened(belief, power)
        top = np.clip(found.max(axis=1), 1e-6, 1 - 1e-6)
        right = fine[np.arange(len(fine)), found.argmax(axis=1)]
        return float(-np.where(right, np.log(top), np.log(1 - top)).mean())

    power = min((round(float(p), 2) for p in np.linspace(0.7, 2.0, 27)), key=loss)
    return Calibration(*scales, mix, power)


def measured(one: Judged, calibration: Calibration) -> tuple[Evaluation, list[float]]:
    """Return the quality with the threshold at ``ROUTED_ACCURACY``, and the quantiles of 1 - P(lead body)."""
    belief = one.belief(calibration)
    named = [one.bodies[k] for k in belief.argmax(axis=1)]
    gold = [name if name in letter.fine else letter.body for name, letter in zip(named, one.letters, strict=True)]
    top = belief.max(axis=1)
    correct = np.array([a == b for a, b in zip(gold, named, strict=True)])
    threshold = best_threshold(top, correct, accuracy=ROUTED_ACCURACY)
    how = f"用没学过的信检验({FOLDS} 折,相似的信不分开)"
    lead = belief[np.arange(len(belief)), [one.bodies.index(letter.body) for letter in one.letters]]
    return evaluation(gold, named, top, threshold=threshold, how=how), quantiles(1 - lead)


def _best_scales(
    issue: Numbers, body: Numbers, link: Numbers, fine: NDArray[np.bool_]
) -> tuple[tuple[float, float], float]:
    """Return the scales and the mix with the least log loss of the bodies that count as right."""
    tried = [round(float(scale), 3) for scale in np.exp(np.linspace(np.log(1.5), np.log(10), 14))]
    mixes = [round(float(mix), 2) for mix in np.linspace(0.2, 0.8, 7)]
    ways = {scale: blended(softmax(issue * scale) @ link) for scale in tried}
    direct = {scale: blended(softmax(body * scale)) for scale in tried}

    def loss(one: float, other: float, mix: float) -> float:
        belief = mix * direct[other] + (1 - mix) * ways[one]
        return float(-np.log((belief * fine).sum(axis=1) + 1e-9).mean())

    _, one, other, mix = min((loss(a, b, m), a, b, m) for a in tried for b in tried for m in mixes)
    return (one, other), mix
