"""The answers in a table that ``textgov review queue`` wrote and a person filled in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from textgov.errors import ReadError
from textgov.review_types import Answer
from textgov.stages.read.encoding import decode
from textgov.stages.read.guard import TEXT, XLSX, require
from textgov.stages.read.sheets import sheet_rows
from textgov.stages.read.tables import Row, csv_rows

# Field of the answer → Chinese heading (.xlsx) and field name (.csv, .jsonl) in the table.
_NAMES = {
    "id": ("编号", "id"),
    "title": ("标题", "title"),
    "text": ("正文", "text"),
    "check": ("校验", "check"),
    "body": ("正确部门", "right_body"),
    "issue": ("正确诉求", "right_issue"),
    "suggested_body": ("部门编码", "body"),
    "suggested_issue": ("诉求编码", "issue"),
}
_NEEDED = ("id", "text", "check", "body")


def read_answers(path: str | Path) -> list[Answer]:
    """Return all rows of a returned queue (.xlsx, .csv, .tsv, .jsonl), those without an answer too.

    Raises ReadError for a file that cannot be read or lacks the columns that ``textgov review queue`` wrote.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError:
        raise ReadError(f"读不到 {path}", "请检查路径") from None
    found = []
    for number, row in _rows(data, path.suffix.lower(), str(path)):
        cells = {field: next((row[name] for name in names if name in row), "") for field, names in _NAMES.items()}
        if missing := [_NAMES[field][0] for field in _NEEDED if not any(name in row for name in _NAMES[field])]:
            raise ReadError(
                f"{path} 第 {number} 行缺少列:{'、'.join(missing)}", "请用 textgov review queue 写出的表,并保留表头"
            )
        # A quotation mark before what looks like a formula is ours (write_csv).
        plain = {field: cell.strip().removeprefix("'") for field, cell in cells.items()}
        if any(plain.values()):
            found.append(Answer(path=str(path), row=number, **plain))
    if not found:
        raise ReadError(f"{path} 里没有来信", "请用 textgov review queue 写出的表")
    return found


def _rows(data: bytes, ending: str, path: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    if ending == ".jsonl":
        require(data, ending, TEXT)
        for number, line in enumerate(decode(data).split("\n"), 1):
            if line.strip():
                yield number, _parsed(line, f"{path} 第 {number} 行")
        return
    table: list[Row]
    if ending == ".xlsx":
        require(data, ending, XLSX)
        table = sheet_rows(data)[0][1]
    elif ending in (".csv", ".tsv"):
        require(data, ending, TEXT)
        lines = list(io.StringIO(decode(data), newline=""))
        table = list(csv_rows(lines, max((",", "\t", ";"), key=(lines[0] if lines else "").count)))
    else:
        raise ReadError(f"不能从 {path} 读订正", "请给出 textgov review queue 写出的 .xlsx、.csv 或 .jsonl")
    header = [cell.strip() for cell in table[0].cells] if table else []
    for row in table[1:]:
        if row.problem:
            raise ReadError(f"{path} 第 {row.number} 行{row.problem}", "请检查这一行的引号,再试一次")
        yield row.number, dict(zip(header, [*row.cells, *[""] * len(header)], strict=False))


def _parsed(line: str, where: str) -> Mapping[str, str]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise ReadError(f"{where}不是 JSON 对象", "请用 textgov review queue 写出的文件")
    return {str(name): "" if value is None else str(value) for name, value in row.items()}
