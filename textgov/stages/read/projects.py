"""Coders' work from a REFI-QDA project (.qdpx), as NVivo, MAXQDA, ATLAS.ti and QualCoder write it.

Standard: REFI-QDA 1.5, qdasoftware.org. A source is a unit; positions count Unicode characters of its plain text from 0,
the end not included.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from textgov.codings import Coder, Coding
from textgov.errors import ReadError
from textgov.stages.read.coding_tables import STATUSES, Builder
from textgov.stages.read.guard import require

_Q = "{urn:QDA-XML:project:1.0}"
_ADVICE = "请在质性分析软件里重新导出 REFI-QDA 项目(.qdpx)"


def project_coders(data: bytes, ending: str, name: str) -> list[Coder]:
    """Return one coder a user who coded; a project of one user is named after its file.

    Codings of whole sources and of passages count. A code 已做, 计划 or 问题 on a passage is its status, not a practice.
    Sources that are not text are units too, without a text.

    Raises:
        ReadError: not a project, or one without sources.
    """
    require(data, ending, "ZIP 压缩包")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            project = _parse(archive.read("project.qde"))
            files = {
                entry.filename.rpartition("/")[2]: archive.read(entry).decode("utf-8-sig", "replace")
                for entry in archive.infolist()
                if entry.filename.lower().endswith(".txt")
            }
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
            raise ReadError("不是 REFI-QDA 项目:里面没有可读的 project.qde", _ADVICE) from error
    sources = project.findall(f"{_Q}Sources/*")
    if not sources:
        raise ReadError("项目里没有文档", "导出时请选中文档")
    codes = {_guid(code, "guid"): code.get("name", "").strip() for code in project.iter(f"{_Q}Code")}
    users = {_guid(user, "guid"): user.get("name") or user.get("id") or "" for user in project.iter(f"{_Q}User")}
    found = [(source, list(_codings(source, codes))) for source in sources]
    who = list(dict.fromkeys(user for _, given in found for user, *_ in given)) or [""]
    return [_coder(user, _name(user, users, name, alone=len(who) == 1), found, files) for user in who]


_Given = tuple[str, str, int | None, int | None, tuple[str, ...]]


def _parse(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ReadError("project.qde 里有不允许的声明", _ADVICE)
    try:
        project = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise ReadError("project.qde 不是合法的 XML", _ADVICE) from error
    if project.tag != f"{_Q}Project":
        raise ReadError("project.qde 不是 REFI-QDA 1.0 的项目", _ADVICE)
    return project


def _guid(element: ElementTree.Element, attribute: str) -> str:
    return element.get(attribute, "").strip("{} ").lower()


def _codings(source: ElementTree.Element, codes: Mapping[str, str]) -> Iterator[_Given]:
    """Yield (user, code, start, end, statuses of the passage by the same user) for every coding of a source."""
    for passage in source.iter():
        owner = _guid(passage, "creatingUser")
        given = [
            (_guid(coding, "creatingUser") or owner, codes.get(_guid(reference, "targetGUID"), ""))
            for coding in passage.findall(f"{_Q}Coding")
            for reference in coding.findall(f"{_Q}CodeRef")
        ]
        start, end = (_whole(passage.get(edge)) for edge in ("startPosition", "endPosition"))
        for user, code in given:
            if code and code not in STATUSES:
                yield user, code, start, end, tuple(c for u, c in given if u == user and c in STATUSES)


def _whole(value: str | None) -> int | None:
    try:
        return int(value or "")
    except ValueError:
        return None


def _name(user: str, users: Mapping[str, str], file: str, *, alone: bool) -> str:
    return file if alone else f"{file}:{users.get(user) or user or '未署名'}"


def _coder(
    user: str, name: str, found: list[tuple[ElementTree.Element, list[_Given]]], files: Mapping[str, str]
) -> Coder:
    builder = Builder(name)
    for source, given in found:
        unit = source.get("name", "").strip() or _guid(source, "guid")
        text = _source_text(source, files)
        builder.look_at(unit, text)
        for owner, code, start, end, statuses in given:
            if owner == user:
                quote = text[start:end] if start is not None and end is not None else ""
                builder.add(Coding(unit, code, STATUSES[statuses[0]] if statuses else None, quote, start, end))
    return builder.coder()


def _source_text(source: ElementTree.Element, files: Mapping[str, str]) -> str:
    """Return the plain text of a source or of its text form (PDF), inline or from the file it names; "" without any."""
    for element in (source, source.find(f"{_Q}Representation")):
        if element is None:
            continue
        inline = element.findtext(f"{_Q}PlainTextContent")
        if inline is not None:
            return inline
        file = element.get("plainTextPath", "").removeprefix("internal://").rpartition("/")[2]
        if file in files:
            return files[file]
    return ""
