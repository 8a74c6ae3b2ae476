"""Walk the paths a user gave and read every file by its ending."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from textgov.errors import ReadError
from textgov.stages.read.columns import Columns
from textgov.stages.read.guard import load
from textgov.stages.read.jsonl import read_jsonl, read_stream
from textgov.stages.read.pictures import ENDINGS as PICTURE_ENDINGS
from textgov.stages.read.pictures import picture_text
from textgov.stages.read.place import find_place
from textgov.stages.read.report import read_report
from textgov.stages.read.rows import check_text, content_id
from textgov.stages.read.sheets import read_xlsx
from textgov.stages.read.tables import read_csv
from textgov.stages.read.texts import TEXT_READERS
from textgov.stages.read.web import Page
from textgov.types import Document, Kind, Rejected

Results = Iterator[Document | Rejected]


def _csv(data: bytes, ending: str, path: str, kind: Kind | None, columns: Columns) -> Results:
    return read_csv(data, ending, path=path, kind=kind or "letter", columns=columns)


def _xlsx(data: bytes, ending: str, path: str, kind: Kind | None, columns: Columns) -> Results:
    return read_xlsx(data, ending, path=path, kind=kind or "letter", columns=columns)


def _jsonl(data: bytes, ending: str, path: str, kind: Kind | None, columns: Columns) -> Results:
    return read_jsonl(data, ending, path=path, kind=kind, columns=columns)


def _text_file(data: bytes, ending: str, path: str, kind: Kind | None, columns: Columns) -> Results:
    page = TEXT_READERS[ending](data)
    check_text(page.text, "文件")
    yield _report(page, Path(path).stem, path) if kind != "letter" else _letter(page, Path(path).stem, path)


def _picture(data: bytes, ending: str, path: str, kind: Kind | None, columns: Columns) -> Results:
    found = picture_text(data, ending)
    page = Page(found.text, confidence=found.confidence)
    yield _report(page, Path(path).stem, path) if kind == "report" else _letter(page, Path(path).stem, path)


def _report(page: Page, name: str, path: str) -> Document:
    document = read_report(page, name=name, path=path)
    check_text(document.text, "文件去掉网页内容后")
    return replace(document, metadata={**document.metadata, **_recognised(page)})


def _letter(page: Page, name: str, path: str) -> Document:
    text = (page.body or page.text).strip("\n")
    return Document(id=name, text=text, kind="letter", path=path, metadata=_recognised(page))


def _recognised(page: Page) -> dict[str, str]:
    return {} if page.confidence is None else {"识别把握": f"{page.confidence:.0%}"}


READERS: dict[str, Callable[[bytes, str, str, Kind | None, Columns], Results]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
    ".jsonl": _jsonl,
    **dict.fromkeys(TEXT_READERS, _text_file),
    **dict.fromkeys(PICTURE_ENDINGS, _picture),
}
_OLD_OFFICE = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".xlsb": ".xlsx",
}
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})


def read_paths(
    paths: Iterable[str | Path],
    *,
    kind: Kind | None = None,
    columns: Columns | None = None,
    stdin: BinaryIO | None = None,
) -> Results:
    """Yield every report and letter of files and folders, and a rejection for whatever cannot be read.

    Folders are walked recursively in order of name; hidden files, Office lock files (``~$…``) and files of the system
    are skipped; a file that is named twice is read once. ``-`` reads JSONL from ``stdin`` (default: standard input).
    Nothing raises for bad input: one bad file or row costs itself only. Ids are unique over the run: of two equal ones
    the later gets the suffix ``-2``.

    Args:
        paths: files, folders, or ``-``.
        kind: overrides what the endings and the JSONL rows say; None: tables and JSONL hold letters, texts reports.
        columns: names of the columns of tables, where the usual names do not find them.
        stdin: a binary stream for ``-``.
    """
    columns = columns or Columns()
    taken: set[str] = set()
    for item in _files(paths):
        if isinstance(item, Rejected):
            yield item
            continue
        for result in _stdin(stdin, kind, columns) if item is None else _read(item, kind, columns):
            yield _with_unique_id(result, taken) if isinstance(result, Document) else result


def read_text(
    text: str,
    *,
    kind: Kind,
    id: str | None = None,  # noqa: A002 -- the name of the field of Document
    title: str = "",
    clean: bool = False,
) -> Document:
    """Return a document of a text in memory.

    The text is kept exactly as given, unless ``clean`` asks to take a report out of a page's furniture (title, date and
    source are then looked for, too). Without ``id`` it is made of title and text, so that it is the same in every run.

    Raises:
        ReadError: the text is empty or too long.
    """
    check_text(text, "")
    name = id if id is not None else content_id(title, text, kind)
    if clean and kind == "report":
        return read_report(Page(text.replace("\r\n", "\n"), title=title or None), name=name)
    place = find_place(text, title) if kind == "report" else None
    return Document(id=name, text=text, kind=kind, title=title, place=place)


def _files(paths: Iterable[str | Path]) -> Iterator[Path | Rejected | None]:
    """Yield the files in order, None for standard input, a rejection for a path that is not there."""
    seen: set[Path] = set()
    for given in paths:
        if str(given) == "-":
            yield None
            continue
        path = Path(given)
        if not path.exists():
            yield Rejected(str(given), None, "文件或文件夹不存在", "请检查路径;路径里有空格时请加引号")
            continue
        for file in _walk(path) if path.is_dir() else (path,):
            if isinstance(file, Rejected):
                yield file
            elif file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _walk(folder: Path) -> Iterator[Path | Rejected]:
    refused: list[Rejected] = []

    def refuse(error: OSError) -> None:
        refused.append(Rejected(str(error.filename), None, "文件夹无法打开", "请检查访问权限"))

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f.lower() not in _SYSTEM_FOLDERS)
        yield from refused
        refused.clear()
        for name in sorted(names):
            if not name.startswith((".", "~$")) and name.lower() not in _SYSTEM_FILES:
                yield Path(root, name)
    yield from refused


def _read(path: Path, kind: Kind | None, columns: Columns) -> Results:
    ending = path.suffix.lower()
    try:
        if ending not in READERS:
            raise _unsupported(ending)
        if not path.is_file():
            raise ReadError("不是普通文件")
        yield from READERS[ending](load(path), ending, str(path), kind, columns)
    except ReadError as error:
        yield Rejected(str(path), None, error.reason, error.advice)
    except OSError:
        yield Rejected(str(path), None, "文件无法打开", "请检查访问权限,或关闭正在使用它的程序")


def _unsupported(ending: str) -> ReadError:
    accepted = "支持 .txt .md .html .docx .pdf .csv .tsv .xlsx .jsonl 和照片 .jpg .png .webp .heic"
    if ending in _OLD_OFFICE:
        return ReadError(f"不支持旧格式 {ending}", f"请用 Office 或 WPS 另存为 {_OLD_OFFICE[ending]}")
    return ReadError(f"不支持的格式 {ending}" if ending else "文件没有扩展名,无法判断格式", accepted)


def _stdin(stream: BinaryIO | None, kind: Kind | None, columns: Columns) -> Results:
    if stream is None:
        import sys

        stream = sys.stdin.buffer
    return read_stream(stream, kind=kind, columns=columns)


def _with_unique_id(document: Document, taken: set[str]) -> Document:
    name, count = document.id, 1
    while name in taken:
        count += 1
        name = f"{document.id}-{count}"
    taken.add(name)
    return document if name == document.id else replace(document, id=name)
