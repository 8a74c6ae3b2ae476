"""Write rows and tables: .jsonl, .csv, .xlsx, .parquet; the ending decides."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textgov.errors import MissingExtraError, UsageError
from textgov.export.tables import Table
from textgov.files import atomic, write_text
from textgov.types import Document

# A cell that begins like this is run as a formula by Excel and WPS (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Limits of the .xlsx format.
_MAX_CELL, _MAX_ROWS = 32_767, 1_048_576
# Written into every workbook in place of the clock, so that the same input gives the same bytes.
_FIXED_TIME = datetime(2000, 1, 1)


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as JSON lines, UTF-8 text kept readable."""
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def with_texts(
    rows: Iterable[Mapping[str, Any]], documents: Iterable[Document], *, wanted: bool
) -> list[Mapping[str, Any]]:
    """Return the rows as a list, with the document's ``text`` at the end of each where it is ``wanted``."""
    if not wanted:
        return list(rows)
    return [{**row, "text": document.text} for row, document in zip(rows, documents, strict=True)]


def write(path: str | Path, rows: Sequence[Mapping[str, Any]], tables: Sequence[Table]) -> list[Path]:
    """Write a result to ``path`` and return the files written.

    .jsonl gets ``rows``; .xlsx gets every table as a sheet; .csv and .parquet get the first table, and a further table
    with rows in it goes to a second file beside (``tags.csv`` → ``tags-数字.csv``). Raises UsageError for another
    ending and MissingExtraError where pyarrow is needed and missing.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending == ".jsonl":
        write_text(path, json_lines(rows))
        return [path]
    if ending == ".xlsx":
        write_xlsx(path, tables)
        return [path]
    if ending not in _ONE_TABLE:
        raise UsageError(
            f"不能写成 {ending or '没有扩展名的文件'};可以用 .jsonl .csv .xlsx .parquet,或 -o - 输出到屏幕"
        )
    written = []
    for number, table in enumerate(tables):
        if number == 0 or table.rows:
            target = path if number == 0 else path.with_name(f"{path.stem}-{table.name}{path.suffix}")
            _ONE_TABLE[ending](target, table)
            written.append(target)
    return written


def write_csv(path: str | Path, table: Table) -> None:
    """Write one table as CSV with a BOM, so that Excel shows Chinese; text that looks like a formula gets a ``'``."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(row.get(column.key)) for column in table.columns])
    write_text(path, out.getvalue(), bom=True)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def _write_parquet(path: Path, table: Table) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("写 .parquet 需要 pyarrow;请运行 pip install 'textgov[parquet]',或改用 .csv") from None
    kinds = {"text": pyarrow.string(), "date": pyarrow.string()}
    columns = {
        c.key: pyarrow.array([row.get(c.key) for row in table.rows], type=kinds.get(c.kind, pyarrow.float64()))
        for c in table.columns
    }
    with atomic(path) as temporary:
        parquet.write_table(pyarrow.table(columns), temporary)


_ONE_TABLE: dict[str, Callable[[Path, Table], None]] = {".csv": write_csv, ".parquet": _write_parquet}


def write_xlsx(path: str | Path, tables: Sequence[Table]) -> None:
    """Write the tables as sheets: typed cells, frozen header, filters, wrapped text; every text is stored as text."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with atomic(path) as temporary, xlsxwriter.Workbook(temporary, options) as workbook:
        workbook.set_properties({"created": _FIXED_TIME, "author": "textgov"})
        formats = {
            "header": workbook.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "white", "border": 1}),
            "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
            "number": workbook.add_format({"valign": "top"}),
            "percent": workbook.add_format({"num_format": "0%", "valign": "top"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        }
        for table in tables:
            for part, begin in enumerate(range(0, max(1, len(table.rows)), _MAX_ROWS - 1)):
                name = table.name if part == 0 else f"{table.name}{part + 1}"
                _write_sheet(workbook.add_worksheet(name), table, table.rows[begin : begin + _MAX_ROWS - 1], formats)


def _write_sheet(sheet: Any, table: Table, rows: Sequence[Mapping[str, Any]], formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, formats["header"])
        for line, row in enumerate(rows, 1):
            _write_cell(sheet, line, number, row.get(column.key), column.kind, formats)
    sheet.autofilter(0, 0, max(1, len(rows)), len(table.columns) - 1)


def _write_cell(sheet: Any, line: int, number: int, value: Any, kind: str, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        sheet.write_blank(line, number, None, formats["text"])
    elif kind == "date" and (day := _as_date(value)):
        sheet.write_datetime(line, number, day, formats["date"])
    elif isinstance(value, (int, float)):
        sheet.write_number(line, number, value, formats[kind if kind in ("number", "percent") else "text"])
    else:
        text = str(value)
        sheet.write_string(
            line, number, text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…", formats["text"]
        )


def _as_date(value: Any) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(value), datetime.min.time())
    except (TypeError, ValueError):
        return None
