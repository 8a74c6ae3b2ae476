"""Loading codebooks: what extends, what replaces, what is refused and where the message points."""

from __future__ import annotations

from pathlib import Path

import pytest

from textgov.codebook import default_codebook, load_codebook
from textgov.codebook.table import as_tables, write_codebook
from textgov.errors import CodebookError, UsageError

GOOD = """
[[practice]]
id = "tea_house"
name = "茶馆议事"
definition = "在茶馆里商量公共事务"
forms = ["板凳茶话"]
rules = [{ match = "茶馆…商量|商议", not_near = ["生意"] }]
"""

REFUSED = [
    ("unknown key", '[[practice]]\nid = "a"\nname = "甲"\nfroms = ["词"]\n', ":4:", "是不是 forms"),
    ("unknown section", '[[practise]]\nid = "a"\n', ":1:", "是不是 practice"),
    ("duplicate id", '[[practice]]\nid = "a"\nname = "甲"\n[[practice]]\nid = "a"\nname = "乙"\n', "出现了两次", "改名或合并"),
    ("no id", '[[practice]]\nname = "甲"\n', ":1:", "没有 id"),
    ("no name", '[[practice]]\nid = "a"\n', ":2:", "缺少 name"),
    ("form claimed twice", '[[practice]]\nid = "a"\nname = "甲"\nforms = ["独有词"]\n[[practice]]\nid = "b"\nname = "乙"\nforms = ["独有词"]\n', ":4:", "shared"),
    ("form twice in one code", '[[practice]]\nid = "a"\nname = "甲"\nforms = ["独有词", "獨有詞"]\n', ":4:", "写了两次"),
    ("issue without a body", '[[issue]]\nid = "a"\nname = "甲"\n', ":2:", "没有写牵头部门"),
    ("issue with an unknown body", '[[issue]]\nid = "a"\nname = "甲"\nbody = "mediations"\n', ":4:", "是不是 mediation"),
    ("bad pattern", '[[practice]]\nid = "a"\nname = "甲"\nrules = [{ match = "甲…" }]\n', ":4:", "A…B"),
    ("unknown key in a rule", '[[practice]]\nid = "a"\nname = "甲"\nrules = [{ match = "甲", nera = ["乙"] }]\n', ":4:", "是不是 near"),
    ("bad score", '[[practice]]\nid = "a"\nname = "甲"\nrules = [{ match = "甲", score = 2 }]\n', ":4:", "不超过 1"),
    ("bad status", '[[practice]]\nid = "a"\nname = "甲"\nrules = [{ match = "甲", status = "dome" }]\n', ":4:", "problem"),
    ("wrong type", '[[practice]]\nid = "a"\nname = "甲"\nforms = "词"\n', ":4:", "类型不对"),
    ("routing to nowhere", '[[routing]]\nid = "r"\nmatch = "甲"\nbody = "polce"\nreason = "因为"\n', ":4:", "不存在"),
    ("not TOML", "[[practice]\n", "TOML", "引号"),
]  # fmt: skip


def test_the_built_in_codebook_is_whole() -> None:
    book = default_codebook()
    assert (len(book.practices), len(book.issues), len(book.bodies)) == (25, 43, 15)
    assert all(issue.body in book.bodies for issue in book.issues.values())
    assert all(len(body.questions) >= 2 for body in book.bodies.values())


def test_a_file_extends(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, encoding="utf-8")
    book = load_codebook(path)
    assert len(book.practices) == 26
    assert book.practices["tea_house"].rules[0].not_near == ("生意",)


def test_an_existing_code_keeps_its_forms_and_gets_more(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[practice]]\nid = "grid"\nname = "网格"\nforms = ["驿站哨兵"]\n', encoding="utf-8")
    code = load_codebook(path).practices["grid"]
    assert code.name == "网格"
    assert code.forms == (*default_codebook().practices["grid"].forms, "驿站哨兵")
    assert code.definition == default_codebook().practices["grid"].definition


def test_a_file_replaces(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('mode = "replace"\n' + GOOD, encoding="utf-8")
    book = load_codebook(path)
    assert list(book.practices) == ["tea_house"]
    assert len(book.issues) == 43


@pytest.mark.parametrize(("text", "first", "second"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refuses_and_points(tmp_path: Path, text: str, first: str, second: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert first in str(caught.value)
    assert second in str(caught.value)


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[practice]]\nid = "a"\nfroms = []\n[[practice]]\nid = "b"\nname = 3\n', encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert len(caught.value.problems) >= 3


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for name in ("no.toml", "no.xlsx"):
        with pytest.raises(CodebookError, match=name):
            load_codebook(tmp_path / name)


@pytest.mark.parametrize("ending", [".toml", ".xlsx"])
def test_there_and_back_without_loss(tmp_path: Path, ending: str) -> None:
    book = default_codebook()
    write_codebook(book, tmp_path / f"book{ending}")
    assert as_tables(load_codebook(tmp_path / f"book{ending}")) == as_tables(book)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx"):
        write_codebook(default_codebook(), tmp_path / "book.csv")


EXCEL_PROBLEMS = [
    ("编码", 2, 1, "作法", "类别"),
    ("词语", 2, 2, "nobody", "找不到"),
    ("词语", 2, 3, "词型", "用途"),
    ("部门", 1, 3, "责任", "职责"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "expected"), EXCEL_PROBLEMS)
def test_a_slip_in_excel_is_found(tmp_path: Path, sheet: str, row: int, column: int, value: str, expected: str) -> None:
    import openpyxl

    path = tmp_path / "book.xlsx"
    write_codebook(default_codebook(), path)
    workbook = openpyxl.load_workbook(path)
    workbook[sheet].cell(row, column).value = value
    workbook.save(path)
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert expected in str(caught.value)
    assert f"[{sheet}]:{row}" in str(caught.value)


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"not a zip")
    with pytest.raises(CodebookError, match="Excel"):
        load_codebook(path)
