"""Coders' work from .xlsx, .csv, .tsv, .jsonl and .qdpx, in any obvious shape; the tool's own output is one of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textgov.codings import Coder, Coding
from textgov.errors import ReadError
from textgov.stages.read.coding_tables import (
    Builder,
    coding_columns,
    csv_coders,
    offset_of,
    row_coders,
    status_of,
    xlsx_coders,
)
from textgov.stages.read.encoding import decode
from textgov.stages.read.guard import TEXT, load, require
from textgov.stages.read.projects import project_coders


def read_coders(path: str | Path) -> list[Coder]:
    """Return the coders of one file: one, or as many as its column 编码者 or its project's users name.

    Shapes: long (a row a code: unit, code, and perhaps status, quote, start, end; an empty code says that the unit was
    looked at), wide (a row a unit, a column a code, cells 1/0/是/否/empty, ? for undecided, or a status), JSON lines with
    ``tags`` (as ``textgov tag`` writes them) or ``codes`` (and ``maybe``, undecided), and REFI-QDA projects.

    Raises:
        ReadError: the file cannot be opened, is of another shape, or holds a value that is neither.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in _READERS:
        raise ReadError(f"{path}:不能从 {ending or '没有扩展名的文件'} 读编码", "支持 .xlsx .csv .tsv .jsonl .qdpx")
    try:
        return _READERS[ending](load(path), ending, path.stem)
    except ReadError as error:
        raise ReadError(f"{path}:{error.reason}", error.advice) from error
    except OSError as error:
        raise ReadError(f"{path}:文件不存在或无法打开", "请检查路径和权限,并关闭正在使用它的程序") from error


def _jsonl(data: bytes, ending: str, name: str) -> list[Coder]:
    """Read rows with ``tags`` or ``codes``; rows with neither are the rows of a long or wide table."""
    require(data, ending, TEXT)
    rows = [(number, _object(line, number)) for number, line in enumerate(decode(data).split("\n"), 1) if line.strip()]
    if not rows:
        raise ReadError("文件是空的")
    nested = [isinstance(row.get("tags"), list) or isinstance(row.get("codes"), list) for _, row in rows]
    if not any(nested):
        names = list(dict.fromkeys(key for _, row in rows for key in row))
        flat = [(number, {key: _text(row.get(key)) for key in names}) for number, row in rows]
        return row_coders(flat, names, name)
    builders: dict[str, Builder] = {}
    for (number, row), is_nested in zip(rows, nested, strict=True):
        if not is_nested:
            raise ReadError(f"第 {number} 行没有 tags 或 codes", "没有编码的单元请写空的列表")
        columns = coding_columns(list(row))
        unit = _text(row[columns["unit"]]).strip() if "unit" in columns else ""
        if not unit:
            raise ReadError(f"第 {number} 行没有编号", "请写上 id")
        who = _text(row.get(columns.get("coder", ""))) or name
        builder = builders.setdefault(who, Builder(who))
        builder.look_at(unit, _text(row.get("text")))
        builder.open.update((unit, str(code)) for code in _list(row.get("maybe")))
        for entry in row["tags"] if isinstance(row.get("tags"), list) else row["codes"]:
            _entry(builder, unit, entry, f"第 {number} 行")
    return [builder.coder() for builder in builders.values()]


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"第 {number} 行不是合法的 JSON", "每行写一个对象") from error
    if not isinstance(row, dict):
        raise ReadError(f"第 {number} 行不是 JSON 对象", '例如 {"id": "1", "codes": ["grid"]}')
    return row


def _entry(builder: Builder, unit: str, entry: Any, where: str) -> None:
    """Add one code: a name, an object with ``id`` or ``code``, or a tag with its evidence, whose status is the tag's."""
    if isinstance(entry, str) and entry.strip():
        builder.add(Coding(unit, entry.strip()))
        return
    code = _text(entry.get("code") or entry.get("id")).strip() if isinstance(entry, Mapping) else ""
    if not code:
        raise ReadError(
            f"{where}有一个编码读不出来", '请写成 "grid" 或 {"id": "grid", "quote": "原文", "status": "done"}'
        )
    for part in _list(entry.get("evidence")) or [{}]:
        found = {**part, **entry} if isinstance(part, Mapping) else entry
        start, end = (offset_of(_text(found.get(field)), where) for field in ("start", "end"))
        status = status_of(_text(found.get("status")), where)
        builder.add(Coding(unit, code, status, _text(found.get("quote")), start, end))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Return a JSON value as a cell would hold it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_READERS: dict[str, Callable[[bytes, str, str], list[Coder]]] = {
    ".xlsx": xlsx_coders,
    ".csv": csv_coders,
    ".tsv": csv_coders,
    ".jsonl": _jsonl,
    ".qdpx": project_coders,
}
