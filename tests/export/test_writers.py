"""Tables and rows as files: what Excel, pandas and scripts find in them."""

from __future__ import annotations

import csv
import json
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from textgov.errors import MissingExtraError, UsageError
from textgov.stages.export.tables import Column, Table, segment_table
from textgov.stages.export.writers import json_lines, write, write_csv, write_xlsx
from textgov.types import Document, Segmentation, Span, Token

COLUMNS = (
    Column("id", "编号"),
    Column("value", "数值", 8, "number"),
    Column("share", "把握", 8, "percent"),
    Column("date", "日期", 12, "date"),
)
NASTY = "断\x00开\x0b\ud83d\uffff\x85\u2028完"


def table(*rows: dict[str, object], name: str = "表") -> Table:
    return Table(name, COLUMNS, list(rows))


def sheet(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", True), ("+86", True), ("-1", True), ("@SUM(A1)", True), ("＝1+1", True), ("＋1", True),
        ("－1", True), ("＠a", True), ("  =1", True), ("\u3000=1", True), ("\ufeff=1", True), ("\u200b=1", True),
        ("\t居民", True), ("\r居民", True), ("\n=1", True),
        ("居民=业主", False), ("1-2", False), ("(=)", False), ("", False), ("'=1", False), ("〔姓名〕", False),
    ],
)  # fmt: skip
def test_csv_guards_what_looks_like_a_formula(tmp_path: Path, text: str, guarded: bool) -> None:
    write_csv(tmp_path / "a.csv", table({"id": text, "value": -3, "share": -0.5}))
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0] == ["id", "value", "share", "date"]
    assert rows[1] == [("'" if guarded else "") + text, "-3", "-0.5", ""]


def test_xlsx_keeps_texts_as_texts_and_types_the_rest(tmp_path: Path) -> None:
    names = ["001", "1-2", "=1+1", "1e5", "http://例.中国", "TRUE", " 3 "]
    write_xlsx(
        tmp_path / "a.xlsx", [table(*({"id": n, "value": 1.5, "share": 0.25, "date": "2025-01-02"} for n in names))]
    )
    rows = sheet(tmp_path / "a.xlsx")
    assert rows[0] == ["编号", "数值", "把握", "日期"]
    assert [row[0] for row in rows[1:]] == names
    assert rows[1][1:] == [1.5, 0.25, datetime(2025, 1, 2)]
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A4"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2025-13-01", "去年", ""])
def test_xlsx_keeps_a_date_that_excel_does_not_know_as_text(tmp_path: Path, day: str) -> None:
    write_xlsx(tmp_path / "a.xlsx", [table({"id": "1", "date": day})])
    assert sheet(tmp_path / "a.xlsx")[1][3] == (day or None)


@pytest.mark.parametrize("character", ["长", "😀"])
def test_xlsx_says_where_it_cut_a_cell(tmp_path: Path, character: str) -> None:
    write_xlsx(tmp_path / "a.xlsx", [table({"id": character * 40_000}, {"id": character * 16_000})])
    cut, whole = (str(row[0]) for row in sheet(tmp_path / "a.xlsx")[1:])
    assert cut.endswith("省略)")
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert whole == character * 16_000


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textgov.stages.export.writers._MAX_ROWS", 3)
    write_xlsx(tmp_path / "a.xlsx", [table(*({"id": str(n)} for n in range(5)), name="标签")])
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["标签", "标签2", "标签3"]
    assert [cell.value for one in book.worksheets for cell in one["A"][1:]] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_no_character_and_no_empty_table_stops_a_writer(tmp_path: Path, ending: str) -> None:
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    for name, rows in (("nasty", [{"id": NASTY}]), ("empty", [])):
        path = tmp_path / (name + ending)
        assert write(path, rows, [table(*rows)]) == [path]
        assert path.stat().st_size > 0 or ending == ".jsonl"


def test_json_lines_are_lossless_and_one_a_row() -> None:
    lines = json_lines([{"id": "1", "text": NASTY}, {"id": "中", "text": "=1"}])
    assert lines.encode("utf-8")
    assert [json.loads(line)["text"] for line in lines.splitlines()] == [NASTY, "=1"]
    assert "中" in lines


def test_further_tables_go_beside_a_csv(tmp_path: Path) -> None:
    more = [table({"id": "1"}), table({"id": "2"}, name="数字"), table(name="空")]
    written = write(tmp_path / "a.csv", [], more)
    assert [path.name for path in written] == ["a.csv", "a-数字.csv"]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.xls"])
def test_other_endings_are_refused_with_the_accepted_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.jsonl \.csv \.xlsx"):
        write(tmp_path / name, [], [table()])
    assert list(tmp_path.iterdir()) == []


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"textgov\[parquet\]"):
        write(tmp_path / "a.parquet", [], [table()])
    assert list(tmp_path.iterdir()) == []


def test_parquet_keeps_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write(tmp_path / "a.parquet", [], [table({"id": "001", "value": 2, "date": "2025-01-02"}, {"id": "2"})])
    assert parquet.read_table(tmp_path / "a.parquet").to_pydict() == {
        "id": ["001", "2"], "value": [2.0, None], "share": [None, None], "date": ["2025-01-02", None],
    }  # fmt: skip


def test_segment_table_takes_each_word_once() -> None:
    text = "网格员来了。问题解决了。"
    tokens = [("网格员", 0), ("来", 3), ("了", 4), ("。", 5), ("问题", 6), ("解决", 8), ("了", 10), ("。", 11)]
    segmentation = Segmentation(
        (Span(0, 6), Span(6, 12)), tuple(Token(word, start, start + len(word)) for word, start in tokens)
    )
    rows = segment_table([Document("d", text, "report")], [segmentation]).rows
    assert [(row["sentence"], row["words"]) for row in rows] == [(1, "网格员 来 了 。"), (2, "问题 解决 了 。")]
