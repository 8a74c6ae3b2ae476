"""Get the text out of .txt, .md, .html, .docx and .pdf files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from textgov.errors import ReadError
from textgov.stages.read.encoding import decode
from textgov.stages.read.guard import DOCX, HTML, TEXT, require
from textgov.stages.read.pdf import ScannedError, pdf_text
from textgov.stages.read.pictures import scan_text
from textgov.stages.read.quiet import quiet
from textgov.stages.read.web import Page, html_page

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.M)
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.M)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _plain(data: bytes) -> Page:
    require(data, ".txt", TEXT)
    return Page(_newlines(decode(data)))


def _markdown(data: bytes) -> Page:
    """Headings and quotations become plain lines; the first heading is the title."""
    require(data, ".md", TEXT)
    text = _QUOTED.sub("", _newlines(decode(data)))
    heading = _HEADING.search(text)
    return Page(_HEADING.sub(r"\1", text), title=heading[1] if heading else None)


def _web(data: bytes) -> Page:
    require(data, ".html", HTML, TEXT)
    return html_page(decode(data))


def _pdf(data: bytes) -> Page:
    try:
        return Page(pdf_text(data))
    except ScannedError:
        found = scan_text(data)
        return Page(found.text, confidence=found.confidence)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _word(data: bytes) -> Page:
    """Paragraphs and tables in document order; the cells of a table row are joined by a tab."""
    require(data, ".docx", DOCX)
    import docx

    try:
        with quiet():
            body = docx.Document(io.BytesIO(data)).element.body
            text = "\n".join(_blocks(body))
    except Exception as error:  # python-docx raises whatever its parsers raise on a broken file
        raise ReadError("Word 文档已损坏,无法读取", "请用 Word 或 WPS 打开后重新保存") from error
    if not text.strip():
        raise ReadError("文档里没有文字(可能只有图片)", "请先转录成文字")
    return Page(text)


def _blocks(element: Any) -> Iterator[str]:
    """Yield the lines below an XML element. python-docx's own iteration skips tracked insertions and content controls."""
    for child in element:
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tr":
            cells = [cell for cell in child.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is child]
            yield "\t".join(" ".join(line for line in _blocks(cell) if line) for cell in cells)
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    parts: list[str] = []
    boxes: list[Any] = []

    def walk(element: Any) -> None:
        for child in element:
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                parts.append("\t")
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
            elif child.tag == f"{_W}txbxContent":
                boxes.append(child)
            # Tab stops, text moved away, and the old-format copy of a text box are not text.
            elif isinstance(child.tag, str) and child.tag not in (f"{_W}pPr", f"{_W}moveFrom", _FALLBACK):
                walk(child)

    walk(paragraph)
    yield from "".join(parts).split("\n")
    for box in boxes:
        yield from _blocks(box)


TEXT_READERS: dict[str, Callable[[bytes], Page]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _web,
    ".htm": _web,
    ".docx": _word,
    ".pdf": _pdf,
}
