"""What asking people about doubtful letters brings, and how many planted wrong labels are found.

``python -m benchmarks.review`` (needs ``../shared``; two minutes). The letters are the public ones with seven labels: 700 are
held out, 400 learned from, and 150 of the others are answered, chosen by the queue, by doubt alone or at random; means over
five shuffles. Then 80 of all labels are made wrong and looked for.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from benchmarks.routing_data import ROOT, SHARED, rows
from textgov.models import Model, softmax
from textgov.stages.review import doubt_of, pick, suspects
from textgov.stages.train.features import matrix, term_rows
from textgov.stages.train.labelled import labelled, teachable
from textgov.stages.train.user import Trained, measured, train
from textgov.types import Alternative, Document

_HELD, _OLD, _ASKED, _SHUFFLES = 700, 400, 150, 5


def main() -> None:
    """Print both tables."""
    public = [(row["text"], row["label"]) for row in rows(SHARED / "data/letters_train.jsonl")]
    for way, found in asking(public).items():
        accuracy, f1 = np.mean(found, axis=0)
        print(f"{way:8} accuracy {accuracy:.3f}  macro F1 {f1:.3f}")
    own = [row for name in ("city", "village") for row in rows(ROOT / f"corpora/letters/{name}.jsonl")]
    planted(public, 80, "public letters")
    planted([(row["text"], row["body"]) for row in own], 30, "own letters by body")


def asking(pairs: Sequence[tuple[str, str]]) -> dict[str, list[tuple[float, float]]]:
    """Return accuracy and macro F1 on held-out letters of each shuffle, by the way the asked letters were chosen."""
    found: dict[str, list[tuple[float, float]]] = {}
    for seed in range(_SHUFFLES):
        letters = _documents(pairs)
        random.Random(seed).shuffle(letters)
        gold = labelled(letters[:_HELD], "label")
        old, pool = letters[_HELD : _HELD + _OLD], letters[_HELD + _OLD :]
        model = _learn(old).model
        for way, asked in _ways(model, pool, seed).items():
            quality = measured(_learn([*old, *(pool[i] for i in asked)]).model, gold, how="")
            found.setdefault(way, []).append((quality.accuracy, quality.macro_f1))
    return found


def _ways(model: Model, pool: Sequence[Document], seed: int) -> dict[str, list[int]]:
    features = matrix(term_rows(model.vocabulary, [letter.text for letter in pool]), model.idf)
    head = model.heads["label"]
    belief = softmax((features @ head.weights + head.intercepts) * model.settings["temperatures"]["label"])
    doubt = np.array([doubt_of([Alternative("", p) for p in sorted(row, reverse=True)]) for row in belief.tolist()])
    seen = np.zeros(len(pool))
    return {
        "none": [],
        "random": random.Random(seed).sample(range(len(pool)), _ASKED),
        "doubt": np.argsort(-doubt, kind="stable")[:_ASKED].tolist(),
        "queue": pick(doubt, lambda i: (features @ features[i].T).toarray()[:, 0], seen, count=_ASKED),
    }


def planted(pairs: Sequence[tuple[str, str]], wrong: int, name: str) -> None:
    """Make some labels wrong and print how many suspects there are and how many of them were planted."""
    chance = random.Random(3)
    names = sorted({label for _, label in pairs})
    changed = set(chance.sample(range(len(pairs)), wrong))
    letters = _documents(
        [
            (text, chance.choice([n for n in names if n != label]) if i in changed else label)
            for i, (text, label) in enumerate(pairs)
        ]
    )
    data = teachable(labelled(letters, "label"))
    learned = train(data, label_column="label")
    found = suspects(data.labels, learned.material.names, learned.probability)
    hits = sum(data.rows[one.row] in changed for one in found)
    print(f"{name}: {len(letters)} letters, {wrong} wrong labels, {len(found)} suspects, {hits} of them wrong")


def _documents(pairs: Sequence[tuple[str, str]]) -> list[Document]:
    return [Document(str(i), text, "letter", metadata={"label": label}) for i, (text, label) in enumerate(pairs)]


def _learn(letters: Sequence[Document]) -> Trained:
    return train(teachable(labelled(letters, "label")), label_column="label")


if __name__ == "__main__":
    main()
