"""Coders' work in every shape: long and wide tables, JSON lines, REFI-QDA projects."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from textgov.codings import Coder, Coding
from textgov.errors import ReadError
from textgov.stages.read import read_coders


def one(path: Path) -> Coder:
    (coder,) = read_coders(path)
    return coder


def pairs(coder: Coder) -> list[tuple[str, str, str | None]]:
    return [(coding.unit, coding.code, coding.status) for coding in coder.codings]


def csv_file(folder: Path, text: str, name: str = "甲.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


LONG = [
    "编号,编码,状态,原文\np1,grid,已做,设了网格\np1,points,计划,\np2,,,\n",
    "document,code,status,quote\np1,grid,done,设了网格\np1,points,planned,\np2,,,\n",
    "表一 编码结果,,,\n文档,做法,状态,引文\np1,grid,已做,设了网格\np1,points,计划,\np2,,,\n",
    "编号;编码;状态;原文\np1;grid;已做;设了网格\np1;points;计划;\np2;;;\n",
    "编号\t编码\t状态\t原文\np1\tgrid\t已做\t设了网格\np1\tpoints\t计划\t\np2\t\t\t\n",
]


@pytest.mark.parametrize("text", LONG)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_long_tables(tmp_path: Path, text: str, encoding: str) -> None:
    coder = one(csv_file(tmp_path, text, encoding=encoding))
    assert coder.name == "甲"
    assert coder.units == ("p1", "p2")
    assert pairs(coder) == [("p1", "grid", "done"), ("p1", "points", "planned")]
    assert coder.codings[0].quote == "设了网格"


def test_several_codes_in_one_cell(tmp_path: Path) -> None:
    coder = one(csv_file(tmp_path, "编号,编码\np1,grid;points\np2,grid;规划、公租房与公积金\n"))
    assert [c[:2] for c in pairs(coder)] == [
        ("p1", "grid"),
        ("p1", "points"),
        ("p2", "grid"),
        ("p2", "规划、公租房与公积金"),
    ]


def test_offsets(tmp_path: Path) -> None:
    (coding,) = one(csv_file(tmp_path, "id,code,start,end\np1,grid,3,9\n")).codings
    assert (coding.start, coding.end) == (3, 9)


def test_a_column_of_coders_splits_the_file(tmp_path: Path) -> None:
    coders = read_coders(csv_file(tmp_path, "编码者,编号,编码\n小安,p1,grid\n小白,p1,\n小安,p2,points\n"))
    assert [(c.name, c.units, len(c.codings)) for c in coders] == [("小安", ("p1", "p2"), 2), ("小白", ("p1",), 0)]


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_wide_table(tmp_path: Path) -> None:
    rows = [
        ["编号", "标题", "grid", "积分制", "备注"],
        [1, "一", 1, None, "想了很久"],
        [2, "二", "是", "?", None],
        [3, "三", 0, "计划", None],
        ["p4", "四", None, "否", None],
    ]
    coder = one(workbook(tmp_path / "乙.xlsx", rows))
    assert coder.units == ("1", "2", "3", "p4")
    assert pairs(coder) == [("1", "grid", None), ("2", "grid", None), ("3", "积分制", "planned")]
    assert coder.open == {("2", "积分制")}


def test_the_sheet_with_codes_is_taken(tmp_path: Path) -> None:
    figures = [["编号", "数值"], ["p1", 30]]
    coder = one(workbook(tmp_path / "a.xlsx", figures, [["编号", "编码"], ["p1", "grid"]]))
    assert pairs(coder) == [("p1", "grid", None)]


def json_file(folder: Path, *rows: object) -> Path:
    path = folder / "丙.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


EVIDENCE = [{"start": 0, "end": 2, "quote": "网格", "by": "x"}, {"start": 5, "end": 7, "quote": "网格", "by": "x"}]
JSON = [
    {"id": "p1", "tags": [{"code": "grid", "status": "done", "evidence": EVIDENCE[:1]}]},
    {"id": "p1", "codes": [{"id": "grid", "quote": "网格", "status": "done", "start": 0, "end": 2}]},
    {"document": "p1", "code": "grid", "quote": "网格", "status": "done", "start": 0, "end": 2},
]


@pytest.mark.parametrize("row", JSON)
def test_json_lines(tmp_path: Path, row: dict[str, object]) -> None:
    assert one(json_file(tmp_path, row)).codings == (Coding("p1", "grid", "done", "网格", 0, 2),)


def test_json_lines_with_names_only_and_undecided_codes(tmp_path: Path) -> None:
    coder = one(
        json_file(tmp_path, {"id": 1, "codes": ["grid"], "maybe": ["points"], "text": "网格"}, {"id": 2, "codes": []})
    )
    assert coder.units == ("1", "2")
    assert pairs(coder) == [("1", "grid", None)]
    assert coder.open == {("1", "points")}
    assert coder.texts == {"1": "网格"}


def test_fields_of_another_type_are_no_codes(tmp_path: Path) -> None:
    coder = one(json_file(tmp_path, {"id": "p1", "codes": [{"id": "grid", "evidence": "网格"}], "maybe": 3}))
    assert pairs(coder) == [("p1", "grid", None)]
    assert coder.open == frozenset()


def test_a_tag_keeps_its_passages_and_its_status(tmp_path: Path) -> None:
    row = {
        "id": "p1",
        "tags": [{"code": "grid", "status": "planned", "evidence": [{**e, "status": "done"} for e in EVIDENCE]}],
    }
    assert [(c.start, c.status) for c in one(json_file(tmp_path, row)).codings] == [(0, "planned"), (5, "planned")]


# A project as other programs write it: braces and capitals in GUIDs, Sources/, coding of a whole source, two users.
PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<Project name="p" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="小安"/><User guid="aaaaaaaa-0000-0000-0000-000000000002" name="小白"/></Users>
<CodeBook><Codes><Code guid="AAAAAAAA-0000-0000-0000-000000000010" name="做法" isCodable="false">
<Code guid="aaaaaaaa-0000-0000-0000-000000000011" name="网格化治理" isCodable="true"/></Code>
<Code guid="aaaaaaaa-0000-0000-0000-000000000012" name="计划" isCodable="true"/>
<Code guid="aaaaaaaa-0000-0000-0000-000000000013" name="积分制" isCodable="true"/></Codes></CodeBook>
<Sources>
<TextSource guid="aaaaaaaa-0000-0000-0000-000000000020" name="d1" plainTextPath="internal://D1.txt">
<PlainTextSelection guid="aaaaaaaa-0000-0000-0000-000000000030" startPosition="1" endPosition="4" creatingUser="{aaaaaaaa-0000-0000-0000-000000000001}">
<Coding guid="aaaaaaaa-0000-0000-0000-000000000040"><CodeRef targetGUID="aaaaaaaa-0000-0000-0000-000000000011"/></Coding>
<Coding guid="aaaaaaaa-0000-0000-0000-000000000041"><CodeRef targetGUID="aaaaaaaa-0000-0000-0000-000000000012"/></Coding>
</PlainTextSelection></TextSource>
<TextSource guid="aaaaaaaa-0000-0000-0000-000000000021" name="d2"><PlainTextContent>积分换米</PlainTextContent>
<Coding guid="aaaaaaaa-0000-0000-0000-000000000042" creatingUser="aaaaaaaa-0000-0000-0000-000000000002"><CodeRef targetGUID="AAAAAAAA-0000-0000-0000-000000000013"/></Coding>
</TextSource></Sources></Project>"""


def project(folder: Path, xml: str, **texts: str) -> Path:
    path = folder / "项目.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml, zipfile.ZIP_DEFLATED)
        for name, text in texts.items():
            archive.writestr(f"Sources/{name}.txt", text)
    return path


def test_a_project_of_two_users(tmp_path: Path) -> None:
    first, second = read_coders(project(tmp_path, PROJECT, D1="\ufeff𠮷设网格了"))
    assert (first.name, second.name) == ("项目:小安", "项目:小白")
    assert first.units == second.units == ("d1", "d2")
    assert first.codings == (Coding("d1", "网格化治理", "planned", "设网格", 1, 4),)
    assert second.codings == (Coding("d2", "积分制"),)
    assert first.texts == {"d1": "𠮷设网格了", "d2": "积分换米"}


WRONG = [
    ("a.csv", "编号,编码,状态\np1,grid,做得好\n", "第 2 行的状态“做得好”看不懂"),
    ("a.csv", "编号,编码\np1,grid\n,points\n", "第 3 行没有编号"),
    ("a.csv", "编号,grid\np1,也许吧\n", "“grid”列的值“也许吧”看不懂"),
    ("a.csv", "姓名,年龄\n小安,3\n", "找不到编号列"),
    ("a.csv", "编号,备注\np1,好\n", "找不到编码列"),
    ("a.csv", "编号,编码,起\np1,grid,前面\n", "起止位置"),
    ("a.jsonl", "{", "不是合法的 JSON"),
    ("a.jsonl", "[]", "不是 JSON 对象"),
    ("a.jsonl", '{"codes": []}', "没有编号"),
    ("a.jsonl", '{"id": 1, "codes": [3]}', "读不出来"),
    ("a.jsonl", '{"id": 1, "codes": []}\n{"id": 2}', "第 2 行没有 tags"),
    ("a.docx", "x", "不能从 .docx 读编码"),
    ("a.qdpx", "x", "内容却是"),
    ("a.csv", "\n", "空的"),
]


@pytest.mark.parametrize(("name", "text", "message"), WRONG)
def test_what_cannot_be_read(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_coders(csv_file(tmp_path, text, name))


BROKEN = [
    ("<Project", "不是合法的 XML"),
    ("<a/>", "不是 REFI-QDA"),
    ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "不允许的声明"),
    ('<Project xmlns="urn:QDA-XML:project:1.0" name="p"/>', "没有文档"),
]


@pytest.mark.parametrize(("xml", "message"), BROKEN)
def test_broken_projects(tmp_path: Path, xml: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_coders(project(tmp_path, xml))


def test_a_damaged_archive(tmp_path: Path) -> None:
    path = project(tmp_path, PROJECT * 20)
    data = bytearray(path.read_bytes())
    data[60:64] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=r"project\.qde"):
        read_coders(path)


def test_a_missing_file_and_an_archive_without_a_project(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        read_coders(tmp_path / "没有.csv")
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(ReadError, match=r"project\.qde"):
        read_coders(tmp_path / "x.qdpx")
