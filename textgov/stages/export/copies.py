"""Copies of .docx, .xlsx and text files with some words replaced; layout stays, what names an author goes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textgov.files import atomic

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_PARTS = re.compile(r"word/[^/]*\.xml")
# Properties that name a person, an office or a machine.
_PROPERTIES = re.compile(
    rb"(<(?:dc:creator|dc:title|dc:subject|cp:category|cp:lastModifiedBy|Company|Manager|dc:description|cp:keywords)[^>]*>)[^<]*(?=</)"
)
_AUTHORS = re.compile(rb'(\bw(?:15)?:(?:author|initials|userId)=")[^"]*(?=")')
_LEFT_OUT = re.compile(r"docProps/(?:custom\.xml|thumbnail)|word/people\.xml")
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=</)")
_PICTURES = re.compile(r"word/(?:media|embeddings)/")


class Edit(NamedTuple):
    """``text[start:end]`` is to be replaced by ``label``."""

    start: int
    end: int
    label: str


Mask = Callable[[Sequence[str]], Sequence[Sequence[Edit]]]


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with sorted, disjoint ``edits`` made."""
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.label]
        position = edit.end
    return "".join([*pieces, text[position:]])


def copy_docx(data: bytes, target: Path, mask: Mask) -> int:
    """Write a copy of a Word file; ``mask`` gets its paragraphs and returns the edits of each.

    Paragraphs of the body, tables, headers, footers, notes and comments are treated alike; deleted text of tracked
    changes goes. Returns the number of pictures and embedded files, which cannot be looked into.
    """
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as old, atomic(target) as temporary, zipfile.ZipFile(temporary, "w") as new:
        names = [name for name in old.namelist() if not _LEFT_OUT.match(name)]
        trees = {name: etree.fromstring(old.read(name)) for name in names if _TEXT_PARTS.fullmatch(name)}
        paragraphs = [nodes for tree in trees.values() for nodes in _paragraphs(tree)]
        texts = ["".join(node.text or "" for node in nodes) for nodes in paragraphs]
        for nodes, edits in zip(paragraphs, mask(texts), strict=True):
            _edit_nodes(nodes, edits)
        for name in names:
            if name in trees:
                part = etree.tostring(trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                part = _AUTHORS.sub(rb"\1", part)
            else:
                part = _without_names(name, old.read(name))
            new.writestr(zipfile.ZipInfo(name, _ZIP_TIME), part, zipfile.ZIP_DEFLATED)
    return sum(bool(_PICTURES.match(name)) for name in names)


def _paragraphs(tree: Any) -> Iterator[list[Any]]:
    """Yield the text nodes of each paragraph; a text box's paragraphs are its own."""
    for deleted in tree.iter(f"{_WORD}delText"):
        deleted.text = ""
    for paragraph in tree.iter(f"{_WORD}p"):
        nodes = [
            node for node in paragraph.iter(f"{_WORD}t") if next(node.iterancestors(f"{_WORD}p"), None) is paragraph
        ]
        if nodes:
            yield nodes


def _edit_nodes(nodes: Sequence[Any], edits: Sequence[Edit]) -> None:
    """Make the edits; a label stands in the run where its words began."""
    position = 0
    for node in nodes:
        text = node.text or ""
        start, end = position, position + len(text)
        inside = [
            Edit(max(e.start, start) - start, min(e.end, end) - start, e.label if start <= e.start < end else "")
            for e in edits
            if e.start < end and e.end > start
        ]
        node.text = apply(text, inside)
        position = end


def _without_names(name: str, data: bytes) -> bytes:
    if name.startswith("docProps/"):
        return _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z", _PROPERTIES.sub(rb"\1", data))
    if name in ("[Content_Types].xml", "_rels/.rels"):
        # What is left out must not be announced.
        return re.sub(
            rb"<(?:Override|Relationship) [^>]*(?:docProps/(?:custom|thumbnail)|word/people)[^>]*/>", b"", data
        )
    if name.endswith(".rels"):
        data = re.sub(rb'<Relationship [^>]*people\.xml"[^>]*/>', b"", data)
        return re.sub(rb'Target="mailto:[^"]*"', b'Target="about:blank"', data)
    return data


def copy_xlsx(data: bytes, target: Path, mask_row: Callable[[Mapping[str, str]], Mapping[str, str]]) -> int:
    """Write a copy of a workbook; ``mask_row`` gets each row as cells by heading and returns them masked.

    All sheets and their names, hidden ones too. A number is masked as its digits are. Page headers, comments, charts, pivot tables and
    pictures go;
    the number of pictures is returned.
    """
    from openpyxl import load_workbook
    from openpyxl.worksheet.header_footer import HeaderFooter

    book = load_workbook(io.BytesIO(data))
    pictures = 0
    sheets: list[Any] = book.worksheets
    for sheet in sheets:
        pictures += len(sheet._images)
        sheet._images, sheet._charts, sheet._pivots = [], [], []
        sheet.HeaderFooter = HeaderFooter()
        if (name := mask_row({"": sheet.title})[""]) != sheet.title:
            sheet.title = name
        headings: dict[int, str] = {}
        for row in sheet.iter_rows():
            filled = [cell for cell in row if cell.value is not None]
            cells = {f"{headings.get(c.column, '')}#{c.column}": _plain(c.value) for c in filled}
            masked = mask_row(cells)
            for cell, before in zip(filled, cells, strict=True):
                if masked[before] != cells[before]:
                    cell.value = masked[before]
                cell.comment, cell.hyperlink = None, None
            if not headings and len(filled) > 1:
                headings = {cell.column: str(cell.value) for cell in filled}
    book.properties.creator = ""
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as old, atomic(target) as temporary, zipfile.ZipFile(temporary, "w") as new:
        for name in old.namelist():
            part = _without_names(name, old.read(name))
            new.writestr(zipfile.ZipInfo(name, _ZIP_TIME), part, zipfile.ZIP_DEFLATED)
    return pictures


def _plain(value: object) -> str:
    """Return a cell as a letter would write it: a telephone number in a number cell has no decimal point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
