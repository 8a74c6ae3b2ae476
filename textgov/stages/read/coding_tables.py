"""Coders' work from tables: a row a code (long), or a row a unit and a column a code (wide)."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

from textgov.codings import Coder, Coding
from textgov.errors import ReadError
from textgov.fold import fold
from textgov.settings import READ
from textgov.stages.read.columns import describe, unique_names
from textgov.stages.read.encoding import decode
from textgov.stages.read.guard import TEXT, XLSX, require
from textgov.stages.read.sheets import sheet_rows
from textgov.stages.read.tables import Row, csv_rows
from textgov.types import Status

_NAMES = {
    "unit": (
        "单元编号",
        "段落编号",
        "文档编号",
        "来信编号",
        "编号",
        "单元",
        "文档",
        "文件",
        "document",
        "unit",
        "id",
        "doc",
    ),
    "code": ("编码", "做法", "做法编码", "诉求编码", "代码", "标签", "code", "codes", "tag", "label", "诉求"),
    "status": ("状态", "status"),
    "quote": ("原文", "证据原文", "引文", "证据", "摘录", "quote", "evidence", "segment"),
    "start": ("起", "开始", "起点", "start"),
    "end": ("止", "结束", "终点", "end"),
    "text": ("正文", "内容", "文本", "text", "content"),
    "coder": ("编码者", "编码员", "编码人", "标注者", "标注员", "coder", "annotator", "rater"),
}
# Columns of a wide table that are not codes.
_NOT_CODES = frozenset(("类别", "标题", "日期", "来源", "地点", "备注", "说明", "原文", "名称", "序号", "kind", "title", "date", "source", "place", "note", "notes", "name", "comment"))  # fmt: skip
STATUSES: dict[str, Status] = {
    **dict.fromkeys(("done", "已做", "已完成", "做了", "已实施"), "done"),
    **dict.fromkeys(("planned", "计划", "拟做", "打算"), "planned"),
    **dict.fromkeys(("problem", "问题", "存在问题", "困难"), "problem"),
}
_YES = frozenset(("1", "1.0", "是", "有", "对", "y", "yes", "true", "√", "✓", "✔", "x", "v"))
_NO = frozenset(("", "0", "0.0", "否", "无", "没有", "n", "no", "false", "×", "-", "—"))
_OPEN = frozenset(("?", "不确定", "存疑", "待定", "na", "n/a", "nan", "缺"))
_SEVERAL = re.compile(r"[;\n|]")


def csv_coders(data: bytes, ending: str, name: str) -> list[Coder]:
    """Read .csv and .tsv; the delimiter is the one that the header holds most of."""
    require(data, ending, TEXT)
    lines = list(io.StringIO(decode(data), newline=""))
    header = lines[0] if lines else ""
    delimiter = max((",", "\t", ";"), key=header.count)
    return _table(list(csv_rows(lines, delimiter)), name)


def xlsx_coders(data: bytes, ending: str, name: str) -> list[Coder]:
    """Read the first sheet in long form, or else the first in wide form; further sheets (数字) are not codings."""
    require(data, ending, XLSX)
    problems: list[ReadError] = []
    sheets = [(title, rows) for title, rows in sheet_rows(data) if any(any(row.cells) for row in rows)]
    for _, rows in sorted(sheets, key=lambda sheet: not _is_long(sheet[1])):
        try:
            return _table(rows, name)
        except ReadError as error:
            problems.append(error)
    raise problems[0] if problems else ReadError("表格是空的")


def _is_long(rows: Sequence[Row]) -> bool:
    try:
        columns = coding_columns(_header(rows)[1])
    except ReadError:
        return False
    return "code" in columns


def coding_columns(header: Sequence[str]) -> dict[str, str]:
    """Return the column of every field that the table has, by its usual names in order of preference."""
    keys = {re.sub(r"[\s_]", "", fold(name)): name for name in reversed(header)}
    found = {}
    for field, usual in _NAMES.items():
        name = next((keys[one] for one in usual if one in keys), None)
        if name is not None:
            found[field] = name
    return found


def _header(rows: Sequence[Row]) -> tuple[int, list[str]]:
    """Return the place of the header among the first rows and its names; it is the first row with a column of units."""
    for index, row in enumerate(rows[: READ.header_rows]):
        names = unique_names(row.cells)
        if "unit" in coding_columns(names) and len([cell for cell in row.cells if cell.strip()]) > 1:
            return index, names
    shown = next((row.cells for row in rows if any(row.cells)), ())
    raise ReadError(f"找不到编号列,{describe(shown)}", "请把单元编号所在的列命名为 编号 或 document")


def _table(rows: Sequence[Row], name: str) -> list[Coder]:
    rows = [row for row in rows if row.problem or any(cell.strip() for cell in row.cells)]
    index, names = _header(rows)
    numbered = []
    for row in rows[index + 1 :]:
        if row.problem:
            raise ReadError(f"第 {row.number} 行{row.problem}", "请检查这一行的引号")
        numbered.append((row.number, dict(zip(names, [*row.cells, *[""] * len(names)], strict=False))))
    return row_coders(numbered, names, name)


def row_coders(rows: Sequence[tuple[int, Mapping[str, str]]], names: Sequence[str], name: str) -> list[Coder]:
    """Split the rows by coder and read each one's in the shape that the columns show."""
    columns = coding_columns(names)
    codes = [one for one in names if one not in columns.values() and fold(one.strip()) not in _NOT_CODES]
    if "code" not in columns and not codes:
        raise ReadError(f"找不到编码列,{describe(names)}", "每行一个编码时请有 编码 列;每行一个单元时请每个编码一列")
    by_coder: dict[str, Builder] = {}
    for number, row in rows:
        cell = {field: row[column].strip() for field, column in columns.items()}
        if not cell["unit"]:
            raise ReadError(f"第 {number} 行没有编号", "请补上编号,或删去这一行")
        builder = by_coder.setdefault(cell.get("coder") or name, Builder(cell.get("coder") or name))
        builder.look_at(cell["unit"], row[columns["text"]] if "text" in columns else "")
        if "code" in columns:
            _long_row(builder, cell, number)
        else:
            builder.codes = frozenset(code.strip() for code in codes)
            for code in codes:
                _wide_cell(builder, cell["unit"], code.strip(), row[code].strip(), number)
    return [builder.coder() for builder in by_coder.values()]


def _long_row(builder: Builder, cell: Mapping[str, str], number: int) -> None:
    start, end = (offset_of(cell.get(field, ""), f"第 {number} 行") for field in ("start", "end"))
    for code in filter(None, map(str.strip, _SEVERAL.split(cell["code"]))):
        status = status_of(cell.get("status", ""), f"第 {number} 行")
        builder.add(Coding(cell["unit"], code, status, cell.get("quote", ""), start, end))


def _wide_cell(builder: Builder, unit: str, code: str, value: str, number: int) -> None:
    folded = fold(value)
    if folded in _OPEN:
        builder.open.add((unit, code))
    elif folded in _YES or folded in STATUSES:
        builder.add(Coding(unit, code, STATUSES.get(folded)))
    elif folded not in _NO:
        raise ReadError(
            f"第 {number} 行“{code}”列的值“{value[:20]}”看不懂",
            "可以写 1、0、是、否、?、已做、计划、问题,或留空;不是编码的列请删去",
        )


def offset_of(value: str, where: str) -> int | None:
    """Return an offset, None for an empty cell; ``where`` names the place in the message."""
    if not value:
        return None
    try:
        return int(float(value))
    except (ValueError, OverflowError):
        raise ReadError(f"{where}的起止位置“{value[:20]}”不是数字", "请写整数,或留空") from None


def status_of(value: str, where: str) -> Status | None:
    """Return the status that a word means, None for an empty one; ``where`` names the place in the message."""
    folded = fold(value.strip())
    if folded and folded not in STATUSES:
        raise ReadError(f"{where}的状态“{value[:20]}”看不懂", "可以写 已做、计划、问题,或留空")
    return STATUSES.get(folded)


class Builder:
    """Gathers one coder's units and codings in the order of the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: set[tuple[str, str]] = set()
        self.codes: frozenset[str] | None = None
        self._texts: dict[str, str] = {}
        self._codings: list[Coding] = []

    def look_at(self, unit: str, text: str) -> None:
        """Note that the coder looked at the unit, and its text."""
        self._texts[unit] = self._texts.get(unit) or text

    def add(self, coding: Coding) -> None:
        """Add one code of a unit that was looked at."""
        self._codings.append(coding)

    def coder(self) -> Coder:
        """Return what was gathered."""
        texts = {unit: text for unit, text in self._texts.items() if text}
        return Coder(self.name, tuple(self._texts), tuple(self._codings), frozenset(self.open), texts, self.codes)
