"""The agenda as a Word document in the look of a Chinese office document (GB/T 9704: fonts, margins, page numbers)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from textgov.export.wording import DRAFT, EMPTY, MINUTES, NOTE, TITLE, heading, parts, subject, typeset
from textgov.types import AgendaItem

# python-docx writes the clock into the file; a fixed time keeps the bytes the same for the same input.
_FIXED_TIME = datetime(2000, 1, 1)
_SONG, _HEI, _FANG = "宋体", "黑体", "仿宋"
# Name of the style, font, size in points, bold.
_STYLES = (("Normal", _FANG, 14, False), ("Title", _SONG, 22, True), ("Heading 1", _HEI, 16, False))
_RED = "B3261E"
# Height in cm of the rows of the minutes: the middle ones are where a meeting writes most.
_ROW_HEIGHTS = (1.0, 1.0, 2.6, 2.6, 1.4, 1.4)
_LIST_WIDTHS, _MINUTES_WIDTHS = (1.4, 7.6, 1.6, 5.0), (3.6, 12.0)
_SMALL = 12


def agenda_document(path: Path, items: Sequence[AgendaItem]) -> None:
    """Write the items to ``path``: a list of all, then each with its parts and a form for the minutes."""
    import docx

    document = docx.Document()
    document.core_properties.author = "textgov"
    document.core_properties.title = TITLE
    document.core_properties.created = document.core_properties.modified = _FIXED_TIME
    _set_styles(document)
    _set_page(document.sections[0])
    _centred(document.add_heading(TITLE, level=0))
    _centred(document.add_paragraph(DRAFT))
    document.add_paragraph(NOTE if items else EMPTY).paragraph_format.first_line_indent = _points(28)
    if items:
        _add_list(document, items)
    for item in items:
        _add_item(document, item)
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
        style.paragraph_format.line_spacing = 1.35
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall("{*}pBdr"):
        title.remove(border)


def _set_page(section: Any) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.8)
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


def _add_list(document: Any, items: Sequence[AgendaItem]) -> None:
    rows = [("序号", "议题", "来信", "建议牵头")]
    rows += [(str(one.number), subject(one), f"{one.letters} 封", typeset(one.lead_name)) for one in items]
    table = _add_table(document, _LIST_WIDTHS)
    for number, row in enumerate(rows):
        urgent = number > 0 and items[number - 1].urgent
        for column, text in enumerate(row):
            _fill(table, number, column, text, head=number == 0, color=_RED if urgent and column == 1 else "")
            if number == 0 or column in (0, 2):
                _centred(table.rows[number].cells[column].paragraphs[0])
    _repeat_head(table.rows[0])


def _add_item(document: Any, item: AgendaItem) -> None:
    from docx.shared import Cm, RGBColor

    title = document.add_heading(heading(item), level=1)
    if item.urgent:
        title.runs[0].font.color.rgb = RGBColor.from_string(_RED)
    for name, lines in parts(item):
        label = document.add_paragraph()
        _set_font(label.add_run(f"{name}："), _HEI)
        if len(lines) == 1:
            label.add_run(lines[0])
            continue
        label.paragraph_format.keep_with_next = True
        for number, line in enumerate(lines, 1):
            paragraph = document.add_paragraph(f"（{number}）{line}")
            paragraph.paragraph_format.left_indent = Cm(1.5)
            paragraph.paragraph_format.first_line_indent = Cm(-1.0)
    caption = document.add_paragraph()
    _set_font(caption.add_run("会议记录"), _HEI)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = _points(8)
    table = _add_table(document, _MINUTES_WIDTHS)
    for number, (name, height) in enumerate(zip(MINUTES, _ROW_HEIGHTS, strict=True)):
        _fill(table, number, 0, name, head=True)
        table.rows[number].height = Cm(height)
        # The form stays on one page.
        table.rows[number].cells[0].paragraphs[0].paragraph_format.keep_with_next = number < len(MINUTES) - 1


def _add_table(document: Any, widths: Sequence[float]) -> Any:
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _fill(table: Any, row: int, column: int, text: str, *, head: bool, color: str = "") -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if row == len(table.rows):
        properties = table.add_row()._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
    cell = table.rows[row].cells[column]
    cell.width = table.columns[column].width
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = 1.15
    _set_font(paragraph.add_run(text), _HEI if head else _FANG, size=_SMALL, color=color)
    if head:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "F2F4F7")):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _repeat_head(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _repack(packed: io.BytesIO, path: Path) -> None:
    """Write the zip again with fixed times, so that the same content gives the same bytes."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
