"""REFI-QDA projects against the structure of the published schema (Project.xsd, 2019), and back again."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from textgov import api
from textgov.codebook import default_codebook
from textgov.stages.export.qdpx import write_qdpx
from textgov.stages.read import read_coders
from textgov.types import Document, Place

GUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MADE = {"creatingUser": GUID, "creationDateTime": TIME}
ANY, WHOLE, TRUTH = re.compile(r"(?s).*"), re.compile(r"\d+"), re.compile("true|false")
# Element: children in the schema's order as (name, at least, at most), required attributes, optional attributes.
Rule = tuple[list[tuple[str, int, float]], dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]
MANY = float("inf")
SCHEMA: dict[str, Rule] = {
    "Project": ([("Users", 0, 1), ("CodeBook", 0, 1), ("Cases", 0, 1), ("Variables", 0, 1), ("Sources", 0, 1), ("Notes", 0, 1), ("Links", 0, 1), ("Sets", 0, 1), ("Graphs", 0, 1), ("Description", 0, 1), ("NoteRef", 0, MANY)], {"name": ANY}, {"origin": ANY, "creatingUserGUID": GUID, "creationDateTime": TIME}),
    "Users": ([("User", 1, MANY)], {}, {}),
    "User": ([], {"guid": GUID}, {"name": ANY, "id": ANY}),
    "CodeBook": ([("Codes", 1, 1)], {}, {}),
    "Codes": ([("Code", 1, MANY)], {}, {}),
    "Code": ([("Description", 0, 1), ("NoteRef", 0, MANY), ("Code", 0, MANY)], {"guid": GUID, "name": ANY, "isCodable": TRUTH}, {"color": ANY}),
    "Sources": ([("TextSource", 1, MANY)], {}, {}),
    "TextSource": ([("Description", 0, 1), ("PlainTextContent", 0, 1), ("PlainTextSelection", 0, MANY), ("Coding", 0, MANY), ("NoteRef", 0, MANY), ("VariableValue", 0, MANY)], {"guid": GUID}, {"name": ANY, "plainTextPath": re.compile(r"internal://[^/]+\.txt"), **MADE}),
    "PlainTextSelection": ([("Description", 0, 1), ("Coding", 0, MANY), ("NoteRef", 0, MANY)], {"guid": GUID, "startPosition": WHOLE, "endPosition": WHOLE}, {"name": ANY, **MADE}),
    "Coding": ([("CodeRef", 1, 1), ("NoteRef", 0, MANY)], {"guid": GUID}, MADE),
    "CodeRef": ([], {"targetGUID": GUID}, {}),
    "Description": ([], {}, {}),
}  # fmt: skip


def local(element: ElementTree.Element) -> str:
    assert element.tag.startswith("{urn:QDA-XML:project:1.0}")
    return element.tag.partition("}")[2]


def problems(element: ElementTree.Element) -> list[str]:
    """What the schema would refuse in an element and below it."""
    name = local(element)
    children, required, optional = SCHEMA[name]
    found = [f"{name} lacks {attribute}" for attribute in required if attribute not in element.attrib]
    for attribute, value in element.attrib.items():
        pattern = {**required, **optional}.get(attribute)
        if pattern is None or not pattern.fullmatch(value):
            found.append(f"{name} {attribute}={value!r}")
    order = [child for child, *_ in children]
    names = [local(child) for child in element]
    if any(child not in order for child in names) or names != sorted(names, key=order.index):
        found.append(f"{name} holds {names}")
    found += [f"{name}: {c} × {names.count(c)}" for c, least, most in children if not least <= names.count(c) <= most]
    return found + [problem for child in element for problem in problems(child)]


TEXTS = {
    "春和街道": "春和街道划分了12个网格,配了网格员。𠮷家弄社区计划推行积分制,志愿服务队每周上门。",
    "秋水镇/二": "秋水镇没有物业的小区有九个。\n居民代表每月开一次议事会,\x0b把路灯修好了。",
}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    place = Place("江苏省", "澄溪市", None, "春和街道")
    return [Document(key, text, "report", "标题 <一>&", "2024-05-01", "澄溪日报", place) for key, text in TEXTS.items()]


@pytest.fixture
def written(tmp_path: Path, documents: list[Document]) -> Path:
    path = tmp_path / "项目.qdpx"
    write_qdpx(path, documents, api.tag(documents), codebook=default_codebook())
    return path


def root_of(path: Path) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("project.qde"))


def test_structure(written: Path) -> None:
    root = root_of(written)
    assert local(root) == "Project"
    assert problems(root) == []
    assert [local(child) for child in root] == ["Users", "CodeBook", "Sources"]


def test_the_checker_finds_problems() -> None:
    wrong = '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources/><Users><User guid="1"/></Users></Project>'
    assert problems(ElementTree.fromstring(wrong)) == [
        "Project holds ['Sources', 'Users']",
        "Sources: TextSource × 0",
        "User guid='1'",
    ]


def test_every_reference_resolves_and_every_guid_is_given_once(written: Path) -> None:
    root = root_of(written)
    given = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(given) == len(set(given))
    of = {element.get("guid"): local(element) for element in root.iter()}
    assert {of[e.get("targetGUID")] for e in root.findall(".//{*}CodeRef")} == {"Code"}
    users = {e.get(key) for e in root.iter() for key in ("creatingUser", "creatingUserGUID") if e.get(key)}
    assert {of[user] for user in users} == {"User"}
    codable = {e.get("guid"): e.get("isCodable") for e in root.findall(".//{*}Code")}
    assert {codable[e.get("targetGUID")] for e in root.findall(".//{*}CodeRef")} == {"true"}


def test_positions_count_characters_of_the_text_file(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        names = set(archive.namelist())
        for source in root_of(written).findall(".//{*}TextSource"):
            file = "sources/" + source.get("plainTextPath", "").removeprefix("internal://")
            names.remove(file)
            data = archive.read(file)
            assert not data.startswith(b"\xef\xbb\xbf")
            text = data.decode("utf-8")
            assert len(text) == len(TEXTS[source.get("name", "")])
            for passage in source.findall("{*}PlainTextSelection"):
                start, end = int(passage.get("startPosition", "")), int(passage.get("endPosition", ""))
                assert text[start:end] == passage.get("name")
    assert names == {"project.qde"}


def test_passages_carry_the_practice_and_the_status(written: Path) -> None:
    root = root_of(written)
    name = {e.get("guid"): e.get("name") for e in root.findall(".//{*}Code")}
    coded = [
        [name[ref.get("targetGUID")] for ref in p.findall(".//{*}CodeRef")]
        for p in root.findall(".//{*}PlainTextSelection")
    ]
    assert ["网格化治理", "已做"] in coded
    assert ["积分制", "计划"] in coded
    groups = [code.get("name") for code in root.findall("{*}CodeBook/{*}Codes/{*}Code")]
    assert groups == ["治理做法", "状态"]


def test_reading_brings_back_units_texts_and_codes(written: Path, documents: list[Document]) -> None:
    (coder,) = read_coders(written)
    assert coder.units == tuple(TEXTS)
    assert coder.texts["春和街道"] == TEXTS["春和街道"]
    wanted = [
        (tagging.id, tag.name, e.status, e.quote, e.start, e.end)
        for tagging in api.tag(documents)
        for tag in tagging.tags
        for e in tag.evidence
    ]
    assert [(c.unit, c.code, c.status, c.quote, c.start, c.end) for c in coder.codings] == wanted
    assert wanted


def test_letters_bring_the_issues(tmp_path: Path) -> None:
    letter = Document("L1", "楼下烧烤店油烟太大,窗户都不敢开", "letter")
    write_qdpx(tmp_path / "a.qdpx", [letter], api.tag([letter]), codebook=default_codebook())
    root = root_of(tmp_path / "a.qdpx")
    assert problems(root) == []
    assert [code.get("name") for code in root.findall("{*}CodeBook/{*}Codes/{*}Code")] == ["诉求", "状态"]


def test_same_input_same_bytes(written: Path, tmp_path: Path, documents: list[Document]) -> None:
    again = tmp_path / "again.qdpx"
    write_qdpx(again, documents, api.tag(documents), codebook=default_codebook())
    assert again.read_bytes() == written.read_bytes()
