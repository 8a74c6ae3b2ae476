"""The learning curve: how good a model gets with more of the letters, and whether still more would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from textgov.settings import TRAIN
from textgov.stages.train.evaluation import macro_f1
from textgov.stages.train.fit import head_scores
from textgov.stages.train.labelled import labelled, teachable
from textgov.stages.train.search import Material, Recipe, best_recipe, fit, material
from textgov.types import Document


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Macro F1 [0, 1] on unseen letters after learning from ``letters`` of them (mean over folds), and its standard error."""

    share: float
    letters: int
    macro_f1: float
    error: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The points, fewest letters first, and what they say about more letters, in Chinese."""

    points: tuple[CurvePoint, ...]
    says: str


def learning_curve(
    documents: Sequence[Document], *, label_column: str, group_column: str | None = None, seed: int = 0
) -> Curve:
    """Learn from 10, 25, 50, 75 and 100 % of the letters outside a fold and measure on the fold, for every fold.

    Raises TrainingError where the data cannot teach anything.
    """
    data = teachable(labelled(documents, label_column, group_column))
    found = material(data, seed=seed)
    recipe, _ = best_recipe(found, seed=seed, minutes=None)
    points = tuple(_point(found, recipe, share, seed=seed) for share in TRAIN.curve)
    return Curve(points, _says(points))


def _point(found: Material, recipe: Recipe, share: float, *, seed: int) -> CurvePoint:
    measured, sizes = [], []
    for fold in np.unique(found.fold_of):
        test, train = np.flatnonzero(found.fold_of == fold), np.flatnonzero(found.fold_of != fold)
        # One order a fold, so that the smaller parts are inside the larger ones.
        order = np.random.default_rng([seed, int(fold)]).permutation(train)
        part = np.sort(order[: max(2, round(share * len(train)))])
        gold = [found.labels[i] for i in test]
        if len({found.labels[i] for i in part}) < 2:
            best = [found.labels[part[0]]] * len(test)
        else:
            scores = head_scores(fit(found, recipe, part, seed=seed), found.features[test], found.names)
            best = [found.names[i] for i in scores.argmax(axis=1)]
        measured.append(macro_f1(gold, best))
        sizes.append(len(part))
    error = float(np.std(measured, ddof=1) / np.sqrt(len(measured)))
    return CurvePoint(share, round(float(np.mean(sizes))), float(np.mean(measured)), error)


def _says(points: Sequence[CurvePoint]) -> str:
    """Say what twice the letters would bring: the slope of macro F1 over log2(letters) at the last three points."""
    last = points[-3:]
    gain = float(np.polyfit([np.log2(one.letters) for one in last], [one.macro_f1 for one in last], 1)[0])
    noise = float(np.mean([one.error for one in last]))
    if gain > max(noise, TRAIN.worthwhile):
        return (
            f"还在上升:按最后三点的趋势,来信再多一倍,宏平均 F1 大约再高 {gain:.3f}"
            f"(误差约 {noise:.3f}),值得继续标。趋势会变缓,这是偏乐观的估计"
        )
    if gain > TRAIN.worthwhile:
        return f"看不清:趋势是再多一倍高 {gain:.3f},但误差也有 {noise:.3f};来信太少,说不准再标有没有用"
    return (
        f"已接近平缓:按趋势,再多一倍同样的来信只高 {max(gain, 0):.3f}(误差约 {noise:.3f})。"
        "不如核对可能标错的(textgov review labels)、多收少见类别的来信"
    )
