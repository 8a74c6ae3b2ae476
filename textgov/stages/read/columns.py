"""Find the columns of a table of letters by their usual Chinese and English names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from textgov.errors import ReadError
from textgov.fold import fold
from textgov.settings import READ


@dataclass(frozen=True, slots=True)
class Columns:
    """Column names given by the user; None means: find it."""

    id: str | None = None
    text: str | None = None
    title: str | None = None
    date: str | None = None


# In order of preference: the more telling name first, where a table has several.
_NAMES = {
    "id": (
        *("留言编号", "信件编号", "来信编号", "诉求编号", "工单编号", "工单号", "问题编号", "案件编号", "投诉编号"),
        *("受理编号", "编号", "流水号", "id", "letterid", "no", "no.", "序号"),
    ),
    "text": (
        *("留言详情", "留言内容", "诉求内容", "信件内容", "来信内容", "投诉内容", "反映内容", "问题内容", "工单内容"),
        *("信件正文", "来信正文", "诉求描述", "问题描述", "正文", "内容", "详细内容", "原文", "文本", "详情"),
        *("text", "content", "body", "message", "letter"),
    ),
    "title": (
        *("留言主题", "留言标题", "信件标题", "信件主题", "来信标题", "来信主题", "诉求标题", "诉求主题", "工单标题"),
        *("问题标题", "标题", "主题", "题目", "title", "subject", "headline"),
    ),
    "date": (
        *("留言时间", "留言日期", "信件时间", "来信时间", "来信日期", "写信时间", "写信日期", "诉求时间", "投诉时间"),
        *("反映时间", "提交时间", "提交日期", "受理时间", "登记时间", "发布时间", "日期", "时间"),
        *("date", "time", "datetime", "timestamp", "createdat", "created"),
    ),
}
_PARTS = {
    "id": ("编号", "工单号"),
    "text": ("内容", "正文", "详情", "描述", "text", "content"),
    "title": ("标题", "主题", "title", "subject"),
    "date": ("时间", "日期", "date"),
}
# Columns about the answer, the writer or the office are not the letter itself.
_NOT_THE_LETTER = re.compile(
    "答复|回复|回访|处理|办理|办结|反馈|结案|批示|审核|备注|用户|身份|部门|单位|更新|reply|answer|response|user|update"
)
_FIELDS = {"id": "编号", "text": "内容", "title": "标题", "date": "日期"}


def _key(name: str) -> str:
    return re.sub(r"[\s_:*()\-]|[\[\]【】]", "", fold(name))


def unique_names(header: Sequence[str]) -> list[str]:
    """Return names for the columns: a blank one becomes 列3, a repeated one gets ``-2``, so that no cell is lost."""
    names: list[str] = []
    for position, cell in enumerate(header, 1):
        base = cell.strip() or f"列{position}"
        name, count = base, 1
        while name in names:
            count += 1
            name = f"{base}-{count}"
        names.append(name)
    return names


def _find(field: str, header: Sequence[str]) -> tuple[str | None, bool]:
    """Return the column of a field and whether its name is one of the usual names exactly."""
    keys = {name: _key(name) for name in header}
    for usual in _NAMES[field]:
        for name, key in keys.items():
            if key == usual:
                return name, True
    known = {key for names in _NAMES.values() for key in names}
    for part in _PARTS[field]:
        found = [n for n, key in keys.items() if part in key and key not in known and not _NOT_THE_LETTER.search(key)]
        if len(found) == 1:
            return found[0], False
    return None, False


def match_columns(header: Sequence[str], asked: Columns) -> Columns:
    """Return the column of every field, None where the table has none.

    A name the user gave must exist. Otherwise the usual names are tried exactly (folded, without spaces), then names
    that contain one of them, if only one column does.

    Raises:
        ReadError: a column the user named is missing.
    """
    found: dict[str, str | None] = {}
    for field in fields(Columns):
        name: str | None = getattr(asked, field.name)
        if name is None:
            found[field.name] = _find(field.name, header)[0]
            continue
        matches = [column for column in header if column == name.strip() or _key(column) == _key(name)]
        if not matches:
            option = f"--{field.name}-column"
            raise ReadError(f"没有名为“{name}”的列,{describe(header)}", f"请用 {option} 写出表里有的列名")
        found[field.name] = matches[0]
    return Columns(**found)


def text_columns(header: Sequence[str], asked: Columns) -> Columns:
    """Like ``match_columns``, but a text column must be there.

    Raises:
        ReadError: no text column; the message lists the columns and how to name one.
    """
    columns = match_columns(header, asked)
    if columns.text is None:
        raise ReadError(f"找不到{_FIELDS['text']}列,{describe(header)}", "请用 --text-column 列名 指出哪一列是来信内容")
    return columns


def describe(header: Sequence[str]) -> str:
    """List column names for a message; what is too long for a name is data and is not shown."""
    if any(len(name) > 20 for name in header):
        return "第一行看起来不是表头"
    return "表里的列:" + "、".join(header[:15]) + ("…" if len(header) > 15 else "")


def header_row(rows: Sequence[Sequence[str]], asked: Columns) -> int:
    """Return the index of the header among the first rows: the row in which most columns are recognised.

    Exact names beat names that only contain one (a title row 来信内容汇总表 above the header); a name that the user gave
    beats both.
    """

    def rank(index: int) -> tuple[bool, bool, int, int, int]:
        cells = [cell.strip() for cell in rows[index] if cell.strip()]
        named = any(_key(name) in map(_key, cells) for name in (asked.text, asked.id, asked.title) if name)
        matches = [_find(field, cells) for field in _NAMES]
        recognised = sum(1 for name, _ in matches if name)
        return named, _find("text", cells)[1], recognised, min(len(cells), 2), -index

    return max(range(min(len(rows), READ.header_rows)), key=rank, default=0)
