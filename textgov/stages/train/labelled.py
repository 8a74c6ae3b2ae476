"""Labelled letters out of documents: find the column, check that the labels can teach something."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textgov.errors import TrainingError
from textgov.settings import TRAIN
from textgov.types import Document


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with their labels; ``notes`` say in Chinese what was left out and what looks like a slip.

    ``groups`` names the group of each, ``""`` for none; it is empty where the user gave no groups. ``rows`` are the places
    in the documents that they are from.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of texts and labels, so that a model says what it was made from."""
        digest = hashlib.sha256()
        for text, label in zip(self.texts, self.labels, strict=True):
            digest.update(f"{label}\0{text}\0".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:16]


def whole_text(document: Document) -> str:
    """Return title and text as the router reads them."""
    return f"{document.title}\n{document.text}" if document.title else document.text


def labelled(documents: Sequence[Document], label_column: str, group_column: str | None = None) -> Labelled:
    """Take the label of each document, and its group where ``group_column`` is given, from its metadata.

    Raises TrainingError when no document has the column; letters without a label or a text are left out and noted.
    """
    columns = sorted({name for document in documents for name in document.metadata})
    for name, what, option in ((label_column, "标签", "--label-column"), (group_column, "分组", "--group-column")):
        if name is not None and name not in columns:
            listed = "、".join(columns) or "(没有其他列)"
            raise TrainingError(f"找不到{what}列“{name}”;表里还有这些列:{listed}。请用 {option} 指定其中一列")
    pairs = [(whole_text(document), document.metadata.get(label_column, "").strip()) for document in documents]
    rows = tuple(row for row, (text, label) in enumerate(pairs) if text.strip() and label)
    kept = [pairs[row] for row in rows]
    notes = []
    if len(kept) < len(pairs):
        notes.append(f"有 {len(pairs) - len(kept)} 封没有标签或没有正文,未使用")
    if not kept:
        raise TrainingError(f"标签列“{label_column}”里没有一封信既有标签又有正文;请检查表格")
    texts, labels = zip(*kept, strict=True)
    groups = tuple(documents[row].metadata.get(group_column, "").strip() for row in rows) if group_column else ()
    return Labelled(texts, labels, (*notes, *likely_slips(labels)), groups, rows)


def teachable(data: Labelled) -> Labelled:
    """Drop labels with too few letters; raise TrainingError where nothing can be learned from the rest."""
    counts = Counter(data.labels)
    rare = sorted(label for label, count in counts.items() if count < TRAIN.min_letters)
    if len(counts) == 1:
        raise TrainingError(f"所有来信的标签都是“{data.labels[0]}”;至少要有两种标签才能训练")
    if len(counts) - len(rare) < 2:
        raise TrainingError(
            f"每种标签至少要有 {TRAIN.min_letters} 封来信,现在够数的标签只有 {len(counts) - len(rare)} 种;"
            "请多标一些,或合并相近的标签"
        )
    notes = list(data.notes)
    if rare:
        notes.append(f"这些标签不足 {TRAIN.min_letters} 封,未训练:{'、'.join(rare)}")
    kept = [row for row, label in enumerate(data.labels) if label not in rare]
    return Labelled(
        tuple(data.texts[row] for row in kept),
        tuple(data.labels[row] for row in kept),
        tuple(notes),
        tuple(data.groups[row] for row in kept) if data.groups else (),
        tuple(data.rows[row] for row in kept),
    )


def likely_slips(labels: Sequence[str]) -> list[str]:
    """Note rare labels that read almost like a frequent one."""
    counts = Counter(labels)
    frequent = [label for label, count in counts.items() if count >= TRAIN.slip_ratio]
    notes = []
    for label in sorted(counts):
        close = difflib.get_close_matches(label, [f for f in frequent if f != label], n=1, cutoff=TRAIN.slip_likeness)
        if close and counts[label] * TRAIN.slip_ratio <= counts[close[0]]:
            notes.append(f"标签“{label}”只有 {counts[label]} 封,是不是“{close[0]}”?")
    return notes
