"""The letters that the shipped router learns from and is measured on, and how they are split.

The coded letters lie beside the checkout (``../shared``) and are never committed; the project's own invented letters lie
in ``corpora/letters``. Of the latter a fixed three in ten groups are held out for the quality gate. The short messages of
``corpora/messages`` are only learned from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textgov.stages.route.decision import opening_end

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN = ("city.jsonl", "village.jsonl")
MESSAGES = "corpora/messages/short.jsonl"


@dataclass(frozen=True, slots=True)
class Letter:
    """A coded letter: ``fine`` are the bodies that count as right, ``source`` the collection it is from.

    ``also`` is the second issue, or None.
    """

    text: str
    source: str
    issue: str
    also: str | None
    body: str
    fine: frozenset[str]
    against: str
    length: int
    opening: str


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def whole(row: dict[str, Any]) -> str:
    """Return title and text as the router reads them."""
    return f"{row['title']}\n{row['text']}" if row.get("title") else str(row["text"])


def opening(row: dict[str, Any]) -> str:
    """Return the opening of a long letter as the router reads it, the whole of a short one."""
    return whole(row)[: opening_end(row.get("title") or "", row["text"]) or None].strip("\n")


def held_out(row: dict[str, Any]) -> bool:
    """Say whether one of the project's own letters is only for the gate: sha256 of its group (or id) modulo 10 < 3."""
    key = str(row.get("group") or row["id"])
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 < 3


def _letter(row: dict[str, Any], source: str) -> Letter:
    fine = frozenset(row.get("bodies_ok") or [b for b in (row["body"], row.get("body2")) if b])
    against = row.get("against", "none")
    return Letter(
        whole(row), source, row["issue"], row.get("issue2"), row["body"], fine, against, len(row["text"]), opening(row)
    )


def coded_letters() -> list[Letter]:
    """Return the 4,900 coded public letters; ``source`` is ``train`` or ``pool``."""
    texts = {
        (name, row["id"]): row
        for name in ("letters_train.jsonl", "letters_pool.jsonl")
        for row in rows(SHARED / "data" / name)
    }
    found = []
    for row in rows(SHARED / "gold/letters_coded.jsonl"):
        text = texts[row["file"], row["id"]]
        whole_row = row | {"text": text["text"], "title": text.get("title", "")}
        found.append(_letter(whole_row, row["file"].removeprefix("letters_").removesuffix(".jsonl")))
    return found


def own_letters(*, held: bool) -> list[Letter]:
    """Return the project's invented letters: those held out for the gate, or those to learn from."""
    listed = [row for name in OWN for row in rows(ROOT / "corpora/letters" / name)]
    return [_letter(row, "own") for row in listed if held_out(row) == held]


def messages() -> list[Letter]:
    """Return the project's invented short messages, each with the words of one issue; nothing is held out."""
    return [_letter(row, "message") for row in rows(ROOT / MESSAGES)]


def development_letters() -> list[Letter]:
    """Return the 233 letters of the development gold; nothing is learned from them."""
    return [_letter(row, "dev") for row in rows(SHARED / "gold/letters_dev.jsonl")]


def unlabelled_texts(used: Sequence[Letter]) -> list[str]:
    """Return further public letters without codes, none of ``used`` or of the development gold among them."""
    known = {letter.text for letter in (*used, *development_letters())}
    found = dict.fromkeys(
        whole(row)
        for name in ("letters_train.jsonl", "letters_pool.jsonl", "letters_replies.jsonl")
        for row in rows(SHARED / "data" / name)
    )
    return [text for text in found if text not in known]
