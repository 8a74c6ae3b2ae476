"""The tables of the vocabulary: new words with a column to tick, words near a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from textgov.research_types import Neighbour, NewWord
from textgov.stages.export.tables import Column, Table

NEW_WORD_COLUMNS = (
    Column("adopt", "采用", 6),
    Column("word", "词", 16),
    Column("kind", "类别", 8),
    Column("pos", "词性", 6),
    Column("count", "次数", 8, "number"),
    Column("documents", "篇数", 8, "number"),
    Column("quoted", "加引号", 8, "number"),
    Column("named", "被称作", 8, "number"),
    Column("pmi", "凝合 PMI", 10, "number"),
    Column("left", "左熵", 8, "number"),
    Column("right", "右熵", 8, "number"),
    Column("parts", "原来的分词", 20),
    Column("listed", "已收录", 8),
    Column("example", "例句", 70),
    Column("document", "出处", 20),
    Column("score", "得分", 8, "number"),
)
NEIGHBOUR_COLUMNS = (
    Column("word", "词", 16),
    Column("similarity", "相近程度", 10, "number"),
    Column("count", "次数", 8, "number"),
)


def new_word_row(word: NewWord) -> dict[str, Any]:
    """Return the fields of a new word, ``adopt`` (false) first, statistics rounded to two digits."""
    row = asdict(word) | {"parts": list(word.parts)}
    digits = {name: None if row[name] is None else round(row[name], 2) for name in ("score", "pmi", "left", "right")}
    return {"adopt": False} | row | digits


def new_word_table(words: Iterable[NewWord]) -> Table:
    """Return the table 新词; the column 采用 is empty, for the user to tick."""
    rows = []
    for word in words:
        row = new_word_row(word)
        told = {"adopt": "", "parts": " ".join(word.parts), "listed": "是" if word.listed else ""}
        rows.append(row | told | {"example": word.example.replace("\n", " ")})
    return Table("新词", NEW_WORD_COLUMNS, rows, ("word", "kind", "count", "documents", "parts", "listed", "example"))


def neighbour_row(word: Neighbour) -> dict[str, Any]:
    """Return ``{"word", "similarity", "count"}``."""
    return asdict(word) | {"similarity": round(word.similarity, 3)}


def neighbour_table(words: Iterable[Neighbour]) -> Table:
    """Return the table 相近的词."""
    return Table("相近的词", NEIGHBOUR_COLUMNS, [neighbour_row(word) for word in words])
