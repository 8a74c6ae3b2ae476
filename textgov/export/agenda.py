"""The deliberation agenda 议事清单 as .docx, .html, .xlsx or .md: one description of an item, four ways to write it."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from textgov.errors import UsageError
from textgov.export.tables import Column, Table
from textgov.export.writers import write_xlsx
from textgov.files import atomic, write_text
from textgov.types import AgendaItem

TITLE = "居民议事清单(供讨论的草稿)"
NOTE = "本清单由来信归并而成,个人信息已遮盖,不引用原信。“来信反映”是归类后的转述,不等于事实;牵头部门是建议,由会议确定。"
MINUTES = ("会议时间、地点", "参加人", "各方意见", "议定结果", "责任人和完成期限", "怎样答复居民")
# python-docx writes the clock into the file; a fixed time keeps the bytes the same for the same input.
_FIXED_TIME = datetime(2000, 1, 1)
_FONT = "宋体"


def _heading(item: AgendaItem) -> str:
    return f"{item.number}. {'【紧急】' if item.urgent else ''}{item.title}"


def _lines(item: AgendaItem) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of an item: a name and its lines; the one description that every format writes."""
    period = " 至 ".join(dict.fromkeys(day for day in (item.first, item.last) if day)) or "来信没有日期"
    yield "来信", [f"{item.letters} 封,{period}"]
    yield "地点", [item.place or "来信没有一致的说法"]
    yield "来信反映(转述)", list(item.reports)
    yield "建议牵头", [f"{item.lead_name}:{item.remit}"]
    if item.supporting:
        yield "协同", ["、".join(item.supporting)]
    yield "请会议讨论", list(item.questions)
    yield "还不清楚的", list(item.unknown)


def write_agenda(path: str | Path, items: Sequence[AgendaItem]) -> None:
    """Write the agenda; the ending decides. Raises UsageError for an ending that is not one of the four."""
    path = Path(path)
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"议事清单不能写成 {path.suffix or '没有扩展名的文件'};可以用 {' '.join(_WRITERS)}")
    writer(path, items)


def _write_markdown(path: Path, items: Sequence[AgendaItem]) -> None:
    out = [f"# {TITLE}", "", NOTE, ""]
    for item in items:
        out += [f"## {_heading(item)}", ""]
        for name, lines in _lines(item):
            out += [f"**{name}**", "", *(f"- {line}" for line in lines), ""]
        out += ["| 会议记录 | |", "|---|---|", *(f"| {name} | |" for name in MINUTES), ""]
    write_text(path, "\n".join(out))


def _write_xlsx(path: Path, items: Sequence[AgendaItem]) -> None:
    columns = (
        Column("number", "序号", 6, "number"),
        Column("title", "议题", 30),
        Column("urgent", "紧急", 6),
        Column("letters", "来信数", 8, "number"),
        Column("first", "最早", 12, "date"),
        Column("last", "最近", 12, "date"),
        Column("place", "地点", 16),
        Column("reports", "来信反映(转述)", 44),
        Column("lead", "建议牵头", 22),
        Column("supporting", "协同", 20),
        Column("questions", "请会议讨论", 44),
        Column("unknown", "还不清楚的", 44),
        *(Column(name, name, 20) for name in MINUTES),
    )
    rows: list[dict[str, Any]] = [
        {
            "number": item.number,
            "title": item.title,
            "urgent": "是" if item.urgent else "",
            "letters": item.letters,
            "first": item.first,
            "last": item.last,
            "place": item.place,
            "reports": "\n".join(item.reports),
            "lead": item.lead_name,
            "supporting": "、".join(item.supporting),
            "questions": "\n".join(item.questions),
            "unknown": "\n".join(item.unknown),
        }
        for item in items
    ]
    write_xlsx(path, [Table("议事清单", columns, rows)])


_STYLE = """
body{font:16px/1.7 "Songti SC","SimSun","Noto Serif CJK SC",serif;max-width:820px;margin:2em auto;padding:0 1em;color:#222}
h1{text-align:center;font-size:1.6em}h2{font-size:1.15em;margin-top:2em;border-bottom:2px solid #1f4e79;padding-bottom:.2em}
.note{background:#f4f6f9;padding:.6em 1em;border-radius:6px;font-size:.92em}dt{font-weight:bold;margin-top:.6em}dd{margin-left:1.2em}
.urgent h2{border-color:#b3261e;color:#b3261e}table{border-collapse:collapse;width:100%;margin-top:.8em}
td{border:1px solid #999;padding:.4em}td:first-child{width:9em;background:#fafafa}
@media print{section{break-inside:avoid}}
"""


def _write_html(path: Path, items: Sequence[AgendaItem]) -> None:
    out = [f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{TITLE}</title><style>{_STYLE}</style>']
    out.append(f'<h1>{TITLE}</h1><p class="note">{html.escape(NOTE)}</p>')
    for item in items:
        out.append(f"<section{' class=urgent' if item.urgent else ''}><h2>{html.escape(_heading(item))}</h2><dl>")
        for name, lines in _lines(item):
            out.append(f"<dt>{html.escape(name)}</dt>" + "".join(f"<dd>{html.escape(line)}</dd>" for line in lines))
        out.append("</dl><table>" + "".join(f"<tr><td>{name}<td>" for name in MINUTES) + "</table></section>")
    write_text(path, "\n".join(out) + "</html>\n")


def _write_docx(path: Path, items: Sequence[AgendaItem]) -> None:
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.core_properties.author = "textgov"
    document.core_properties.created = document.core_properties.modified = _FIXED_TIME
    for name, size in (("Normal", 12), ("Title", 20), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        # Word keeps a second font for East Asian characters.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.add_heading(TITLE, level=0)
    document.add_paragraph(NOTE)
    for item in items:
        document.add_heading(_heading(item), level=1)
        for name, lines in _lines(item):
            document.add_paragraph().add_run(name).bold = True
            for line in lines:
                document.add_paragraph(line, style="List Bullet")
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for name in MINUTES:
            cells = table.add_row().cells
            cells[0].text, cells[0].width, cells[1].width = name, Cm(4), Cm(12)
        document.add_paragraph()
    packed = io.BytesIO()
    document.save(packed)
    with atomic(path) as temporary:
        _repack(packed, temporary)


def _repack(packed: io.BytesIO, path: Path) -> None:
    """Write the zip again with fixed times, so that the same content gives the same bytes."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))


_WRITERS: dict[str, Callable[[Path, Sequence[AgendaItem]], None]] = {
    ".docx": _write_docx,
    ".html": _write_html,
    ".xlsx": _write_xlsx,
    ".md": _write_markdown,
}
