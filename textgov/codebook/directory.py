"""A street's own directory: which office takes which issues, from when to when, and where to go with the rest.

A directory is a list of the codebook's bodies (``Body``) with contact, dates and what they lead: a TOML file of ``[[body]]``
tables, which also works as ``--codebook``, or a workbook that people fill in (``write_template``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textgov.codebook.loader import load_entries
from textgov.codebook.model import Body, Codebook
from textgov.errors import CodebookError, UsageError
from textgov.files import atomic, write_text

SHEET = "通讯录"
# Column heading → field of Body.
COLUMNS = {
    "编码": "id",
    "名称": "name",
    "联系方式": "contact",
    "牵头": "leads",
    "配合": "supports",
    "生效日期": "start",
    "失效日期": "until",
    "不归本街道": "outside",
    "职责": "remit",
}
# Not the comma of enumerations: names of issues have it.
_BETWEEN = re.compile("[|;;\n]")
_LISTS = ("leads", "supports")
# Same input, same bytes.
_FIXED_TIME = datetime(2000, 1, 1)
_FIRST, _LAST = "0001-01-01", "9999-12-31"
_HELP = (
    ("一行一个单位。编码用部门编码,或自己起的英文名", "例:env_property、wuye_ke"),
    ("牵头、配合:写诉求或部门的名称或编码,一行一个(单元格里按 Alt+回车),或用 | 隔开", "例:物业服务与收费|parking"),
    ("单位的编码是部门编码而牵头空着:该部门的诉求都由它牵头", ""),
    ("同一件事换了单位:两行,各写生效、失效日期(2026-01-31),空着就是一直有效", ""),
    ("不归本街道:不归街道管的事写“是”,名称和联系方式写居民该去找谁", "例:市住房公积金中心"),
    ("填好后运行:textgov directory check 本文件", ""),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What ``check`` found: ``wrong`` has to be mended, the others should be looked at."""

    wrong: bool
    text: str


@dataclass(frozen=True)
class Directory:
    """The offices of a street in the file's order."""

    offices: tuple[Body, ...]

    def lead(self, issue: str | None, body: str, day: str) -> Body | None:
        """Return the office that leads on ``day`` (ISO): one that names the issue, else one of the whole body, else None."""
        held = [office for office in self.offices if _holds(office, day)]
        named = (office for office in held if issue is not None and issue in office.leads)
        whole = (office for office in held if _takes_whole(office, body))
        return next(named, None) or next(whole, None)

    def supporting(self, issue: str | None, body: str, day: str) -> tuple[Body, ...]:
        """Return the offices that help with an issue or a body on ``day``."""
        return tuple(o for o in self.offices if _holds(o, day) and {issue, body} & set(o.supports))


def _holds(office: Body, day: str) -> bool:
    return (office.start or _FIRST) <= day <= (office.until or _LAST)


def _takes_whole(office: Body, body: str) -> bool:
    return body in office.leads or (office.id == body and not office.leads)


def load_directory(path: str | Path, codebook: Codebook) -> Directory:
    """Read a directory from .toml or .xlsx. Raises CodebookError with one line a problem."""
    path = Path(path)
    if path.suffix.lower() == ".xlsx":
        rows = _sheet_rows(path)
    else:
        rows = [(f"{path}:{body.id}", body) for body in load_entries(path).get("body", [])]
    problems: list[str] = []
    offices = [_resolved(body, place, codebook, problems) for place, body in rows]
    for place, body in rows:
        if sum(other.id == body.id for _, other in rows) > 1:
            problems.append(f"{place}: 编码 {body.id} 出现了两次;换单位请用两个不同的编码")
    if not rows:
        problems.append(f"{path}: 没有一个单位;请用 textgov directory template 得到样表")
    if problems:
        raise CodebookError(problems)
    return Directory(tuple(offices))


def _sheet_rows(path: Path) -> list[tuple[str, Body]]:
    from textgov.codebook.table import open_workbook, read_sheet

    workbook = open_workbook(path)
    if SHEET not in workbook.sheetnames:
        raise CodebookError([f"{path}: 缺少工作表 {SHEET};请用 textgov directory template 得到样表"])
    problems: list[str] = []
    made = []
    for row in read_sheet(path, workbook[SHEET], COLUMNS, problems):
        place = f"{path}[{SHEET}]:{row.pop('@')}"
        values: dict[str, Any] = {key: _cell(value) for key, value in row.items()}
        for key in _LISTS:
            values[key] = tuple(word.strip() for word in _BETWEEN.split(values.get(key, "")) if word.strip())
        if not values.get("id") or not values.get("name"):
            problems.append(f"{place}: 编码或名称是空的;请补上")
            continue
        made.append((place, Body(**{"remit": "", "typical": "", "excludes": ""} | values)))
    if problems:
        raise CodebookError(problems)
    return made


def _cell(value: Any) -> str:
    """Return a cell as text; a date as ISO, a telephone number without the .0 that Excel gives it."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _resolved(body: Body, place: str, codebook: Codebook, problems: list[str]) -> Body:
    """Turn names into ids and check dates."""
    names = [(code.name, code.id) for code in codebook.bodies.values()]
    ids = dict(names + [(code.name, code.id) for code in codebook.issues.values()])
    known = {*codebook.bodies, *codebook.issues}
    lists: dict[str, Any] = {}
    for key in _LISTS:
        found = [ids.get(word, word) for word in getattr(body, key)]
        problems += [f"{place}: 不认识“{word}”{_nearest(word, [*known, *ids])}" for word in found if word not in known]
        lists[key] = tuple(dict.fromkeys(found))
    for heading, day in (("生效日期", body.start), ("失效日期", body.until)):
        if day and not _is_day(day):
            problems.append(f"{place}: {heading}“{day}”不是日期;请写成 2026-01-31,或空着")
    if body.start and body.until and body.start > body.until:
        problems.append(f"{place}: 生效日期 {body.start} 在失效日期 {body.until} 之后;请改过来")
    if body.outside not in ("", "是", "否", "yes", "no"):
        problems.append(f"{place}: 不归本街道“{body.outside}”看不懂;请写 是,或空着")
    return replace(body, **lists, outside="yes" if body.outside in ("是", "yes") else "")


def _nearest(word: str, known: list[str]) -> str:
    """Return the end of a message; the list of all is too long for one line."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f";是不是 {close[0]}?" if close else ";编码和名称用 textgov codebook show 查看"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day_of(today: str | None) -> str:
    """Return the ISO date given, or the system's. Raises UsageError for what is no date."""
    if today is not None and not _is_day(today):
        raise UsageError(f"--today {today} 不是日期;请写成 2026-01-31")
    return today or date.today().isoformat()


def check_directory(directory: Directory, codebook: Codebook, today: str) -> list[Problem]:
    """Return what to mend: two leads for an issue at one time, issues nobody owns today, old entries, missing contacts."""
    return [*_overlaps(directory), *_gaps(directory, codebook, today), *_entries(directory, today)]


def _overlaps(directory: Directory) -> Iterator[Problem]:
    leads = [(code, office) for office in directory.offices for code in office.leads or (office.id,)]
    for number, (code, office) in enumerate(leads):
        for other, second in leads[number + 1 :]:
            begin = max(office.start or _FIRST, second.start or _FIRST)
            end = min(office.until or _LAST, second.until or _LAST)
            if code == other and office.id != second.id and begin <= end:
                span = "一直" if (begin, end) == (_FIRST, _LAST) else f"{_open(begin)}至{_open(end)}"
                yield Problem(True, f"重叠:{code} 有两个牵头单位,{office.name}和{second.name}({span});请只留一个")


def _open(day: str) -> str:
    return "以前" if day == _FIRST else "以后" if day == _LAST else day


def _gaps(directory: Directory, codebook: Codebook, today: str) -> Iterator[Problem]:
    for issue in codebook.issues.values():
        if issue.body != "triage" and directory.lead(issue.id, issue.body, today) is None:
            yield Problem(True, f"空白:{issue.id}({issue.name})今天没有单位牵头;请写进某个单位的“牵头”,或写明该去找谁")


def _entries(directory: Directory, today: str) -> Iterator[Problem]:
    for office in directory.offices:
        if office.until and office.until < today:
            yield Problem(False, f"过期:{office.name}({office.id})已在 {office.until} 失效")
        elif office.start > today:
            yield Problem(False, f"未到:{office.name}({office.id})从 {office.start} 起才生效")
        elif not office.contact:
            yield Problem(False, f"没有联系方式:{office.name}({office.id})")


def write_template(codebook: Codebook, path: str | Path) -> None:
    """Write a directory to fill in: one row a body of the codebook, with its issues. Raises UsageError for another ending."""
    path = Path(path)
    rows = [
        {"id": body.id, "name": body.name, "remit": body.remit}
        | {"leads": [issue.name for issue in codebook.issues.values() if issue.body == body.id]}
        for body in codebook.bodies.values()
    ]
    if path.suffix.lower() == ".toml":
        import tomli_w

        write_text(path, tomli_w.dumps({"body": [row | {"contact": ""} for row in rows]}))
    elif path.suffix.lower() == ".xlsx":
        _write_sheet(rows, path)
    else:
        raise UsageError(f"通讯录不能写成 {path.suffix or '没有扩展名的文件'};请用 .xlsx 或 .toml")


def _write_sheet(rows: Sequence[dict[str, Any]], path: Path) -> None:
    import xlsxwriter

    with atomic(path) as temporary, xlsxwriter.Workbook(temporary, {"strings_to_formulas": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        workbook.set_properties({"created": _FIXED_TIME, "author": "textgov"})
        sheet, note = workbook.add_worksheet(SHEET), workbook.add_worksheet("说明")
        sheet.freeze_panes(1, 2)
        for column, (heading, key) in enumerate(COLUMNS.items()):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, 40 if key in ("leads", "remit") else 26 if key == "name" else 14)
            for line, row in enumerate(rows, 1):
                value = row.get(key, "")
                sheet.write_string(line, column, "\n".join(value) if isinstance(value, list) else value, wrap)
        note.set_column(0, 1, 60)
        for line, pair in enumerate(_HELP):
            for column, text in enumerate(pair):
                note.write_string(line, column, text, wrap)
