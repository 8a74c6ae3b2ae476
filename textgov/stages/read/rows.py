"""Turn the rows of a table or of JSONL into documents, and texts into ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from textgov.errors import ReadError
from textgov.settings import READ
from textgov.stages.read.columns import Columns
from textgov.stages.read.dates import cell_date
from textgov.stages.read.encoding import is_damaged
from textgov.stages.read.place import find_place
from textgov.types import Document, Kind

_ERROR_CELL = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")


def content_id(title: str, text: str, kind: Kind) -> str:
    """Return an id that depends on the content alone, so that it is the same in every run: L or R and 10 hex digits."""
    digest = hashlib.sha256(f"{title}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return ("L" if kind == "letter" else "R") + digest[:10]


def check_text(text: str, place: str, *, advice: str = "") -> None:
    """Raise ReadError for a text that cannot be a document; ``place`` names it in the message (第 3 行).

    ``advice`` is what to do about an empty one.
    """
    if not text.strip():
        raise ReadError(f"{place}内容为空", advice)
    if _ERROR_CELL.fullmatch(text.strip()):
        raise ReadError(f"{place}内容是错误值 {text.strip()}", "请在表格里改正公式")
    if is_damaged(text):
        raise ReadError(f"{place}有损坏的字节", "请从原系统重新导出")
    if len(text) > READ.max_document_chars:
        raise ReadError(f"{place}内容过长({len(text)} 字,上限 {READ.max_document_chars} 字)", "请拆成几封")


def row_document(cells: Mapping[str, str], columns: Columns, *, number: int, kind: Kind, path: str) -> Document:
    """Return the document of one row. ``columns.text`` must name one of ``cells``.

    Columns that are not id, text, title or date become metadata; a date that cannot be read stays there as it was.

    Raises:
        ReadError: the text is empty, an error value, damaged or too long.
    """

    def cell(name: str | None) -> str:
        return cells.get(name, "") if name else ""

    text = cell(columns.text)
    check_text(text, f"第 {number} 行", advice="不需要可忽略;如果单元格里是公式,请先粘贴为数值")
    title, raw_date, given = cell(columns.title).strip(), cell(columns.date).strip(), cell(columns.id).strip()
    date = cell_date(raw_date)
    used = {columns.id, columns.text, columns.title, columns.date if date or not raw_date else None}
    return Document(
        id=given if given and not _ERROR_CELL.fullmatch(given) else content_id(title, text, kind),
        text=text,
        kind=kind,
        title=title,
        date=date,
        place=find_place(text, title) if kind == "report" else None,
        path=path,
        metadata={name: value for name, value in cells.items() if name not in used},
    )
