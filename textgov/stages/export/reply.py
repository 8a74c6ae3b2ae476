"""The public reply sheet of one issue as .docx, .html or .md: no writers, no quotations, bands in place of counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from textgov.errors import UsageError
from textgov.files import atomic, write_text
from textgov.stages.export.agenda import STYLE
from textgov.stages.export.wording import typeset
from textgov.types import AgendaItem, IssueRecord

_TITLE = "居民来信答复单"
_NOTE = "本答复单写给所有关心这件事的居民。来信人的信息不公开，来信数按区间写；“来信反映”是归类后的转述。"
# What an issue in this state waits for.
_NEXT = {
    "收到": "归并后提交居民议事会。",
    "归并": "提交居民议事会讨论。",
    "上会": "会议议定后公布结果。",
    "议定": "由负责单位办理，办完后公布结果。",
    "办理": "办完后答复并公布结果。",
    "答复": "社工将回访，看问题是否真正解决。",
    "回访": "如果问题又出现，请再来信，我们会重新打开。",
    "部分解决": "没有解决的部分继续办理或再次上会。",
    "重新打开": "重新上会或办理。",
    "已并入": "与另一个问题一并办理。",
}
Parts = list[tuple[str, list[str]]]


def check_ending(path: Path) -> None:
    """Raise UsageError for an ending that is not one of the three."""
    if path.suffix.lower() not in _WRITERS:
        raise UsageError(f"答复单不能写成 {path.suffix or '没有扩展名的文件'};可以用 {' '.join(_WRITERS)}")


def write_reply(path: str | Path, item: AgendaItem, record: IssueRecord, day: str) -> None:
    """Write the sheet; the ending decides. ``day`` is its date (ISO). Raises UsageError for another ending."""
    path = Path(path)
    check_ending(path)
    heading = typeset(item.title)
    _WRITERS[path.suffix.lower()](path, heading, list(_parts(item, record)), day)


def _parts(item: AgendaItem, record: IssueRecord) -> Iterator[tuple[str, list[str]]]:
    period = " 至 ".join(dict.fromkeys(month for month in (item.first, item.last) if month))
    described = [
        ("来信", [f"{item.band}{'，' + period if period else ''}"]),
        ("来信反映（转述）", list(item.reports)),
        ("现在的状态", [f"{record.state}（{record.since}）"]),
        ("已经做的", list(item.earlier) or ["还没有上会"]),
        ("负责单位", [record.body or f"{item.lead_name}（建议，尚未议定）"]),
        ("办完的期限", [record.due or "尚未议定"]),
        ("下一步", [_NEXT[record.state]]),
    ]
    for name, lines in described:
        yield name, [typeset(line) for line in lines]


def _markdown(path: Path, heading: str, parts: Parts, day: str) -> None:
    out = [f"# {_TITLE}", "", f"## {_escaped(heading)}", ""]
    for name, lines in parts:
        out += [f"**{name}**", "", *(f"- {_escaped(line)}" for line in lines), ""]
    write_text(path, "\n".join([*out, _NOTE, "", day, ""]))


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _html(path: Path, heading: str, parts: Parts, day: str) -> None:
    described = "".join(
        f"<dt>{name}</dt>" + "".join(f"<dd>{escape(line)}</dd>" for line in lines) for name, lines in parts
    )
    write_text(
        path,
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_TITLE}</title><style>{STYLE}</style></head><body><h1>{_TITLE}</h1>"
        f'<section><h2>{escape(heading)}</h2><dl>{described}</dl></section><p class="note">{_NOTE}</p>'
        f'<p style="text-align:right">{day}</p></body></html>\n',
    )


def _docx(path: Path, heading: str, parts: Parts, day: str) -> None:
    from textgov.stages.export.office import sheet_document

    with atomic(path) as temporary:
        sheet_document(temporary, _TITLE, heading, parts, (_NOTE, day))


_WRITERS: dict[str, Callable[[Path, str, Parts, str], None]] = {".docx": _docx, ".html": _html, ".md": _markdown}
