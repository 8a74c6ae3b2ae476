"""Train and evaluate a router on a user's own labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from textgov.errors import TrainingError
from textgov.models import Model, Vocabulary, softmax
from textgov.settings import TRAIN
from textgov.stages.train.card import user_card
from textgov.stages.train.evaluation import Evaluation, evaluation
from textgov.stages.train.features import choose_terms, idf_of, matrix, near_duplicates, term_rows
from textgov.stages.train.fit import Numbers, best_temperature, best_threshold, fit_head, folds, head_scores, quantiles
from textgov.stages.train.labelled import labelled, teachable
from textgov.types import Document


def train_model(documents: Sequence[Document], *, label_column: str, output: Path, seed: int = 0) -> Evaluation:
    """Train on ``documents`` whose metadata has ``label_column``, write the model folder, return its measured quality.

    Every letter is judged once by a model that saw neither it nor its near-duplicates (grouped, stratified folds);
    calibration and threshold come from those judgements, and the model that is written learns from all letters.
    Raises TrainingError where the data cannot teach anything.
    """
    data = teachable(labelled(documents, label_column))
    texts, labels = data.texts, data.labels
    names = tuple(sorted(set(labels)))
    terms = choose_terms(texts, longest=TRAIN.longest_gram, min_letters=min(TRAIN.min_df, max(1, len(texts) // 20)))
    if not terms:
        raise TrainingError("信里没有可用的汉字;请检查正文列是否选对")
    vocabulary = Vocabulary(terms)
    rows = term_rows(vocabulary, texts)
    idf = idf_of(rows, len(terms))
    features = matrix(rows, idf)
    fold_of = folds(labels, near_duplicates(texts, seed=seed), parts=TRAIN.folds, seed=seed)
    cost = _best_cost(features, labels, fold_of, seed=seed)
    scores = unseen_scores(features, labels, names, fold_of, cost=cost, seed=seed)
    right = np.array([names.index(label) for label in labels])
    temperature = best_temperature(scores, right)
    probabilities = softmax(scores * temperature)
    best = probabilities.argmax(axis=1)
    threshold = best_threshold(probabilities.max(axis=1), best == right, accuracy=TRAIN.routed_accuracy)
    quality = evaluation(
        labels,
        [names[number] for number in best],
        probabilities.max(axis=1),
        threshold=threshold,
        how=f"用没学过的信检验({TRAIN.folds} 折,相似的信不分开)",
        notes=data.notes,
    )
    head = fit_head(features, labels, cost=cost, seed=seed)
    settings = {
        "kind": "labels",
        "label_column": label_column,
        "temperatures": {"label": round(temperature, 4)},
        "threshold": round(threshold, 4),
        "surprise": quantiles(1 - probabilities[np.arange(len(right)), right]),
        "cost": cost,
        "seed": seed,
        "letters": len(texts),
        "digest": data.digest,
    }
    model = Model(vocabulary.terms, idf, {"label": head}, settings=settings)
    model.save(output, card=user_card(quality, settings), metrics=quality.row())
    return quality


def _best_cost(features: object, labels: Sequence[str], fold_of: NDArray[np.int64], *, seed: int) -> float:
    """Return the C with the best accuracy on one fold, the smaller one when equal."""
    test = fold_of == 0
    train = np.flatnonzero(~test)
    if len(TRAIN.costs) == 1 or not test.any():
        return TRAIN.costs[0]
    names = tuple(sorted(set(labels)))
    gold = np.array(labels, dtype=object)
    measured = []
    for cost in TRAIN.costs:
        head = fit_head(features[train], list(gold[train]), cost=cost, seed=seed)  # type: ignore[index]
        found = head_scores(head, features[np.flatnonzero(test)], names).argmax(axis=1)  # type: ignore[index]
        measured.append(float(np.mean(np.array(names, dtype=object)[found] == gold[test])))
    return TRAIN.costs[int(np.argmax(measured))]


def unseen_scores(
    features: object,
    labels: Sequence[str],
    names: Sequence[str],
    fold_of: NDArray[np.int64],
    *,
    cost: float,
    seed: int,
    weights: Numbers | None = None,
) -> Numbers:
    """Return scores [rows × names], each row's from a head that was fitted without the row's fold."""
    out = np.zeros((len(labels), len(names)))
    gold = np.array(labels, dtype=object)
    for fold in np.unique(fold_of):
        test, train = np.flatnonzero(fold_of == fold), np.flatnonzero(fold_of != fold)
        head = fit_head(
            features[train],  # type: ignore[index]
            list(gold[train]),
            cost=cost,
            seed=seed,
            weights=None if weights is None else weights[train],
        )
        out[test] = head_scores(head, features[test], names)  # type: ignore[index]
    return out


def evaluate_model(model: Path, documents: Sequence[Document], *, label_column: str) -> Evaluation:
    """Measure a model folder on letters whose metadata has ``label_column``.

    Raises ModelError for a folder that is not a model, TrainingError when the column is missing.
    """
    loaded = Model.load(model)
    data = labelled(documents, label_column)
    if "label" not in loaded.heads:
        raise TrainingError(f"{model} 不是 textgov train 训练的模型;自带模型的质量见它的 README.md")
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
        how="检验",
        notes=(*data.notes, *notes),
    )
