"""Letters and reports from JSON Lines: one object a line, its text kept exactly as given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from textgov.errors import ReadError
from textgov.stages.read.columns import Columns, text_columns
from textgov.stages.read.encoding import decode, is_damaged
from textgov.stages.read.guard import TEXT, require
from textgov.stages.read.rows import row_document
from textgov.types import Document, Kind, Rejected

_ADVICE = '每行写一个对象,例如 {"id": "1", "text": "来信内容"}'
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(
    data: bytes, ending: str, *, path: str, kind: Kind | None, columns: Columns
) -> Iterator[Document | Rejected]:
    """Yield a document or a rejection for every line that is not blank; ``kind`` overrides the rows' own."""
    require(data, ending, TEXT)
    # Only \n ends a line: U+2028 and U+0085 may stand unescaped inside a JSON string.
    return read_lines(decode(data, damaged_ok=True).split("\n"), path=path, kind=kind, columns=columns)


def read_stream(stream: Iterable[bytes], *, kind: Kind | None, columns: Columns) -> Iterator[Document | Rejected]:
    """Yield documents as the lines of a binary stream arrive. The stream must be UTF-8."""
    lines = (line.decode("utf-8", "surrogateescape") for line in stream)
    return read_lines(lines, path="-", kind=kind, columns=columns)


def read_lines(
    lines: Iterable[str], *, path: str, kind: Kind | None, columns: Columns
) -> Iterator[Document | Rejected]:
    """Yield a document or a rejection for every line that is not blank. ``path`` is only named in them."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix("\ufeff")
        if not line.strip():
            continue
        try:
            yield _document(line, number, path, kind, columns)
        except ReadError as error:
            yield Rejected(path, number, error.reason, error.advice)


def _document(line: str, number: int, path: str, kind: Kind | None, asked: Columns) -> Document:
    where = f"第 {number} 行"
    if is_damaged(line):
        raise ReadError(f"{where}不是 UTF-8 文字", "请把文件另存为 UTF-8 编码")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}不是合法的 JSON", _ADVICE) from error
    if not isinstance(row, dict):
        raise ReadError(f"{where}不是 JSON 对象", _ADVICE)
    named = (getattr(asked, field.name) or (field.name if field.name in row else None) for field in fields(Columns))
    columns = text_columns(list(row), Columns(*named))
    if not isinstance(row[columns.text], str):
        raise ReadError(f"{where}的 {columns.text} 不是文字", _ADVICE)
    own = row.get("kind")
    if own == "report" or own == "letter":
        del row["kind"]
        kind = kind or own
    cells = {str(name): _value(value) for name, value in row.items()}
    return row_document(cells, columns, number=number, kind=kind or "letter", path=path)


def _value(value: object) -> str:
    """Return a field as text. Half of a surrogate pair cannot be written; U+FFFD keeps every offset."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _LONE_SURROGATE.sub("\ufffd", text)
