"""Write rows and tables: .jsonl, .csv, .xlsx, .parquet; the ending decides."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textgov.errors import MissingExtraError, UsageError
from textgov.files import atomic, write_text
from textgov.stages.export.plain import printable
from textgov.stages.export.tables import Table
from textgov.types import Document

# A cell that begins like this, also after blanks, is run as a formula by Excel and WPS (OWASP, CSV injection).
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")
# Half characters, and line ends to Python's splitlines() but not to JSON.
_ESCAPED = re.compile("[\ud800-\udfff\x85\u2028\u2029]")
# Limits of the .xlsx format.
_MAX_CELL, _MAX_ROWS, _FIRST_YEAR = 32_767, 1_048_576, 1900
_CUT = "……(太长,表格放不下,后面省略)"
_A4 = 9
# The sheet with what may be filled in.
_CHOICES = "可选"
# Points a line; a row beyond the limit would fill the screen, its cell shows the rest when it is opened.
_LINE_HEIGHT, _MAX_LINES = 15.75, 12
# Written into every workbook in place of the clock, so that the same input gives the same bytes.
_FIXED_TIME = datetime(2000, 1, 1)


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as JSON lines, text kept readable; what UTF-8 cannot hold or what ends a line is escaped."""
    lines = "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", lines)


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
    if not isinstance(value, str):
        return value
    return printable("'" + value if _FORMULA.match(value) else value)


def _write_parquet(path: Path, table: Table) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("写 .parquet 需要 pyarrow;请运行 pip install 'textgov[parquet]',或改用 .csv") from None
    kinds = {"text": pyarrow.string(), "date": pyarrow.string()}
    columns = {
        c.key: pyarrow.array([_plain(row.get(c.key)) for row in table.rows], type=kinds.get(c.kind, pyarrow.float64()))
        for c in table.columns
    }
    with atomic(path) as temporary:
        parquet.write_table(pyarrow.table(columns), temporary)


def _plain(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value


_ONE_TABLE: dict[str, Callable[[Path, Table], None]] = {".csv": write_csv, ".parquet": _write_parquet}


def write_xlsx(path: str | Path, tables: Sequence[Table]) -> None:
    """Write the tables as sheets: typed cells, frozen header, filters, wrapped text; every text is stored as text.

    A table longer than a sheet can be goes on in the next one; a text longer than a cell can be ends with a note.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with atomic(path) as temporary, xlsxwriter.Workbook(temporary, options) as workbook:
        workbook.set_properties({"created": _FIXED_TIME, "author": "textgov"})
        line: dict[str, Any] = {"valign": "top"}
        header: dict[str, Any] = {
            "bold": True,
            "bg_color": "#1F4E79",
            "font_color": "white",
            "valign": "vcenter",
            "text_wrap": True,
        }
        shown: dict[str, dict[str, Any]] = {
            "header": header | {"border": 1},
            "text": {"text_wrap": True},
            "number": {"num_format": "#,##0.##########"},
            "count": {"num_format": "#,##0"},
            "percent": {"num_format": "0%", "align": "center"},
            "urgent": {"bold": True, "font_color": "#B3261E", "bg_color": "#FDECEA"},
            "open": {"bg_color": "#FFF4CC", "text_wrap": True},
            "date": {"num_format": "yyyy-mm-dd", "align": "left"},
        }
        ruled = workbook.add_format({"bottom": 1, "bottom_color": "#D9E0E7"})
        formats = {name: workbook.add_format(line | look) for name, look in shown.items()} | {"ruled": ruled}
        for table in tables:
            for part, begin in enumerate(range(0, max(1, len(table.rows)), _MAX_ROWS - 1)):
                name = table.name if part == 0 else f"{table.name}{part + 1}"
                _write_sheet(workbook.add_worksheet(name), table, table.rows[begin : begin + _MAX_ROWS - 1], formats)
        _write_choices(workbook, tables, formats)


def _write_choices(workbook: Any, tables: Sequence[Table], formats: Mapping[str, Any]) -> None:
    """Give columns with choices a drop-down list, and colour those of their cells that are to be filled in.

    A list longer than 255 characters has to stand in a sheet of its own.
    """
    offered = [(table, number, c) for table in tables for number, c in enumerate(table.columns) if c.choices]
    if not offered:
        return
    lists = workbook.add_worksheet(_CHOICES)
    for place, (table, number, column) in enumerate(offered):
        lists.set_column(place, place, max(column.width, 12))
        lists.write_string(0, place, column.heading, formats["header"])
        for line, choice in enumerate(column.choices, 1):
            lists.write_string(line, place, printable(choice))
        letter = chr(ord("A") + place)
        rule = {
            "validate": "list",
            "source": f"='{_CHOICES}'!${letter}$2:${letter}${len(column.choices) + 1}",
            "error_title": "不在可选的名称里",
            "error_message": "请从下拉列表里选一个,或清空这一格",
        }
        sheet = workbook.get_worksheet_by_name(table.name)
        sheet.data_validation(1, number, max(1, len(table.rows)), number, rule)
        for row, values in enumerate(table.rows, 1):
            if not values.get(column.key):
                sheet.write_blank(row, number, None, formats["open"])


def _write_sheet(sheet: Any, table: Table, rows: Sequence[Mapping[str, Any]], formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 22)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{table.name}&R第 &P 页,共 &N 页")
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, formats["header"])
        if column.key == "urgent":
            marked = {"type": "cell", "criteria": "==", "value": '"是"', "format": formats["urgent"]}
            sheet.conditional_format(1, number, max(1, len(rows)), number, marked)
    for line, row in enumerate(rows, 1):
        lines = max(_lines(row.get(column.key), column.width) for column in table.columns)
        # Excel finds the height of wrapped text by itself, LibreOffice and WPS do not.
        sheet.set_row(line, _LINE_HEIGHT * min(lines, _MAX_LINES))
        for number, column in enumerate(table.columns):
            _write_cell(sheet, line, number, row.get(column.key), column.kind, formats)
    last = (max(1, len(rows)), len(table.columns) - 1)
    # One rule for the lines of all cells: writing the empty ones only for their line took a third of the time.
    sheet.conditional_format(1, 0, *last, {"type": "no_errors", "format": formats["ruled"]})
    sheet.autofilter(0, 0, *last)


def _write_cell(sheet: Any, line: int, number: int, value: Any, kind: str, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    if kind == "date" and (day := _as_date(value)):
        sheet.write_datetime(line, number, day, formats["date"])
    elif isinstance(value, (int, float)):
        whole = kind == "number" and float(value).is_integer()
        sheet.write_number(line, number, value, formats["count" if whole else kind])
    else:
        sheet.write_string(line, number, _fitting(printable(str(value))), formats["text"])


def _lines(value: Any, width: int) -> int:
    """Return how many lines a value takes in a column; a Chinese character is as wide as two digits."""
    if not isinstance(value, str) or (len(value) * 2 < width and "\n" not in value):
        return 1
    return sum(max(1, -(-(len(line) + sum(c > "\u2e7f" for c in line)) // (width - 1))) for line in value.split("\n"))


def _fitting(text: str) -> str:
    """Cut ``text`` to what a cell can hold, counted in UTF-16 units as Excel does."""
    if len(text) * 2 <= _MAX_CELL or len(text.encode("utf-16-le")) // 2 <= _MAX_CELL:
        return text
    room = (_MAX_CELL - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT


def _as_date(value: Any) -> datetime | None:
    """Return an ISO date as Excel knows it (from 1900 on), None for anything else."""
    try:
        day = datetime.combine(date.fromisoformat(value), datetime.min.time())
    except (TypeError, ValueError):
        return None
    return day if day.year >= _FIRST_YEAR else None
