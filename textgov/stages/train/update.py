"""Learn again with corrections: the new model takes the old one's place only if it is not worse on the same letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from textgov.errors import TrainingError
from textgov.models import Model
from textgov.settings import TRAIN
from textgov.stages.train.evaluation import macro_f1
from textgov.stages.train.features import matrix, term_rows
from textgov.stages.train.fit import head_scores
from textgov.stages.train.labelled import Labelled, labelled, teachable, whole_text
from textgov.stages.train.search import Recipe, Steps, fit, material, silent
from textgov.stages.train.user import Trained, measured, save, train
from textgov.types import Document
from textgov.versions import add_version, current, use_version


@dataclass(frozen=True, slots=True)
class Score:
    """Accuracy and macro F1 in [0, 1]."""

    accuracy: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Update:
    """What came of an update: ``old`` and ``new`` were measured on the same ``judged`` letters, ``how`` says which."""

    version: int
    used: bool
    old: Score
    new: Score
    judged: int
    how: str
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return the comparison as lines of Chinese."""
        verdict = "新模型不比旧模型差,已换上" if self.used else "新模型比旧模型差,没有换;两个都留着"
        return "\n".join(
            [
                f"{self.how}:{self.judged} 封",
                f"旧模型:准确率 {self.old.accuracy:.1%},宏平均 F1 {self.old.macro_f1:.3f}",
                f"新模型:准确率 {self.new.accuracy:.1%},宏平均 F1 {self.new.macro_f1:.3f}",
                f"{verdict}(第 {self.version} 版;差距不到 {TRAIN.alike:.1%} 算持平)",
                *self.notes,
            ]
        )


def update_model(
    before: Sequence[Document],
    after: Sequence[Document],
    *,
    label_column: str,
    folder: Path,
    corrections: int,
    held_out: Sequence[Document] = (),
    group_column: str | None = None,
    seed: int = 0,
    minutes: float | None = None,
    date: str = "",
    steps: Steps = silent,
) -> Update:
    """Train a new version of the model in ``folder`` on ``after`` and put it to use if it is not worse.

    ``before`` are the letters that the old model was made from, ``after`` the same ones, labels put right, and then the
    further ones. With ``held_out`` letters, which neither model may have learned from, the two models are measured on
    these. Without, both are learned anew by folds over ``after``, the old one from ``before``, and every letter is judged
    by heads that saw neither it nor its near-duplicates. Raises ModelError for a folder that is not a model,
    TrainingError where the letters do not teach anything.
    """
    old = Model.load(folder)
    if "label" not in old.heads:
        raise TrainingError(f"{folder} 不是 textgov train 训练的模型,不能更新")
    data = teachable(labelled(after, label_column, group_column))
    more = {"date": date, "corrections": corrections, "before": current(folder).name}
    found = train(data, label_column=label_column, seed=seed, minutes=minutes, steps=steps, more=more)
    notes = list(data.notes)
    if held_out:
        learned = {"".join(text.split()) for text in data.texts}
        unseen = [one for one in held_out if "".join(whole_text(one).split()) not in learned]
        if len(unseen) < len(held_out):
            notes.append(f"另给的信里有 {len(held_out) - len(unseen)} 封是学过的,没有用来比较")
        gold = labelled(unseen, label_column)
        judged = [measured(model, gold, how="") for model in (old, found.model)]
        pair = [Score(one.accuracy, one.macro_f1) for one in judged]
        how, count = "用另给的、两个模型都没学过的信比较", len(gold.texts)
    else:
        earlier = _earlier(before, data, label_column)
        pair = _by_folds(earlier, data, found, _recipe(old), seed=seed)
        digest = teachable(labelled(before, label_column)).digest
        how, count = f"用没学过的信比较(同样的 {TRAIN.folds} 折,标签以订正为准)", len(data.texts)
        if digest != old.settings.get("digest"):
            notes.append("给出的旧来信与旧模型当初学的不完全相同(数据摘要不一致),“旧模型”是用给出的旧来信重新算的")
    used = all(
        new >= previous - TRAIN.alike
        for new, previous in ((pair[1].accuracy, pair[0].accuracy), (pair[1].macro_f1, pair[0].macro_f1))
    )

    def result(number: int) -> Update:
        return Update(number, used, pair[0], pair[1], count, how, tuple(notes))

    number = add_version(folder, lambda path, number: save(found, path, compared=result(number).summary()))
    if used:
        use_version(folder, number)
    return result(number)


def _recipe(old: Model) -> Recipe:
    return Recipe(float(old.settings["cost"]), bool(old.settings.get("balanced", False)))


def _earlier(before: Sequence[Document], data: Labelled, label_column: str) -> dict[int, str]:
    """Return the label that rows of ``data`` had before, by row; letters that were not there before are missing."""
    labels = {i: one.metadata.get(label_column, "").strip() for i, one in enumerate(before)}
    counts = Counter(labels.values())
    found = {row: labels.get(document, "") for row, document in enumerate(data.rows)}
    return {row: label for row, label in found.items() if label and counts[label] >= TRAIN.min_letters}


def _by_folds(earlier: dict[int, str], data: Labelled, new: Trained, recipe: Recipe, *, seed: int) -> list[Score]:
    """Return the scores of what ``earlier`` teaches and of the new letters, over the new model's folds."""
    rows = np.array(sorted(earlier), np.int64)
    fold_of = new.material.fold_of
    labels = [earlier[row] for row in rows]
    if len(set(labels)) < 2:
        raise TrainingError(
            "给出的旧来信里够数的标签不到两种,无法与旧模型比较;请给出旧模型当初学的来信,或用 --held-out"
        )
    old = material(Labelled(tuple(data.texts[row] for row in rows), tuple(labels)), seed=seed, fold_of=fold_of[rows])
    names = sorted({*old.names, *data.labels})
    features = matrix(term_rows(old.vocabulary, data.texts), old.idf)
    said = np.empty(len(data.texts), dtype=object)
    for fold in np.unique(fold_of):
        test = np.flatnonzero(fold_of == fold)
        head = fit(old, recipe, np.flatnonzero(old.fold_of != fold), seed=seed)
        said[test] = [names[i] for i in head_scores(head, features[test], names).argmax(axis=1)]
    newly = [new.material.names[i] for i in new.probability.argmax(axis=1)]
    return [_score(data.labels, [str(one) for one in said]), _score(data.labels, newly)]


def _score(gold: Sequence[str], said: Sequence[str]) -> Score:
    return Score(float(np.mean([a == b for a, b in zip(gold, said, strict=True)])), macro_f1(gold, said))
