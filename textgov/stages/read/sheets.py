"""Letters from .xlsx: every sheet that has a text column, one letter a row."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time

from textgov.errors import ReadError
from textgov.stages.read.columns import Columns
from textgov.stages.read.guard import XLSX, require
from textgov.stages.read.quiet import quiet
from textgov.stages.read.tables import Row, documents
from textgov.types import Document, Kind, Rejected

# Excel writes control characters as _x000D_; an underscore that would start such a code as _x005F_.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = 15  # the precision Excel keeps and shows


def _cell(value: object) -> str:
    """Return a cell as the user sees it: 123 and not 123.0, 2019-02-28 11:25:05, text without escapes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**_DIGITS else format(value, f".{_DIGITS}g")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds").removesuffix(" 00:00:00")
    if isinstance(value, (date, time)):
        return value.isoformat()
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sheet_rows(data: bytes) -> list[tuple[str, list[Row]]]:
    """Return the rows of every sheet of a workbook, by the sheet's name."""
    import openpyxl

    try:
        with quiet():
            # data_only: what the formulas gave when the file was last saved, not the formulas.
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = []
            for sheet in book.worksheets:
                # Some exporters declare every sheet to be one cell large.
                sheet.reset_dimensions()
                rows = [
                    Row(n, tuple(map(_cell, cells))) for n, cells in enumerate(sheet.iter_rows(values_only=True), 1)
                ]
                sheets.append((str(sheet.title), rows))
            book.close()
    except Exception as error:  # openpyxl raises whatever its parsers raise on a broken file
        raise ReadError("Excel 文件已损坏,无法读取", "请用 Excel 或 WPS 打开后重新保存") from error
    return sheets


def read_xlsx(data: bytes, ending: str, *, path: str, kind: Kind, columns: Columns) -> Iterator[Document | Rejected]:
    """Yield a document or a rejection for every row of every sheet that has a text column.

    A filled sheet without a text column is rejected by name when others have one.

    Raises:
        ReadError: password, broken file, another format, or no sheet with a text column.
    """
    require(data, ending, XLSX)
    filled = [(name, rows) for name, rows in sheet_rows(data) if any(any(row.cells) for row in rows)]
    if not filled:
        raise ReadError("表格是空的")
    found: list[Iterator[Document | Rejected]] = []
    refused: list[Rejected] = []
    for name, rows in filled:
        try:
            found.append(documents(rows, columns, path=path, kind=kind, sheet=name if len(filled) > 1 else ""))
        except ReadError as error:
            refused.append(Rejected(path, None, f"工作表“{name}”:{error.reason}", error.advice))
    if not found and len(refused) == 1:
        raise ReadError(refused[0].reason, refused[0].advice)
    yield from refused
    for sheet in found:
        yield from sheet
