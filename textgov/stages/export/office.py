"""The agenda as a Word document in the look of a Chinese office document (GB/T 9704: fonts, margins, page numbers)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

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
from textgov.types import AgendaItem

# python-docx writes the clock into the file; a fixed time keeps the bytes the same for the same input.
_FIXED_TIME = datetime(2000, 1, 1)
_SONG, _HEI, _FANG = "宋体", "黑体", "仿宋"
# Name of the style, font, size in points, bold.
_STYLES = (("Normal", _FANG, 12, False), ("Title", _SONG, 22, True), ("Heading 1", _HEI, 16, False))
_RED = "B3261E"
# Height in cm of the rows of the minutes: the middle ones are where a meeting writes most.
_ROW_HEIGHTS = (0.8, 0.8, 1.6, 1.6, 0.9, 0.9)
_LIST_WIDTHS, _MINUTES_WIDTHS = (1.2, 6.8, 2.3, 5.3), (4.0, 11.6)
_SMALL, _NOTE_INDENT = 11, 24


def agenda_document(path: Path, items: Sequence[AgendaItem]) -> None:
    """Write the items to ``path``: a list of all, then each with its parts and a form for the minutes."""
    document = _new_document(TITLE)
    _centred(document.add_paragraph(DRAFT))
    note = document.add_paragraph(NOTE if items else EMPTY).paragraph_format
    note.first_line_indent, note.space_before, note.space_after = (_points(size) for size in (_NOTE_INDENT, 6, 10))
    if settled := [item for item in items if item.settle]:
        _add_list(document, settled, "建议牵头")
    if outside := [item for item in items if not item.settle]:
        document.add_heading(OUTSIDE, level=1)
        document.add_paragraph(OUTSIDE_NOTE).paragraph_format.space_after = _points(6)
        _add_list(document, outside, "转给")
    for item in (*settled, *outside):
        _add_item(document, item)
    _save(document, path)


def sheet_document(
    path: Path, title: str, heading: str, parts: Sequence[tuple[str, Sequence[str]]], end: Sequence[str]
) -> None:
    """Write one sheet to ``path``: title, heading, named parts, and the lines of the ``end``, the last one to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = _new_document(title)
    document.add_heading(heading, level=1)
    for name, lines in parts:
        _add_part(document, name, lines)
    for line in end:
        document.add_paragraph(line).paragraph_format.space_before = _points(14)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _save(document, path)


def _new_document(title: str) -> Any:
    import docx

    document = docx.Document()
    document.core_properties.author = "textgov"
    document.core_properties.title = title
    document.core_properties.created = document.core_properties.modified = _FIXED_TIME
    _set_styles(document)
    _set_page(document.sections[0])
    _centred(document.add_heading(title, level=0))
    return document


def _save(document: Any, path: Path) -> None:
    packed = io.BytesIO()
    document.save(packed)
    _repack(packed, path)


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _centred(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_font(owner: Any, name: str, *, size: float | None = None, bold: bool | None = None, color: str = "") -> None:
    """Set the font of a style or run; Word keeps a second font for East Asian characters, and theme fonts win over both."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    owner.font.name = name
    fonts = owner.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)
    if size is not None:
        owner.font.size = _points(size)
    if bold is not None:
        owner.font.bold = bold
    owner.font.color.rgb = RGBColor.from_string(color or "000000")


def _set_styles(document: Any) -> None:
    for name, font, size, bold in _STYLES:
        style = document.styles[name]
        _set_font(style, font, size=size, bold=bold)
        style.paragraph_format.space_before = _points(16 if name == "Heading 1" else 0)
        style.paragraph_format.space_after = _points(6 if name != "Normal" else 0)
        style.paragraph_format.line_spacing = 1.2
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall("{*}pBdr"):
        title.remove(border)


def _set_page(section: Any) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    footer = section.footer.paragraphs[0]
    _centred(footer)
    footer.add_run("— ")
    _add_field(footer, "PAGE")
    footer.add_run(" —")
    for run in footer.runs:
        _set_font(run, _SONG, size=_SMALL)


def _add_field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = instruction
        run._r.append(element)


def _add_list(document: Any, items: Sequence[AgendaItem], who: str) -> None:
    from docx.oxml import OxmlElement

    table = _add_table(document, _LIST_WIDTHS)
    head = _add_row(table, ("序号", "议题", "来信", who), _LIST_WIDTHS, heads=4)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for item in items:
        cells = (str(item.number), subject(item), item.band, typeset(item.lead_name if item.settle else item.goes_to))
        _add_row(table, cells, _LIST_WIDTHS, color=_RED if item.urgent else "")


def _add_item(document: Any, item: AgendaItem) -> None:
    from docx.shared import RGBColor

    title = document.add_heading(heading(item), level=1)
    # One sheet an item: it is handed out and filled in at the meeting.
    title.paragraph_format.page_break_before = item.settle
    if item.urgent:
        title.runs[0].font.color.rgb = RGBColor.from_string(_RED)
    for name, lines in parts(item):
        _add_part(document, name, lines)
    if item.settle:
        _add_minutes(document)


def _add_minutes(document: Any) -> None:
    from docx.shared import Cm

    caption = document.add_paragraph()
    _set_font(caption.add_run("会议记录"), _HEI)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = _points(8)
    table = _add_table(document, _MINUTES_WIDTHS)
    for name, height in zip(MINUTES, _ROW_HEIGHTS, strict=True):
        row = _add_row(table, (name, ""), _MINUTES_WIDTHS, heads=1)
        row.height = Cm(height)
        # The form stays on one page.
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = name != MINUTES[-1]


def _add_part(document: Any, name: str, lines: Sequence[str]) -> None:
    """Add a name and its lines: one line beside it, several numbered below."""
    from docx.shared import Cm

    label = document.add_paragraph()
    _set_font(label.add_run(f"{name}："), _HEI)
    label.paragraph_format.space_before = _points(4)
    if len(lines) == 1:
        label.add_run(lines[0])
        return
    label.paragraph_format.keep_with_next = True
    for number, line in enumerate(lines, 1):
        paragraph = document.add_paragraph(f"（{number}）{line}")
        paragraph.paragraph_format.left_indent = Cm(1.5)
        paragraph.paragraph_format.first_line_indent = Cm(-1.0)


def _add_table(document: Any, widths: Sequence[float]) -> Any:
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _add_row(table: Any, texts: Sequence[str], widths: Sequence[float], *, heads: int = 0, color: str = "") -> Any:
    """Add a row that no page break splits; the first ``heads`` cells are headings."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for number, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Cm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        look = paragraph.paragraph_format
        look.line_spacing = 1.15
        look.space_before = look.space_after = _points(3)
        _set_font(paragraph.add_run(text), _HEI if number < heads else _FANG, size=_SMALL, color=color)
        if number < heads:
            _shade(cell)
    return row


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "F2F4F7")):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repack(packed: io.BytesIO, path: Path) -> None:
    """Write the zip again with fixed times, so that the same content gives the same bytes."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
