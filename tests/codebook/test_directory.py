"""A street's own directory: read, checked, and used for letters of other days."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from textgov import api
from textgov.codebook import default_codebook
from textgov.codebook.directory import SHEET, Directory, check_directory, day_of, load_directory, write_template
from textgov.errors import CodebookError, UsageError
from textgov.stages.export.rows import route_row
from textgov.stages.export.tables import route_table
from textgov.types import Document

BOOK = default_codebook()
TODAY = "2026-06-01"
LAMPS = "槐荫路南段的路灯坏了快一个月,晚上黑漆漆的,请派人来修。"
FILE = """
[[body]]
id = "construction"
name = "青禾街道建设站"
contact = "5550101"
until = "2025-12-31"

[[body]]
id = "build_office"
name = "青禾街道城建办"
contact = "5550102"
start = "2026-01-01"
leads = ["construction"]
supports = ["traffic_order"]

[[body]]
id = "fund_centre"
name = "市住房公积金中心"
contact = "12329"
outside = "yes"
leads = ["planning"]
"""


def written(folder: Path, text: str = FILE) -> Path:
    path = folder / "directory.toml"
    path.write_text(text, encoding="utf-8")
    return path


def texts(directory: Directory, today: str = TODAY) -> list[str]:
    return [problem.text for problem in check_directory(directory, BOOK, today)]


@pytest.mark.parametrize("ending", [".xlsx", ".toml"])
def test_the_template_is_complete_but_for_contacts(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"d{ending}"
    write_template(BOOK, path)
    first = path.read_bytes()
    write_template(BOOK, path)
    assert path.read_bytes() == first
    found = check_directory(load_directory(path, BOOK), BOOK, TODAY)
    assert not any(problem.wrong for problem in found)
    assert all(problem.text.startswith("没有联系方式") for problem in found)
    assert len(found) == len(BOOK.bodies)


def test_a_template_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx 或 \.toml"):
        write_template(BOOK, tmp_path / "d.csv")


def test_the_office_is_that_of_the_day(tmp_path: Path) -> None:
    directory = load_directory(written(tmp_path), BOOK)
    names = {
        ("roads", "construction", "2025-06-01"): "青禾街道建设站",
        ("roads", "construction", "2025-12-31"): "青禾街道建设站",
        ("roads", "construction", "2026-01-01"): "青禾街道城建办",
        ("planning", "construction", "2026-01-01"): "市住房公积金中心",
        ("noise", "urban_management", "2026-01-01"): None,
    }
    for (issue, body, day), name in names.items():
        lead = directory.lead(issue, body, day)
        assert (lead.name if lead else None) == name
    assert [o.id for o in directory.supporting("traffic_order", "transport", "2026-02-01")] == ["build_office"]
    assert directory.supporting("traffic_order", "transport", "2025-02-01") == ()


def test_gaps_old_entries_and_overlaps_are_named(tmp_path: Path) -> None:
    found = texts(load_directory(written(tmp_path), BOOK))
    assert any(line.startswith("过期:青禾街道建设站") for line in found)
    assert any(line.startswith("空白:noise") for line in found)
    assert not any(line.startswith(("空白:roads", "空白:other", "重叠")) for line in found)
    both = FILE.replace('until = "2025-12-31"', 'until = "2026-03-31"')
    found = texts(load_directory(written(tmp_path, both), BOOK))
    assert any(line.startswith("重叠:construction") and "2026-01-01至2026-03-31" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"planning"', '"plannin"', "是不是 planning"),
        ('"planning"', '"规划、公租房和公积金"', "是不是 规划、公租房与公积金"),
        ("2025-12-31", "2025年底", "不是日期"),
        ('start = "2026-01-01"', 'start = "2026-01-01"\nuntil = "2025-01-01"', "之后"),
        ("fund_centre", "build_office", "两次"),
        ('outside = "yes"', 'outside = "也许"', "看不懂"),
        (FILE, "", "没有一个单位"),
    ],
)
def test_faults_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        load_directory(written(tmp_path, FILE.replace(old, new)), BOOK)


def test_a_workbook_filled_in_by_hand_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    write_template(BOOK, path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[SHEET]
    sheet.append(["fund", "市公积金中心", 12329, "规划、公租房与公积金 | parking", None, None, None, "是", None])
    workbook.save(path)
    directory = load_directory(path, BOOK)
    assert directory.offices[-1].contact == "12329"
    assert directory.offices[-1].leads == ("planning", "parking")
    assert any(line.startswith("重叠:parking") for line in texts(directory))


def test_a_workbook_without_the_sheet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(CodebookError, match="缺少工作表 通讯录"):
        load_directory(path, BOOK)


@pytest.mark.parametrize(
    ("date", "office", "line"),
    [
        ("2025-05-01", "青禾街道建设站", "2025-05-01 的通讯录"),
        (None, "青禾街道城建办", "2026-06-01 的通讯录"),
    ],
)
def test_a_route_names_the_office_of_the_letters_day(tmp_path: Path, date: str | None, office: str, line: str) -> None:
    document = Document("L1", LAMPS, "letter", date=date)
    route = api.route(document, directory=written(tmp_path), today=TODAY)
    assert route.referral is not None
    assert route.referral.office == office
    assert line in route.reasons[-1]
    assert route_row(route)["referral"]["office"] == office
    assert route_table([document], [route], names={}).rows[0]["office"] == office
    assert "referral" not in route_row(api.route(document))


def test_what_is_beyond_the_street_and_what_nobody_has_is_said(tmp_path: Path) -> None:
    path = written(tmp_path)
    fund = api.route("请问公积金贷款怎么提取,额度怎么算?", directory=path, today=TODAY, threshold=0)
    assert fund.issue == "planning"
    assert fund.referral is not None
    assert fund.referral.outside
    assert fund.reasons[-1] == "这类事不归本街道,请来信人找市住房公积金中心(12329)"
    noise = api.route("楼下烧烤摊占道经营,油烟大。", directory=path, today=TODAY, threshold=0)
    assert noise.referral is not None
    assert noise.referral.office == ""
    assert "没有写谁管" in noise.reasons[-1]


@pytest.mark.parametrize("day", ["2026-02-30", "今天", ""])
def test_a_day_that_is_none_is_named(day: str) -> None:
    with pytest.raises(UsageError, match="不是日期"):
        day_of(day)
