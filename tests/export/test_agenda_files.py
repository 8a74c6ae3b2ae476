"""The agenda in its four formats and the result folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from textgov.codebook import Codebook
from textgov.errors import UsageError
from textgov.stages.export.agenda import write_agenda
from textgov.stages.export.folder import write_clustering, write_result
from textgov.stages.export.wording import MINUTES, typeset
from textgov.types import Document, RunResult

ENDINGS = (".docx", ".xlsx", ".html", ".md")


def read(path: Path) -> str:
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    if path.suffix == ".xlsx":
        return "\n".join(str(c.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for c in row)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_says_everything(tmp_path: Path, result: RunResult, ending: str) -> None:
    write_agenda(tmp_path / f"a{ending}", result.agenda)
    text = read(tmp_path / f"a{ending}")
    one = result.agenda[0]
    wanted = (
        one.title,
        one.place,
        *one.reports,
        one.lead_name,
        *one.supporting,
        *one.questions,
        *one.unknown,
        *MINUTES,
    )
    assert [line for line in wanted if typeset(line) not in text] == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("title", ["<b>|`*#\x00\x0b\ud83d\uffff", "=1+1"])
def test_no_title_breaks_a_format(tmp_path: Path, result: RunResult, ending: str, title: str) -> None:
    write_agenda(tmp_path / f"a{ending}", [replace(result.agenda[0], title=title, place="", first=None, last=None)])
    text = read(tmp_path / f"a{ending}")
    assert "来信没有一致的说法" in text or ending == ".xlsx"
    assert "<b>" not in text or ending in (".docx", ".xlsx")


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_without_items_it_says_so(tmp_path: Path, ending: str) -> None:
    write_agenda(tmp_path / f"a{ending}", [])
    assert "没有可以列出的共同议题" in read(tmp_path / f"a{ending}")


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_other_endings_are_refused(tmp_path: Path, result: RunResult, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.docx"):
        write_agenda(tmp_path / name, result.agenda)


def test_word_gets_chinese_fonts_a4_and_page_numbers(tmp_path: Path, result: RunResult) -> None:
    write_agenda(tmp_path / "a.docx", result.agenda)
    document = docx.Document(str(tmp_path / "a.docx"))
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1")
    }
    assert fonts == {"Normal": "仿宋", "Title": "宋体", "Heading 1": "黑体"}
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in section.footer._element.xml


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("管卫生:清扫,保洁;清运", "管卫生：清扫，保洁；清运"),
        ("居(村)务监督委员会(纪检)", "居（村）务监督委员会（纪检）"),
        ("要多少钱?", "要多少钱？"),
        ("3 封,2025-01-02 至", "3 封，2025-01-02 至"),
        ("8:30 到 17:00", "8:30 到 17:00"),
        ("1,234 户", "1,234 户"),
        ("see (a, b)", "see (a, b)"),
    ],
)
def test_punctuation_is_full_width_beside_chinese(text: str, printed: str) -> None:
    assert typeset(text) == printed


def test_the_same_run_gives_the_same_bytes(tmp_path: Path, result: RunResult, codebook: Codebook) -> None:
    contents = []
    for name in ("一", "二"):
        written = write_result(tmp_path / name, result, codebook)
        assert len(written) == len(set(written))
        contents.append({path.name: path.read_bytes() for path in sorted((tmp_path / name).iterdir())})
        assert {path.name for path in written} == set(contents[-1])
    assert contents[0] == contents[1]
    for path in (*tmp_path.glob("一/*.docx"), *tmp_path.glob("一/*.xlsx")):
        assert {entry.date_time[0] for entry in ZipFile(path).infolist()} <= {1980, 2000}, "the clock is in the file"


def test_the_folder_holds_the_interface(tmp_path: Path, result: RunResult, codebook: Codebook) -> None:
    write_result(tmp_path, result, codebook)
    rows = {
        p.name: [json.loads(x) for x in p.read_text(encoding="utf-8").splitlines()] for p in tmp_path.glob("*.jsonl")
    }
    assert [row["id"] for row in rows["tags.jsonl"]] == ["r1", "001", "1-2", "=1+1"]
    assert set(rows["routes.jsonl"][0]) >= {
        "id", "issue", "issue_name", "body", "body_name", "probability", "alternatives", "supporting", "abstained",
        "urgent", "against", "issues", "reasons",
    }  # fmt: skip
    assert rows["routes.jsonl"][0]["probability"] == 0.8765
    assert rows["letters.jsonl"] == [
        {"id": "001", "cluster": "C-1"}, {"id": "1-2", "cluster": "C-1"}, {"id": "=1+1", "cluster": None},
    ]  # fmt: skip
    assert set(rows["clusters.jsonl"][0]) >= {
        "cluster", "label", "terms", "size", "members", "first", "last", "heat", "body",
    }  # fmt: skip
    book = load_workbook(tmp_path / "results.xlsx")
    assert book.sheetnames == ["分派", "问题", "来信诉求", "标签", "数字", "未读入"]
    assert [cell.value for cell in book["分派"]["A"]] == ["编号", "=1+1", "001", "1-2"]
    assert "商户" in [cell.value for cell in book["分派"][3]]
    assert "城市管理(综合执法)办公室" in [cell.value for cell in book["问题"][2]]


def test_what_an_earlier_run_rejected_does_not_stay(tmp_path: Path, result: RunResult, codebook: Codebook) -> None:
    write_result(tmp_path, result, codebook)
    assert (tmp_path / "rejected.jsonl").exists()
    write_result(tmp_path, replace(result, rejected=()), codebook)
    assert not (tmp_path / "rejected.jsonl").exists()


def test_nothing_found_is_still_a_folder(tmp_path: Path, empty: RunResult, codebook: Codebook) -> None:
    for number, one in enumerate((empty, replace(empty, rejected=()))):
        written = write_result(tmp_path / str(number), one, codebook)
        assert all(path.exists() for path in written)


def test_clusters_without_names_keep_the_ids(tmp_path: Path, result: RunResult) -> None:
    assert result.clustering
    write_clustering(tmp_path, result.clustering)
    assert "urban_management" in [cell.value for cell in load_workbook(tmp_path / "clusters.xlsx")["问题"][2]]


def test_broken_names_of_files_stop_nothing(tmp_path: Path, result: RunResult, codebook: Codebook) -> None:
    broken = Document("\udcb5号", "好\x00", "report", "题\ud800")
    tagging = replace(result.taggings["r1"], id=broken.id, tags=(), figures=())
    more = replace(result, documents=(*result.documents, broken), taggings=result.taggings | {broken.id: tagging})
    assert all(path.exists() for path in write_result(tmp_path, more, codebook))
