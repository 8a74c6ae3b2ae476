"""Masked copies keep their format and their layout and lose what is personal, author data included."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from textgov.errors import ReadError, UsageError
from textgov.redaction import redact_file

SECRETS = ("石德旺", "13800001111", "王秀兰")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    document = docx.Document()
    document.core_properties.author = document.core_properties.title = "王秀兰"
    document.core_properties.last_modified_by = "王秀兰"
    document.sections[0].header.paragraphs[0].text = "寄信人:石德旺"
    paragraph = document.add_paragraph("我叫石")
    paragraph.add_run("德旺").bold = True
    end = paragraph.add_run(",电话138")
    end.font.size = Pt(20)
    paragraph.add_run("00001111,路灯坏了")
    document.add_table(1, 2).cell(0, 1).text = "石德旺签字"
    document.save(tmp_path / "信.docx")
    return tmp_path / "信.docx"


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_word_keeps_its_runs(letter: Path, tmp_path: Path) -> None:
    target = tmp_path / "副本.docx"
    assert redact_file(letter, target) == 0
    assert not [secret for secret in SECRETS if secret in everything(target)]
    copy = docx.Document(target)
    runs = copy.paragraphs[0].runs
    assert copy.paragraphs[0].text == "我叫〔姓名〕,电话〔电话〕,路灯坏了"
    assert (runs[1].bold, runs[2].font.size) == (True, Pt(20))
    assert copy.tables[0].cell(0, 1).text == "〔姓名〕签字"
    assert "〔姓名〕" in copy.sections[0].header.paragraphs[0].text


def test_excel_keeps_its_cells(tmp_path: Path) -> None:
    book = Workbook()
    book.properties.creator = "王秀兰"
    book.properties.title = "王秀兰台账"
    sheet = book.active
    sheet.append(["姓名", "电话", "内容", "件数"])
    sheet.append(["石德旺", 13800001111, "我是石德旺,路灯坏了", 3])
    sheet["C2"].comment = Comment("石德旺说的", "王秀兰")
    sheet.oddHeader.center.text = "王秀兰 13800001111"
    book.create_sheet("联系人王秀兰")
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    hidden.append(["打 13800001111 找我"])
    book.save(tmp_path / "a.xlsx")
    redact_file(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert not [secret for secret in SECRETS if secret in everything(tmp_path / "b.xlsx")]
    copy = load_workbook(tmp_path / "b.xlsx")
    assert [cell.value for cell in copy["Sheet"][1]] == ["姓名", "电话", "内容", "件数"]
    assert [cell.value for cell in copy["Sheet"][2]][2:] == ["我是〔姓名〕,路灯坏了", 3]
    assert copy["旧"].sheet_state == "hidden"


def test_text_is_read_in_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("我叫石德旺,村口的路灯坏了三个月".encode("gb18030"))
    redact_file(tmp_path / "a.txt", tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_text("utf-8") == "我叫〔姓名〕,村口的路灯坏了三个月"


def test_wider_words_where_asked_for(tmp_path: Path) -> None:
    said = "我叫石德旺,住12幢301室,带着3岁孙子"
    (tmp_path / "a.txt").write_text(said, encoding="utf-8")
    paragraph = docx.Document()
    paragraph.add_paragraph(said)
    paragraph.save(tmp_path / "a.docx")
    book = Workbook()
    book.active.append(["内容"])
    book.active.append([said])
    book.save(tmp_path / "a.xlsx")
    for kind in (".txt", ".docx", ".xlsx"):
        redact_file(tmp_path / f"a{kind}", tmp_path / f"b{kind}", generalise=True)
    wider = "我叫〔姓名〕,住〔某幢〕,带着〔孩子〕"
    assert (tmp_path / "b.txt").read_text("utf-8") == wider
    assert docx.Document(tmp_path / "b.docx").paragraphs[0].text == wider
    assert load_workbook(tmp_path / "b.xlsx").active["A2"].value == wider


def test_the_same_file_gives_the_same_bytes(letter: Path, tmp_path: Path) -> None:
    for name in ("b.docx", "c.docx"):
        redact_file(letter, tmp_path / name)
    assert (tmp_path / "b.docx").read_bytes() == (tmp_path / "c.docx").read_bytes()


def test_what_cannot_be_copied_is_refused(letter: Path, tmp_path: Path) -> None:
    for source, target in [(letter, letter), (letter, tmp_path / "a.txt"), (tmp_path / "a.pdf", tmp_path / "b.pdf")]:
        with pytest.raises(UsageError):
            redact_file(source, target)
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04" + io.BytesIO(b"x" * 50).read())
    with pytest.raises(ReadError):
        redact_file(tmp_path / "broken.docx", tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()
