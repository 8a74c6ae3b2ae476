"""Tables and JSONL, as they come from offices: one letter a row, nothing lost."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import openpyxl
import pytest

from textgov.stages.read import Columns, read_paths, read_text
from textgov.types import Document, Rejected


def read(path: Path, **options: object) -> tuple[list[Document], list[Rejected]]:
    results = list(read_paths([path], **options))  # type: ignore[arg-type]
    return [r for r in results if isinstance(r, Document)], [r for r in results if isinstance(r, Rejected)]


def write(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_csv_row(tmp_path: Path) -> None:
    text = '留言编号,留言主题,留言详情,留言时间,点赞数\n7,路灯,"门口的灯坏了,\n请修。",2019/2/28 11:25:05,3\n8,水,停水了,上周三,0\n'
    (first, second), rejected = read(write(tmp_path, "信.csv", text, "gbk"))
    assert (first.id, first.title, first.text, first.date) == ("7", "路灯", "门口的灯坏了,\n请修。", "2019-02-28")
    assert (first.kind, dict(first.metadata)) == ("letter", {"点赞数": "3"})
    assert second.date is None
    assert dict(second.metadata) == {"留言时间": "上周三", "点赞数": "0"}
    assert rejected == []


DELIMITED = [
    ("编号,内容\n1,灯坏了", "a.csv"),
    ("编号;内容\n1;灯坏了,很暗,请修\n2;停水,两天", "a.csv"),
    ("编号\t内容\n1\t灯坏了,很暗,请修\n2\t停水,两天", "a.csv"),
    ("编号\t内容\n1\t灯坏了;很暗", "a.tsv"),
    ("编号,内容\n1,灯坏了", "a.tsv"),
    ("编号,内容\r1,灯坏了\r", "a.csv"),
    ("编号,内容\n\n1,灯坏了\n\n,\n", "a.csv"),
    ("编号,内容\n1,\x00灯坏了", "a.csv"),
    ('编号\t内容\n1\t灯坏了,"一桌议事"没管\n2\t"一桌议事"很好', "a.tsv"),
    ("内容\n灯坏了,很暗\n停水了,两天", "a.csv"),
]


@pytest.mark.parametrize(("text", "name"), DELIMITED)
def test_delimiters(tmp_path: Path, text: str, name: str) -> None:
    documents, rejected = read(write(tmp_path, name, text))
    assert documents[0].text.startswith("灯坏了")
    assert rejected == []


BAD_ROWS = [
    ("编号,内容\n1,灯坏了\n2, \n3,停水", 3, "第 3 行内容为空", 2),
    ("编号,内容\n1,灯坏了\n2,灯坏了,很暗\n3,停水", 3, "第 3 行有 3 列,表头只有 2 列", 2),
    ('编号,内容\n1,"灯坏了\n2,停水\n3,没电\n', 2, "第 2 行引号不成对", 2),
    ('编号,内容\n1,"灯坏了\n2,"停水"\n3,没电\n', 2, "第 2 行引号不成对", 2),
    ("编号,内容\n1,#REF!\n3,停水", 2, "错误值 #REF!", 1),
]


@pytest.mark.parametrize(("text", "row", "reason", "left"), BAD_ROWS)
def test_bad_rows_cost_only_themselves(tmp_path: Path, text: str, row: int, reason: str, left: int) -> None:
    documents, (rejected,) = read(write(tmp_path, "a.csv", text))
    assert rejected.row == row
    assert reason in rejected.reason
    assert len(documents) == left


def test_short_rows_are_filled_and_never_shifted(tmp_path: Path) -> None:
    (document,), _ = read(write(tmp_path, "a.csv", "编号,内容,区\n1,灯坏了\n"))
    assert dict(document.metadata) == {"区": ""}


def test_damaged_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,内容\n1,门口的路灯坏了很久\n2,停水了".encode() + b"\xff" + "\n3,楼道里没有电\n".encode())
    documents, (rejected,) = read(path)
    assert [d.id for d in documents] == ["1", "3"]
    assert (rejected.row, "损坏" in rejected.reason) == (3, True)


def test_table_without_text_column(tmp_path: Path) -> None:
    documents, (rejected,) = read(write(tmp_path, "a.csv", "甲,乙\n1,2"))
    assert documents == []
    assert "甲、乙" in rejected.reason
    assert "--text-column" in rejected.advice
    (document,), _ = read(tmp_path / "a.csv", columns=Columns(text="乙"))
    assert document.text == "2"


def test_ids_are_stable_and_unique(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "内容\n灯坏了\n停水\n灯坏了\n")
    write(tmp_path, "b.csv", "编号,内容\n1,甲\n1,乙\n1-2,丙\n")
    documents = [d for d in read_paths([tmp_path]) if isinstance(d, Document)]
    same, other, again, *numbered = [d.id for d in documents]
    assert again == f"{same}-2"
    assert same != other
    assert numbered == ["1", "1-2", "1-2-2"]
    assert read_text("灯坏了", kind="letter").id == same


def workbook(path: Path, sheets: dict[str, list[list[object]]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(path)
    return path


def test_xlsx_cells(tmp_path: Path) -> None:
    when = datetime.datetime(2019, 2, 28, 11, 25, 5)
    rows: list[list[object]] = [
        ["编号", "内容", "时间", "金额", "占比", "紧急", "备注"],
        [123, "灯坏了_x000D_\n请修_x005F_x000D_", when, 5.0, 0.1 + 0.2, True, datetime.date(2020, 1, 2)],
        [124.0, "停水", 43524, 10**14, None, False, "=1/0"],
        ["c", None, "x", 1, 1, 1, 1],
    ]
    (first, second), (rejected,) = read(workbook(tmp_path / "a.xlsx", {"信": rows}))
    assert (first.id, first.text, first.date) == ("123", "灯坏了\n请修_x000D_", "2019-02-28")
    assert dict(first.metadata) == {"金额": "5", "占比": "0.3", "紧急": "是", "备注": "2020-01-02"}
    assert (second.id, second.date, second.metadata["金额"]) == ("124", "2019-02-28", "100000000000000")
    assert (rejected.row, rejected.reason) == (4, "第 4 行内容为空")


def test_xlsx_merged_header_and_title_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023年居民来信内容登记表", None, None],
        ["编号", "来信", None],
        [None, "标题", "内容"],
        [1, "灯", "灯坏了"],
    ]
    (document,), rejected = read(workbook(tmp_path / "a.xlsx", {"信": rows}, ("A1:C1", "A2:A3", "B2:C2")))
    assert (document.id, document.title, document.text) == ("1", "灯", "灯坏了")
    assert rejected == []


def test_xlsx_sheets(tmp_path: Path) -> None:
    table: list[list[object]] = [["编号", "内容"], [1, "灯坏了"]]
    path = workbook(tmp_path / "a.xlsx", {"一月": table, "二月": table, "空": [], "说明": [["请看一月"]]})
    documents, (rejected,) = read(path)
    assert [d.id for d in documents] == ["1", "1-2"]
    assert "工作表“说明”" in rejected.reason


def test_xlsx_error_value(tmp_path: Path) -> None:
    documents, (rejected,) = read(
        workbook(tmp_path / "a.xlsx", {"信": [["编号", "内容"], [1, "#N/A"], ["#REF!", "停水"]]})
    )
    assert "错误值 #N/A" in rejected.reason
    assert documents[0].id == read_text("停水", kind="letter").id


JSONL = [
    (
        {
            "id": 7,
            "text": " 灯坏了 \u2028\n",
            "title": "灯",
            "date": "2019/2/28",
            "likes": 3,
            "标签": ["a"],
            "空": None,
        },
        "letter",
    ),
    ({"id": "7", "text": "灯坏了", "kind": "report"}, "report"),
    ({"id": "7", "text": "灯坏了", "kind": "咨询"}, "letter"),
]


@pytest.mark.parametrize(("row", "kind"), JSONL)
def test_jsonl_row(tmp_path: Path, row: dict[str, object], kind: str) -> None:
    (document,), _ = read(write(tmp_path, "a.jsonl", json.dumps(row, ensure_ascii=False)))
    assert (document.id, document.text, document.kind) == ("7", row["text"], kind)
    assert document.metadata.get("likes", "3") == "3"
    assert document.metadata.get("标签", '["a"]') == '["a"]'
    assert ("kind" in document.metadata) == (row.get("kind") == "咨询")


def test_kind_overrides(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"text": "首页 > 正文", "kind": "letter"}')
    (document,), _ = read(path, kind="report")
    assert (document.kind, document.text, document.id[0]) == ("report", "首页 > 正文", "R")


BAD_LINES = ["{", "[1]", '"x"', '{"id": 1}', '{"text": 5}', '{"text": null}', '{"text": "  "}', "[" * 100_000]


@pytest.mark.parametrize("line", BAD_LINES)
def test_bad_lines(tmp_path: Path, line: str) -> None:
    documents, (rejected,) = read(write(tmp_path, "a.jsonl", f'{{"text": "甲"}}\n\n{line}\n{{"text": "乙"}}\n'))
    assert [d.text for d in documents] == ["甲", "乙"]
    assert (rejected.row, bool(rejected.reason)) == (3, True)


def test_lone_surrogate_keeps_offsets(tmp_path: Path) -> None:
    (document,), _ = read(write(tmp_path, "a.jsonl", '{"text": "灯\\ud83d坏了"}'))
    assert document.text == "灯\ufffd坏了"


def test_stdin_is_read_line_by_line() -> None:
    stream = io.BytesIO('\ufeff{"text": "甲"}\r\n'.encode() + b'{"text": "\xff"}\n' + '{"text": "乙"}'.encode())
    first, broken, last = read_paths(["-"], stdin=stream)
    assert isinstance(first, Document) and isinstance(last, Document) and isinstance(broken, Rejected)
    assert (first.text, last.text, broken.row, broken.path) == ("甲", "乙", 2, "-")
