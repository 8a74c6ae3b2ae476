"""The codebook as an Excel workbook and back without loss, and as one TOML file.

Social workers edit in Excel or WPS: one row a code, a word, a rule or an example, so that nothing has to be separated
inside a cell except the words of a condition, which are separated by ``|``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from textgov.codebook.layout import CODES, KINDS, LATER, MODES, SEVERAL, SHEETS, SIDES, STATUSES, USES, YES
from textgov.codebook.model import Actor, Body, Code, Codebook, RoutingRule
from textgov.errors import CodebookError, UsageError
from textgov.files import atomic, write_text

Rows = list[dict[str, Any]]


def as_tables(book: Codebook) -> dict[str, Any]:
    """Return the codebook in the shape of its TOML file, without empty keys."""

    def plain(entry: Code | Body | RoutingRule | Actor) -> dict[str, Any]:
        return _without_empty(asdict(entry))

    return {
        "practice": [plain(code) for code in book.practices.values()],
        "issue": [plain(code) for code in book.issues.values()],
        "body": [plain(body) for body in book.bodies.values()],
        "routing": [plain(rule) for rule in book.routing],
        "cue": [plain(code) for code in book.cues.values()],
        "actor": [plain(actor) for actor in book.actors.values()],
    }


def _without_empty(row: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, tuple):
            value = [_without_empty(item) if isinstance(item, dict) else item for item in value]
        if value is False or value not in ("", [], 0, None):
            kept[key] = value
    return kept


def write_codebook(book: Codebook, path: str | Path) -> None:
    """Write ``book`` to ``path``: .toml or .xlsx. Raises UsageError for another ending."""
    path = Path(path)
    if path.suffix.lower() == ".toml":
        import tomli_w

        write_text(path, tomli_w.dumps({"mode": "replace"} | as_tables(book)))
    elif path.suffix.lower() == ".xlsx":
        _write_xlsx(as_tables(book), path)
    else:
        raise UsageError(f"编码本不能写成 {path.suffix or '没有扩展名的文件'};请用 .toml 或 .xlsx")


def _sheet_rows(tables: Mapping[str, Any]) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {name: [] for name in SHEETS}
    for section, kind in KINDS.items():
        for code in tables[section]:
            head = {"kind": kind, "id": code["id"]}
            sheets["编码"].append({key: _joined(code).get(key, "") for key in CODES.values()} | head)
            for uses, sheet in ((USES, "词语"), (SIDES, "例句")):
                sheets[sheet] += [
                    head | {"use": use, "text": text} for key, use in uses.items() for text in code.get(key, ())
                ]
            sheets["规则"] += [head | _joined(rule) for rule in code.get("rules", ())]
    sheets["部门"] = [_joined(body) for body in tables["body"]]
    sheets["分派规则"] = [_joined(rule) for rule in tables["routing"]]
    sheets["被投诉方"] = [_joined(actor) for actor in tables["actor"]]
    return sheets


def _joined(rule: Mapping[str, Any]) -> dict[str, Any]:
    changed = dict(rule)
    for key in SEVERAL:
        changed[key] = "|".join(rule.get(key, ()))
    if "status" in rule:
        changed["status"] = STATUSES[rule["status"]]
    if "settle" in rule:
        changed["settle"] = YES[rule["settle"]]
    return changed


def _write_xlsx(tables: Mapping[str, Any], path: Path) -> None:
    import xlsxwriter

    with atomic(path) as temporary, xlsxwriter.Workbook(temporary, {"strings_to_formulas": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        note = workbook.add_worksheet("说明")
        note.set_column(0, 1, 60)
        for line, (left, right) in enumerate((("方式", MODES["replace"]), *_HELP)):
            note.write_string(line, 0, left)
            note.write_string(line, 1, right, wrap)
        for name, rows in _sheet_rows(tables).items():
            columns = SHEETS[name]
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, (heading, key) in enumerate(columns.items()):
                sheet.write_string(0, number, heading, bold)
                sheet.set_column(
                    number, number, 50 if key in ("definition", "include", "text", "match", "remit", "typical") else 14
                )
                for line, row in enumerate(rows, 1):
                    value = row.get(key, "")
                    if isinstance(value, str):
                        sheet.write_string(line, number, value, wrap)
                    else:
                        sheet.write_number(line, number, value)
            sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)


_HELP = (
    ("“替换”:只用本表;“扩充”:在自带编码本上增加", "改左边第一行右侧的字即可"),
    ("词语:词形本身就是证据;排除是含有词形但不算的长词;共用是有意归两个编码的词形", "一行一个"),
    ("匹配式:A|B 表示或;A…B 表示同一小句内先 A 后 B;A……B 表示同一句内;# 表示数字", "例:召开|组织…议事|协商"),
    ("旁边要有、旁边不能有:几个词之间用 | 隔开;范围是左右多少个字,空着表示整句", ""),
    ("改好后运行:textgov codebook check 本文件", "有问题会指出在哪一张表、哪一行"),
)


def open_workbook(path: Path) -> Any:
    """Open an .xlsx file for reading; raise CodebookError where there is none."""
    import openpyxl

    try:
        return openpyxl.load_workbook(path, data_only=True)
    except FileNotFoundError:
        raise CodebookError([f"找不到 {path};请检查路径"]) from None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise CodebookError([f"{path}: 不是可读的 .xlsx({type(error).__name__});请另存为 Excel 工作簿"]) from None


def read_tables(path: Path) -> tuple[str, dict[str, Any]]:
    """Read a workbook that ``write_codebook`` made; return its mode and tables in the shape of the TOML file.

    Raises CodebookError with sheet and row of each problem.
    """
    workbook = open_workbook(path)
    missing = [name for name in ("编码",) if name not in workbook.sheetnames]
    if missing:
        raise CodebookError([f"{path}: 缺少工作表 {'、'.join(missing)};请用 textgov codebook export 得到样表"])
    problems: list[str] = []
    sheets = {
        name: read_sheet(path, workbook[name], columns, problems) if name in workbook.sheetnames else []
        for name, columns in SHEETS.items()
    }
    mode = str(workbook["说明"].cell(1, 2).value or "") if "说明" in workbook.sheetnames else ""
    tables = _assembled(path, sheets, problems)
    if problems:
        raise CodebookError(problems)
    return {word: name for name, word in MODES.items()}.get(mode.strip(), "extend"), tables


def read_sheet(path: Path, sheet: Any, columns: Mapping[str, str], problems: list[str]) -> Rows:
    """Return the rows that are not empty by the columns' keys, each with its number in the sheet under ``@``."""
    lines = sheet.iter_rows(values_only=True)
    heading = [str(cell or "").strip() for cell in next(lines, ())]
    lacking = [name for name, key in columns.items() if name not in heading and key not in LATER]
    if lacking:
        problems.append(f"{path}[{sheet.title}]:1: 缺少列 {'、'.join(lacking)};表头应为 {'、'.join(columns)}")
        return []
    rows: Rows = []
    for number, line in enumerate(lines, 2):
        cells = {columns[name]: cell for name, cell in zip(heading, line, strict=False) if name in columns}
        row = {key: cell.strip() if isinstance(cell, str) else cell for key, cell in cells.items() if cell is not None}
        if any(value != "" for value in row.values()):
            rows.append(row | {"@": number})
    return rows


def _assembled(path: Path, sheets: Mapping[str, Rows], problems: list[str]) -> dict[str, Any]:
    sections = {word: section for section, word in KINDS.items()}
    codes: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sheets["编码"]:
        kind, place = str(row.pop("kind", "")), f"{path}[编码]:{row.pop('@')}"
        key = (kind, str(row.get("id", "")))
        if kind not in sections or not key[1]:
            problems.append(f"{place}: 类别“{kind}”或编码“{key[1]}”无效;类别可以写 {'、'.join(sections)}")
        elif key in codes:
            problems.append(f"{place}: 编码 {key[1]} 出现了两次;请改名或合并")
        else:
            codes[key] = _split(_texts(row), place, problems)
    lists = {word: name for name, word in (USES | SIDES).items()}
    for name in ("词语", "例句", "规则"):
        for row in sheets[name]:
            place = f"{path}[{name}]:{row.pop('@')}"
            code = codes.get((str(row.pop("kind", "")), str(row.pop("id", ""))))
            use = lists.get(str(row.get("use", "")))
            if code is None:
                problems.append(f"{place}: 类别和编码在“编码”表里找不到;请先在那里加一行")
            elif name == "规则":
                code.setdefault("rules", []).append(_split(row, place, problems))
            elif use is None or not row.get("text"):
                problems.append(f"{place}: 用途“{row.get('use', '')}”无效或内容为空;用途可以写 {'、'.join(lists)}")
            else:
                code.setdefault(use, []).append(str(row["text"]))
    tables: dict[str, Any] = {section: [] for section in sections.values()}
    for (kind, _), code in codes.items():
        tables[sections[kind]].append(code)
    tables["body"] = [_split(row, f"{path}[部门]:{row.pop('@')}", problems) for row in sheets["部门"]]
    tables["routing"] = [_split(row, f"{path}[分派规则]:{row.pop('@')}", problems) for row in sheets["分派规则"]]
    tables["actor"] = [_split(row, f"{path}[被投诉方]:{row.pop('@')}", problems) for row in sheets["被投诉方"]]
    return {section: rows for section, rows in tables.items() if rows}


def _texts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: str(value) for key, value in row.items() if value != ""}


def _split(row: Mapping[str, Any], place: str, problems: list[str]) -> dict[str, Any]:
    rule = {key: value for key, value in row.items() if value != ""}
    for key in SEVERAL:
        if key in rule:
            rule[key] = [word for word in str(rule[key]).split("|") if word]
    for key, kind in (("within", int), ("priority", int), ("score", float), ("weight", float)):
        if key in rule:
            try:
                rule[key] = kind(rule[key])
            except (TypeError, ValueError):
                problems.append(f"{place}: “{rule.pop(key)}”不是数字;请填数字或留空")
    if "status" in rule:
        word = str(rule["status"])
        names = {chinese: name for name, chinese in STATUSES.items()}
        if word not in names:
            problems.append(f"{place}: 状态“{word}”无效;可以写 已做、计划、问题 或留空")
        rule["status"] = names.get(word, "")
    if "settle" in rule:
        answer = {chinese: value for value, chinese in YES.items()}.get(str(rule.pop("settle")))
        if answer is None:
            problems.append(f"{place}: “会上能定”只能写 是 或 否,或留空")
        else:
            rule["settle"] = answer
    return rule
