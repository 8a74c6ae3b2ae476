"""REFI-QDA projects (.qdpx), which NVivo, MAXQDA, ATLAS.ti and QualCoder open: texts, codes and coded passages.

Standard: REFI-QDA 1.5, namespace ``urn:QDA-XML:project:1.0``, qdasoftware.org. Every identifier is made of what it names,
and the clock is fixed, so that the same input gives the same bytes.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

from textgov.codebook import Code, Codebook
from textgov.files import atomic
from textgov.stages.export.plain import printable
from textgov.stages.export.tables import STATUS_NAMES
from textgov.types import Document, Evidence, Tagging

_NAMESPACE = "urn:QDA-XML:project:1.0"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, _NAMESPACE)
# QualCoder cannot read a source or a passage without a time; the true one would change the bytes.
_TIME = "2000-01-01T00:00:00Z"
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_GROUPS = {"practices": "治理做法", "issues": "诉求", "others": "其他编码", "status": "状态"}


def write_qdpx(
    path: str | Path, documents: Iterable[Document], taggings: Iterable[Tagging], *, codebook: Codebook
) -> None:
    """Write documents and their tags as a project: one text source a document, one passage an evidence.

    A passage carries two codes: the practice or issue, and 已做, 计划 or 问题. The code book holds the practices (where there
    are reports) and issues (where there are letters) with their definitions, under 治理做法, 诉求 and 状态. Positions count characters from 0, the end not included; control characters,
    which no XML can hold, become spaces and do not move anything. The name of a source is the id of its document.
    """
    tagged = list(zip(documents, taggings, strict=True))
    kinds = {document.kind for document, _ in tagged}
    known = (codebook.practices if "report" in kinds else {}), (codebook.issues if "letter" in kinds else {})
    project = ElementTree.Element("Project", xmlns=_NAMESPACE, name="textgov", origin="textgov")
    user = _guid("user", "textgov")
    project.attrib |= {"creatingUserGUID": user, "creationDateTime": _TIME}
    _add(_add(project, "Users"), "User", guid=user, name="textgov")
    codes = _add(_add(project, "CodeBook"), "Codes")
    _write_codes(codes, *known, {tag.code: tag.name for _, tagging in tagged for tag in tagging.tags})
    sources = _add(project, "Sources")
    files = {}
    for document, tagging in tagged:
        guid = _guid("source", document.id)
        files[f"sources/{guid}.txt"] = printable(document.text)
        _write_source(sources, guid, document, tagging, user)
    ElementTree.indent(project, " ")
    xml = ElementTree.tostring(project, encoding="utf-8", xml_declaration=True)
    with atomic(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, data in {"project.qde": xml, **{name: text.encode() for name, text in files.items()}}.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), data, zipfile.ZIP_DEFLATED)


def _guid(*names: object) -> str:
    return str(uuid.uuid5(_SPACE, printable("\n".join(map(str, names)))))


def _add(parent: ElementTree.Element, tag: str, text: str = "", /, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {key: printable(value) for key, value in attributes.items()})
    element.text = printable(text) or None
    return element


def _write_codes(
    parent: ElementTree.Element, practices: Mapping[str, Code], issues: Mapping[str, Code], used: Mapping[str, str]
) -> None:
    others = {code: name for code, name in used.items() if code not in practices and code not in issues}
    groups: dict[str, list[tuple[str, str, str]]] = {
        "practices": [(code.id, code.name, _description(code)) for code in practices.values()],
        "issues": [(code.id, code.name, _description(code)) for code in issues.values()],
        "others": [(code, name, "") for code, name in others.items()],
        "status": [(status, name, "") for status, name in STATUS_NAMES.items()],
    }
    for key, members in groups.items():
        if members:
            group = _add(parent, "Code", guid=_guid("group", key), name=_GROUPS[key], isCodable="false")
            kind = "status" if key == "status" else "code"
            for code, name, description in members:
                element = _add(group, "Code", guid=_guid(kind, code), name=name, isCodable="true")
                if description:
                    _add(element, "Description", description)


def _description(code: Code) -> str:
    lines = (
        code.definition,
        f"包括:{code.include}" if code.include else "",
        f"不包括:{code.exclude}" if code.exclude else "",
    )
    return "\n".join(line for line in lines if line)


def _write_source(parent: ElementTree.Element, guid: str, document: Document, tagging: Tagging, user: str) -> None:
    made = {"creatingUser": user, "creationDateTime": _TIME}
    path = f"internal://{guid}.txt"
    source = _add(parent, "TextSource", guid=guid, name=document.id, plainTextPath=path, **made)
    place = str(document.place) if document.place else ""
    about = [part for part in (document.title, document.date, document.source, place) if part]
    if about:
        _add(source, "Description", "\n".join(about))
    for tag in tagging.tags:
        for number, evidence in enumerate(tag.evidence):
            _write_passage(source, (document.id, tag.code, number), tag.code, evidence, made)


def _write_passage(
    source: ElementTree.Element, key: tuple[object, ...], code: str, evidence: Evidence, made: Mapping[str, str]
) -> None:
    edges = {"startPosition": str(evidence.start), "endPosition": str(evidence.end)}
    guid = _guid("passage", *key)
    passage = _add(source, "PlainTextSelection", guid=guid, name=evidence.quote, **edges, **made)
    _add(passage, "Description", f"依据:{evidence.by};把握:{evidence.score:.2f}")
    for kind, target in (("code", code), ("status", evidence.status)):
        coding = _add(passage, "Coding", guid=_guid("coding", kind, *key), **made)
        _add(coding, "CodeRef", targetGUID=_guid(kind, target))
