"""Masked copies of single files in their own format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from textgov import api
from textgov.errors import UsageError
from textgov.types import Document

if TYPE_CHECKING:
    from textgov.stages.export.copies import Edit

Copier = Callable[[bytes, Path, bool, bool], int]


def redact_file(
    source: str | Path, target: str | Path, *, keep_officials: bool = False, generalise: bool = False
) -> int:
    """Write a copy of a .docx, .xlsx, .txt or .md file with everything personal masked; layout stays, author data goes.

    ``generalise`` gives addresses and facts such as ages wider words. Returns the number of pictures in the file: they are kept in .docx and left out of .xlsx, and nobody looked into
    them. Text is written as UTF-8. Raises UsageError for other kinds of files, or where the copy would have another ending
    or overwrite the file, and ReadError for a file that cannot be read.
    """
    source, target = Path(source), Path(target)
    kind = source.suffix.lower()
    if kind not in COPIERS:
        raise UsageError(f"{source.name} 不能照原样遮盖;可以用 {' '.join(COPIERS)}")
    if target.suffix.lower() != kind:
        raise UsageError(f"{source.name} 的副本不能写成 {target.name};请用扩展名 {kind}")
    if target.exists() and target.samefile(source):
        raise UsageError(f"{target} 就是原文件;请换一个名字,原文件不会被覆盖")
    from textgov.stages.read.guard import DOCX, TEXT, XLSX, load, require

    data = load(source)
    require(data, kind, {".docx": DOCX, ".xlsx": XLSX}.get(kind, TEXT))
    return COPIERS[kind](data, target, keep_officials, generalise)


def _docx(data: bytes, target: Path, keep_officials: bool, generalise: bool) -> int:
    from textgov.stages.export.copies import copy_docx

    return copy_docx(data, target, partial(_edits, keep_officials=keep_officials, generalise=generalise))


def _edits(paragraphs: Sequence[str], *, keep_officials: bool, generalise: bool) -> list[list[Edit]]:
    """Mask the paragraphs as one letter, so that a name is found in all of them."""
    from textgov.stages.export.copies import Edit
    from textgov.stages.privacy import OffsetMap

    text = "\n".join(paragraphs)
    masked = api.redact(text, keep_officials=keep_officials, generalise=generalise)
    to_masked = OffsetMap.from_masked(text, masked).to_masked
    starts = [0, *accumulate(len(paragraph) + 1 for paragraph in paragraphs)]
    found: list[list[Edit]] = [[] for _ in paragraphs]
    for span in masked.spans:
        label = masked.text[to_masked(span.start) : to_masked(span.end)]
        for number, paragraph in enumerate(paragraphs):
            start = max(span.start - starts[number], 0)
            end = min(span.end - starts[number], len(paragraph))
            if start < end:
                found[number].append(Edit(start, end, label))
                label = ""
    return found


def _xlsx(data: bytes, target: Path, keep_officials: bool, generalise: bool) -> int:
    from textgov.stages.export.copies import copy_xlsx

    def masked(cells: Mapping[str, str]) -> Mapping[str, str]:
        row = Document("", "", "letter", metadata=cells)
        return api.masked_documents(row, keep_officials=keep_officials, generalise=generalise)[0][0].metadata

    return copy_xlsx(data, target, masked)


def _text(data: bytes, target: Path, keep_officials: bool, generalise: bool) -> int:
    from textgov.files import write_text
    from textgov.stages.read.encoding import decode

    write_text(target, api.redact(decode(data), keep_officials=keep_officials, generalise=generalise).text)
    return 0


COPIERS: dict[str, Copier] = {".docx": _docx, ".xlsx": _xlsx, ".txt": _text, ".md": _text}
