"""An earlier result in its folder: what ``--into`` needs, masked texts only, as JSON lines.

``masked.jsonl`` holds the letters, ``letters.jsonl`` who is where, ``clusters.jsonl`` the issues with id and label. Who
renames an issue or moves a letter in these files is followed by the next ``--into``. ``changes.jsonl`` only grows.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textgov.errors import ReadError
from textgov.files import write_text
from textgov.stages.cluster.group import likes_of
from textgov.types import Cluster, Clustering, Document, Heat

LETTERS, ASSIGNMENTS, CLUSTERS, CHANGES = "masked.jsonl", "letters.jsonl", "clusters.jsonl", "changes.jsonl"
ALONE = "alone.jsonl"


def write_letters(folder: Path, letters: Iterable[Document]) -> None:
    """Write the masked letters that the next batch is compared with."""
    rows = (
        {"id": one.id, "title": one.title, "date": one.date, "text": one.text, "likes": likes_of(one)}
        for one in letters
    )
    write_text(folder / LETTERS, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def read_earlier(folder: Path) -> tuple[list[Document], Clustering]:
    """Return the masked letters and the issues of an earlier run; nothing where there was none.

    Raises ReadError where one of the three files is missing or damaged.
    """
    if not any((folder / name).exists() for name in (LETTERS, ASSIGNMENTS, CLUSTERS)):
        return [], Clustering((), {})
    try:
        letters = [
            Document(
                row["id"],
                row["text"],
                "letter",
                title=row.get("title") or "",
                date=row.get("date"),
                metadata={"likes": str(row.get("likes") or 0)},
            )
            for row in _rows(folder / LETTERS)
        ]
        assignments = {row["id"]: row["cluster"] for row in _rows(folder / ASSIGNMENTS)}
        clusters = tuple(map(_cluster, _rows(folder / CLUSTERS)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(
            f"{folder} 里的 {LETTERS}、{ASSIGNMENTS}、{CLUSTERS} 缺少或损坏({type(error).__name__})",
            "--into 要用 textgov cluster 写出的完整文件夹;请恢复备份,或用 -o 重新归并到新文件夹",
        ) from error
    known = {one.id for one in clusters}
    return letters, Clustering(
        clusters, {key: one if (one := assignments.get(key)) in known else None for key in (d.id for d in letters)}
    )


def read_urgent(folder: Path) -> set[str]:
    """Return the ids of the urgent letters among those that stand alone; none where the folder does not list them."""
    path = folder / ALONE
    return {row["id"] for row in _rows(path) if row.get("urgent")} if path.exists() else set()


def unseen(letters: Iterable[Document], earlier: Iterable[Document]) -> list[Document]:
    """Return the letters that are not among the earlier ones.

    The same id with the same text was there before. The same id with another text is another letter (tables number
    their rows from 1 again and again): it gets the id with a few characters of its text's digest behind.
    """
    held = {letter.id: (letter.title, letter.text) for letter in earlier}
    new = []
    for letter in letters:
        wording = (letter.title, letter.text)
        if letter.id in held and held[letter.id] != wording:
            digest = hashlib.sha256("\n".join(wording).encode("utf-8", "surrogatepass")).hexdigest()[:6]
            letter = replace(letter, id=f"{letter.id}-{digest}")
        if letter.id not in held:
            held[letter.id] = wording
            new.append(letter)
    return new


def changes(before: Clustering, after: Clustering) -> list[dict[str, Any]]:
    """Return what is new: one row an issue that was opened or joined, then one for the letters that stand alone."""
    moved: defaultdict[str | None, list[str]] = defaultdict(list)
    for letter, now in after.assignments.items():
        if letter not in before.assignments or before.assignments[letter] != now:
            moved[now].append(letter)
    old = {one.id for one in before.clusters}
    rows: list[dict[str, Any]] = [
        {
            "event": "joined" if one.id in old else "opened",
            "cluster": one.id,
            "label": one.label,
            "letters": sorted(moved[one.id]),
        }
        for one in sorted(after.clusters, key=lambda one: one.id)
        if one.id in moved
    ]
    if moved.get(None):
        rows.append({"event": "alone", "cluster": None, "label": None, "letters": sorted(moved[None])})
    return rows


def log_changes(folder: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Append the rows to ``changes.jsonl``, each with the number of its batch, counted from 1."""
    path = folder / CHANGES
    kept = list(_rows(path)) if path.exists() else []
    batch = 1 + max((row["batch"] for row in kept), default=0)
    lines = [*kept, *({"batch": batch} | row for row in rows)]
    write_text(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines))


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _cluster(row: dict[str, Any]) -> Cluster:
    return Cluster(
        id=row["cluster"],
        label=row["label"],
        terms=tuple(row.get("terms") or ()),
        members=tuple(row["members"]),
        representative=row.get("representative") or row["members"][0],
        first=row.get("first"),
        last=row.get("last"),
        heat=Heat(
            float(row.get("heat") or 0), **_NO_HEAT | {"letters": len(row["members"])} | (row.get("heat_parts") or {})
        ),
        body=row.get("body"),
        duplicates=tuple(tuple(group) for group in row.get("duplicates") or ()),
        representatives=tuple(row.get("representatives") or ()),
        trend=tuple((row.get("trend") or {}).items()),
        bursts=tuple((begin, end, letters) for begin, end, letters in row.get("bursts") or ()),
        locked=bool(row.get("locked")),
    )


# The parts of the heat where the row does not say them.
_NO_HEAT: dict[str, Any] = {"distinct_days": 0, "growth": 0.0, "likes": 0, "urgent": 0}
