"""Letters from .csv and .tsv: one letter a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from textgov.errors import ReadError
from textgov.settings import READ
from textgov.stages.read.columns import Columns, header_row, match_columns, text_columns, unique_names
from textgov.stages.read.encoding import decode
from textgov.stages.read.guard import TEXT, require
from textgov.stages.read.rows import row_document
from textgov.types import Document, Kind, Rejected

_DELIMITERS = (",", "\t", ";")
_SNIFFED_ROWS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number in the file (from 1) and its cells; ``problem`` says why it has no cells."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


def read_csv(data: bytes, ending: str, *, path: str, kind: Kind, columns: Columns) -> Iterator[Document | Rejected]:
    """Yield a document or a rejection for every row; numbers count rows from 1, the header's included.

    A quotation mark that is never closed costs its own row, not the rest of the file.

    Raises:
        ReadError: no text, unknown encoding, no text column.
    """
    require(data, ending, TEXT)
    text = decode(data, damaged_ok=True).replace("\0", "")
    lines = list(io.StringIO(text, newline=""))
    rows = list(csv_rows(lines, _delimiter(lines, columns)))
    return documents(rows, columns, path=path, kind=kind)


def csv_rows(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Parse strictly; where a record cannot be parsed, give up its first line and go on with the next."""
    csv.field_size_limit(READ.max_document_chars)
    start = number = 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True)
        done = 0
        try:
            for cells in reader:
                done, number = reader.line_num, number + 1
                yield Row(number, tuple(cells))
            return
        except csv.Error:
            start, number = start + done + 1, number + 1
            line = lines[start - 1]
            # A line with paired quotation marks inside a cell was written by a program that does not quote at all.
            if line.count('"') % 2 == 0:
                yield Row(number, tuple(next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE))))
            else:
                yield Row(number, (), "引号不成对,无法分出各列")


def _delimiter(lines: Sequence[str], asked: Columns) -> str:
    """Choose the delimiter under which a text column is found and most rows are as long as the header."""

    def rank(delimiter: str) -> tuple[bool, float, int]:
        rows = [
            row.cells for row in islice(csv_rows(lines[: 10 * _SNIFFED_ROWS], delimiter), _SNIFFED_ROWS) if row.cells
        ]
        if not rows:
            return False, 0.0, 0
        index = header_row(rows, asked)
        width = len(rows[index])
        body = rows[index + 1 :]
        even = sum(len(row) == width for row in body) / len(body) if body else 0.0
        found = False
        with suppress(ReadError):
            name = match_columns([cell.strip() for cell in rows[index]], asked).text
            found = name is not None and not any(sign in name for sign in _DELIMITERS)
        return found, even, width

    return max(_DELIMITERS, key=rank)


def documents(
    rows: Sequence[Row], asked: Columns, *, path: str, kind: Kind, sheet: str = ""
) -> Iterator[Document | Rejected]:
    """Find the header among the first rows and yield a document or a rejection for every later row that is not blank.

    A row with more cells than the header is rejected, because a delimiter inside an unquoted text would have shifted it;
    a shorter one is filled with empty cells. Header cells that are blank take the name above (merged two-line headers).

    Raises:
        ReadError: no row below the header, or no text column.
    """
    filled = [row for row in rows if row.problem or any(cell.strip() for cell in row.cells)]
    if not filled:
        raise ReadError("表格是空的")
    index = header_row([row.cells for row in filled], asked)
    names = unique_names(_header([row.cells for row in filled[: index + 1]]))
    columns = text_columns(names, asked)
    if index + 1 == len(filled):
        raise ReadError("只有表头,没有内容")
    return _documents(filled[index + 1 :], names, columns, path=path, kind=kind, sheet=sheet)


def _header(rows: Sequence[Sequence[str]]) -> list[str]:
    *above, last = rows
    header = list(last)
    for position, cell in enumerate(header):
        if not cell.strip() and above and position < len(above[-1]):
            header[position] = above[-1][position]
    while header and not header[-1].strip():
        header.pop()
    return header


def _documents(
    rows: Sequence[Row], names: Sequence[str], columns: Columns, *, path: str, kind: Kind, sheet: str
) -> Iterator[Document | Rejected]:
    where = f"工作表“{sheet}”" if sheet else ""
    for row in rows:
        if row.problem:
            yield Rejected(path, row.number, f"{where}第 {row.number} 行{row.problem}", "请检查这一行的引号")
            continue
        surplus = [cell for cell in row.cells[len(names) :] if cell.strip()]
        if surplus:
            reason = f"{where}第 {row.number} 行有 {len(row.cells)} 列,表头只有 {len(names)} 列"
            yield Rejected(path, row.number, reason, "内容里的分隔符需要用引号括起来")
            continue
        cells = dict(zip(names, [*row.cells, *[""] * len(names)], strict=False))
        try:
            yield row_document(cells, columns, number=row.number, kind=kind, path=path)
        except ReadError as error:
            yield Rejected(path, row.number, where + error.reason, error.advice)
