"""The words that a user ticked in the table of ``textgov dictionary discover``."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from textgov.errors import ReadError
from textgov.fold import fold
from textgov.stages.read.encoding import decode
from textgov.stages.read.guard import TEXT, XLSX, require
from textgov.stages.read.sheets import sheet_rows
from textgov.stages.read.tables import Row, csv_rows

_NAMES = {"word": ("词", "新词", "word"), "pos": ("词性", "pos"), "adopt": ("采用", "adopt")}
# What a cell says when its word is not wanted; anything else is a tick.
_NO = frozenset(("", "否", "不", "不要", "不采用", "×", "x", "✗", "✘", "0", "0.0", "no", "n", "false", "none", "null"))


def read_chosen(path: str | Path) -> list[tuple[str, str]]:
    """Return the ticked words with their parts of speech (``""`` where the table gives none).

    Reads .xlsx, .csv, .tsv and .jsonl. Any mark in the column 采用 (JSON: ``adopt``) is a tick. Raises ReadError for a file
    that cannot be read, that lacks the columns 词 and 采用, or where nothing is ticked.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError:
        raise ReadError(f"读不到 {path}", "请检查路径") from None
    rows = list(_rows(data, path.suffix.lower(), str(path)))
    chosen = [
        (row["word"].strip(), row.get("pos", "").strip()) for row in rows if fold(row["adopt"]).strip() not in _NO
    ]
    if not chosen:
        raise ReadError(f"{path} 里没有勾选任何词", "请在要用的词那一行的“采用”列里写“是”,保存后再试")
    return [(word, pos) for word, pos in chosen if word]


def _rows(data: bytes, ending: str, path: str) -> Iterator[dict[str, str]]:
    if ending == ".jsonl":
        require(data, ending, TEXT)
        for number, line in enumerate(decode(data).splitlines(), 1):
            if line.strip():
                yield _named(_parsed(line, f"{path} 第 {number} 行"), path)
        return
    if ending == ".xlsx":
        require(data, ending, XLSX)
        tables = [rows for _, rows in sheet_rows(data)]
    elif ending in (".csv", ".tsv"):
        require(data, ending, TEXT)
        lines = list(io.StringIO(decode(data), newline=""))
        delimiter = max((",", "\t", ";"), key=(lines[0] if lines else "").count)
        tables = [list(csv_rows(lines, delimiter))]
    else:
        raise ReadError(f"不能从 {path} 读词", "请用 textgov dictionary discover 写出的 .xlsx、.csv 或 .jsonl")
    yield from _table_rows(tables[0] if tables else [], path)


def _table_rows(rows: Sequence[Row], path: str) -> Iterator[dict[str, str]]:
    header = [cell.strip() for cell in rows[0].cells] if rows else []
    for row in rows[1:]:
        yield _named(dict(zip(header, row.cells, strict=False)), path)
    if not rows[1:]:
        _named(dict.fromkeys(header, ""), path)


def _parsed(line: str, where: str) -> Mapping[str, str]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise ReadError(f"{where}不是 JSON 对象", "请用 textgov dictionary discover 写出的文件")
    return {str(name): "" if value is None or value is False else str(value) for name, value in row.items()}


def _named(row: Mapping[str, str], path: str) -> dict[str, str]:
    found = {field: row[name] for field, names in _NAMES.items() for name in names if name in row}
    if missing := {"word", "adopt"} - found.keys():
        shown = "、".join(_NAMES[name][0] for name in sorted(missing, reverse=True))
        raise ReadError(f"{path} 缺少列:{shown}", "请用 textgov dictionary discover 写出的表格,并保留表头")
    return found
