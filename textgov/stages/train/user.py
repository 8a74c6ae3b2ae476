"""Train and evaluate a router on a user's own labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from textgov.errors import TrainingError
from textgov.models import Model, softmax
from textgov.settings import TRAIN
from textgov.stages.train.card import user_card
from textgov.stages.train.evaluation import Beside, Evaluation, evaluation, macro_f1
from textgov.stages.train.features import term_rows
from textgov.stages.train.fit import Numbers, best_temperature, best_threshold, fit_head, quantiles
from textgov.stages.train.labelled import Labelled, labelled, teachable
from textgov.stages.train.search import (
    Material,
    Recipe,
    Steps,
    best_recipe,
    material,
    plain_baseline,
    silent,
    unseen_scores,
)
from textgov.types import Document
from textgov.versions import used_versions


@dataclass(frozen=True)
class Trained:
    """A model, how good it is on letters it did not learn from, and what it was made with.

    ``probability`` [letters × names] is what each letter got from a head that did not learn from it.
    """

    model: Model
    quality: Evaluation
    material: Material
    recipe: Recipe
    probability: Numbers


def train_model(
    documents: Sequence[Document],
    *,
    label_column: str,
    output: Path,
    group_column: str | None = None,
    seed: int = 0,
    minutes: float | None = None,
    date: str = "",
    steps: Steps = silent,
) -> Evaluation:
    """Train on ``documents`` whose metadata has ``label_column``, write the model folder, return its measured quality.

    Every letter is judged once by a model that saw neither it nor its near-duplicates (grouped, stratified folds);
    calibration and threshold come from those judgements, and the model that is written learns from all letters.
    Letters with the same value in ``group_column`` stay on one side. ``minutes`` is the time for trying settings by
    cross-validation; without it a few are tried on one fold. Raises TrainingError where the data cannot teach anything.
    """
    if used_versions(output):
        raise TrainingError(f"{output} 里有几个版本的模型;请用 --update 更新它,或用 -o 写到另一个文件夹")
    data = teachable(labelled(documents, label_column, group_column))
    found = train(data, label_column=label_column, seed=seed, minutes=minutes, steps=steps, more={"date": date})
    save(found, output)
    return found.quality


def save(found: Trained, folder: Path, *, compared: str = "") -> None:
    """Write a model with its card; ``compared`` says how it did beside the model before it."""
    card = user_card(found.quality, found.model.settings, compared=compared)
    found.model.save(folder, card=card, metrics=found.quality.row())


def train(
    data: Labelled,
    *,
    label_column: str,
    seed: int = 0,
    minutes: float | None = None,
    steps: Steps = silent,
    more: Mapping[str, Any] | None = None,
) -> Trained:
    """Learn from letters that are ``teachable``; ``more`` goes into the model's settings where it is not empty."""
    found = material(data, seed=seed)
    recipe, tried = best_recipe(found, seed=seed, minutes=minutes, steps=steps)
    scores = unseen_scores(found, recipe, seed=seed)
    temperature = best_temperature(scores, found.gold)
    probability = softmax(scores * temperature)
    best, right = probability.argmax(axis=1), found.gold
    threshold = best_threshold(probability.max(axis=1), best == right, accuracy=TRAIN.routed_accuracy)
    plain = plain_baseline(found)
    beside = Beside(
        "补集朴素贝叶斯",
        float(np.mean([a == b for a, b in zip(data.labels, plain, strict=True)])),
        macro_f1(data.labels, plain),
    )
    together = "相似的信和同组的信不分开" if any(data.groups) else "相似的信不分开"
    quality = evaluation(
        data.labels,
        [found.names[number] for number in best],
        probability.max(axis=1),
        threshold=threshold,
        how=f"用没学过的信检验({TRAIN.folds} 折,{together})",
        notes=data.notes,
        beside=(beside,),
    )
    settings = {
        "kind": "labels",
        "label_column": label_column,
        "temperatures": {"label": round(temperature, 4)},
        "threshold": round(threshold, 4),
        "surprise": quantiles(1 - probability[np.arange(len(right)), right]),
        "cost": recipe.cost,
        "balanced": recipe.balanced,
        "tried": tried,
        "seed": seed,
        "letters": len(data.texts),
        "digest": data.digest,
    } | {key: value for key, value in (more or {}).items() if value}
    head = fit_head(found.features, data.labels, cost=recipe.cost, seed=seed, weights=recipe.weights(data.labels))
    model = Model(found.vocabulary.terms, found.idf, {"label": head}, settings=settings)
    return Trained(model, quality, found, recipe, probability)


def evaluate_model(model: Path, documents: Sequence[Document], *, label_column: str, how: str = "检验") -> Evaluation:
    """Measure a model folder on letters whose metadata has ``label_column``.

    Raises ModelError for a folder that is not a model, TrainingError when the column is missing.
    """
    loaded = Model.load(model)
    data = labelled(documents, label_column)
    if "label" not in loaded.heads:
        raise TrainingError(f"{model} 不是 textgov train 训练的模型;自带模型的质量见它的 README.md")
    return measured(loaded, data, how=how)


def measured(loaded: Model, data: Labelled, *, how: str) -> Evaluation:
    """Measure a user's model on labelled letters."""
    rows = term_rows(loaded.vocabulary, data.texts)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    scores = loaded.scores(loaded.features(np.concatenate(rows), owners, len(rows)))["label"]
    probabilities = softmax(scores * float(loaded.settings["temperatures"]["label"]))
    names = loaded.heads["label"].labels
    unknown = sorted(set(data.labels) - set(names))
    notes = [f"模型没有学过这些标签,一律算错:{'、'.join(unknown)}"] if unknown else []
    return evaluation(
        data.labels,
        [names[number] for number in probabilities.argmax(axis=1)],
        probabilities.max(axis=1),
        threshold=float(loaded.settings["threshold"]),
        how=how,
        notes=(*data.notes, *notes),
    )
