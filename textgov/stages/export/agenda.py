"""The deliberation agenda 议事清单 as .docx, .html, .xlsx or .md: one description of an item, four ways to write it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textgov.errors import UsageError
from textgov.files import atomic, write_text
from textgov.stages.export.tables import Column, Table
from textgov.stages.export.wording import (
    DRAFT,
    EMPTY,
    MINUTES,
    NOTE,
    OUTSIDE,
    OUTSIDE_NOTE,
    TITLE,
    heading,
    parts,
    subject,
    typeset,
)
from textgov.stages.export.writers import write_xlsx
from textgov.types import AgendaItem


def write_agenda(path: str | Path, items: Sequence[AgendaItem]) -> None:
    """Write the agenda; the ending decides. Raises UsageError for an ending that is not one of the four."""
    path = Path(path)
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"议事清单不能写成 {path.suffix or '没有扩展名的文件'};可以用 {' '.join(_WRITERS)}")
    writer(path, items)


def _write_markdown(path: Path, items: Sequence[AgendaItem]) -> None:
    out = [f"# {TITLE}{DRAFT}", "", NOTE if items else EMPTY, ""]
    outside = next((item.number for item in items if not item.settle), None)
    for item in items:
        if item.number == outside:
            out += [f"# {OUTSIDE}", "", OUTSIDE_NOTE, ""]
        out += [f"## {_markdown(heading(item))}", ""]
        for name, lines in parts(item):
            out += [f"**{name}**", "", *(f"- {_markdown(line)}" for line in lines), ""]
        if item.settle:
            out += ["| 会议记录 | |", "|---|---|", *(f"| {name} | |" for name in MINUTES), ""]
    write_text(path, "\n".join(out))


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _write_xlsx(path: Path, items: Sequence[AgendaItem]) -> None:
    columns = (
        Column("number", "序号", 6, "number"),
        Column("title", "议题", 30),
        Column("urgent", "紧急", 6),
        Column("letters", "来信", 12),
        Column("first", "最早", 10),
        Column("last", "最近", 10),
        Column("place", "地点", 16),
        Column("level", "哪一级开会", 12),
        Column("settle", "会上能定", 10),
        Column("goes_to", "转给", 24),
        Column("reports", "来信反映（转述）", 44),
        Column("concerns", "涉及谁", 30),
        Column("lead", "建议牵头", 22),
        Column("supporting", "协同", 20),
        Column("earlier", "以前的会议", 30),
        Column("questions", "请会议讨论", 44),
        Column("unknown", "还不清楚的", 44),
        *(Column(name, name, 20) for name in MINUTES),
    )
    rows: list[dict[str, Any]] = [
        {
            "number": item.number,
            "title": typeset(item.title),
            "urgent": "是" if item.urgent else "",
            "letters": item.band,
            "first": item.first,
            "last": item.last,
            "place": item.place,
            "level": item.level if item.settle else "",
            "settle": "是" if item.settle else "否",
            "goes_to": typeset(item.goes_to),
            "concerns": typeset(item.concerns),
            "earlier": _cell(item.earlier),
            "reports": _cell(item.reports),
            "lead": typeset(item.lead_name),
            "supporting": typeset("、".join(item.supporting)),
            "questions": _cell(item.questions),
            "unknown": _cell(item.unknown),
        }
        for item in items
    ]
    write_xlsx(path, [Table("议事清单", columns, rows)])


def _cell(lines: Sequence[str]) -> str:
    return "\n".join(map(typeset, lines))


STYLE = """
body{font:16px/1.75 "Songti SC","SimSun","Noto Serif CJK SC",serif;max-width:820px;margin:2.5em auto;padding:0 1.2em;color:#222}
h1{text-align:center;font-size:1.8em;margin:0}.draft{text-align:center;margin:.2em 0 1.2em;color:#555}
h2,th,dt{font-family:"Heiti SC","SimHei","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h2{font-size:1.15em;margin-top:2.4em;border-bottom:2px solid #1f4e79;padding-bottom:.2em}
.note{background:#f4f6f9;padding:.7em 1em;border-radius:6px;font-size:.92em}dt{font-weight:bold;margin-top:.7em;font-size:.95em}dd{margin-left:1.2em}
h1.outside{margin-top:2em;font-size:1.4em}
.urgent h2{border-color:#b3261e}.urgent h2,a.urgent{color:#b3261e}
table{border-collapse:collapse;width:100%;margin-top:1em}th,td{border:1px solid #999;padding:.4em .6em;text-align:left;vertical-align:top}
th{background:#f4f6f9;font-weight:bold}.list td:first-child,.list .n{text-align:center;white-space:nowrap}.minutes th{width:9.5em}.minutes td{height:2.2em}
a{color:inherit;text-decoration:none}
@page{size:A4;margin:2.2cm 2cm}
@media print{body{margin:0;max-width:none;font-size:12pt}h2{break-after:avoid}tr,dd{break-inside:avoid}.minutes td{height:1.2cm}}
"""


def _write_html(path: Path, items: Sequence[AgendaItem]) -> None:
    out = [
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{TITLE}</title><style>{STYLE}</style></head><body>",
        f'<h1>{TITLE}</h1><p class="draft">{DRAFT}</p><p class="note">{NOTE if items else EMPTY}</p>',
    ]
    if items:
        out.append(_html_list([item for item in items if item.settle], "建议牵头"))
        if outside := [item for item in items if not item.settle]:
            out.append(f"<h3>{OUTSIDE}</h3>{_html_list(outside, '转给')}")
    minutes = "".join(f"<tr><th>{name}<td>" for name in MINUTES)
    first = next((item.number for item in items if not item.settle), None)
    for item in items:
        if item.number == first:
            out.append(f'<h1 class="outside">{OUTSIDE}</h1><p class="note">{OUTSIDE_NOTE}</p>')
        urgent = " class=urgent" if item.urgent else ""
        out.append(f'<section{urgent} id="item{item.number}"><h2>{html.escape(heading(item))}</h2><dl>')
        for name, lines in parts(item):
            out.append(f"<dt>{name}</dt>" + "".join(f"<dd>{html.escape(line)}</dd>" for line in lines))
        out.append("</dl>" + (f"<table class=minutes>{minutes}</table>" if item.settle else "") + "</section>")
    write_text(path, "\n".join(out) + "</body></html>\n")


def _html_list(items: Sequence[AgendaItem], who: str) -> str:
    rows = "".join(
        f'<tr><td>{item.number}<td><a{" class=urgent" if item.urgent else ""} href="#item{item.number}">'
        f"{html.escape(subject(item))}</a><td class=n>{item.band}"
        f"<td>{html.escape(typeset(item.lead_name if item.settle else item.goes_to))}"
        for item in items
    )
    return f"<table class=list><tr><th>序号<th>议题<th>来信<th>{who}{rows}</table>" if rows else ""


def _write_docx(path: Path, items: Sequence[AgendaItem]) -> None:
    from textgov.stages.export.office import agenda_document

    with atomic(path) as temporary:
        agenda_document(temporary, items)


_WRITERS: dict[str, Callable[[Path, Sequence[AgendaItem]], None]] = {
    ".docx": _write_docx,
    ".html": _write_html,
    ".xlsx": _write_xlsx,
    ".md": _write_markdown,
}
