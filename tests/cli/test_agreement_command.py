"""``textgov agreement`` and ``textgov tag -o x.qdpx``: what they write and say; and the Python twin."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

import textgov
from tests.cli.conftest import Run
from textgov.errors import UsageError

TEXTS = {
    "p1": "街道划分了12个网格,配了网格员,每天巡查。",
    "p2": "社区计划推行积分制,用积分换日用品。",
    "p3": "这里山清水秀,人口三万。",
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    paths = {name: tmp_path / name for name in ("甲.csv", "乙.jsonl", "报告.jsonl")}
    paths["甲.csv"].write_text("编号,编码,状态,原文\np1,网格化治理,已做,网格\np2,积分制,计划,积分制\np3,,,\n", "utf-8")
    coded = [("p1", ["grid"]), ("p2", []), ("p3", []), ("p4", [])]
    paths["乙.jsonl"].write_text("".join(json.dumps({"id": i, "codes": c}) + "\n" for i, c in coded), "utf-8")
    lines = [json.dumps({"id": i, "text": t, "kind": "report"}, ensure_ascii=False) + "\n" for i, t in TEXTS.items()]
    paths["报告.jsonl"].write_text("".join(lines), "utf-8")
    return paths


def test_jsonl(cli: Run, files: dict[str, Path]) -> None:
    done = cli("agreement", files["甲.csv"], files["乙.jsonl"], "-o", "-")
    assert done.status == 0, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert rows[0] == {"about": "coders", "coders": ["甲", "乙"], "gold": None, "units": 3}
    (differ,) = [row for row in rows if row["about"] == "disagreement"]
    assert (differ["unit"], differ["code"], differ["judgements"]) == ("p2", "points", {"甲": "yes", "乙": "no"})
    assert differ["quotes"] == {"甲": ["积分制"], "乙": []}
    assert [row for row in rows if row["about"] == "missing"] == [{"about": "missing", "unit": "p4", "missing": ["甲"]}]
    assert "p4" in done.err
    assert "2 位编码者,3 个单元,2 种编码" in done.err


def test_workbook_with_gold(cli: Run, tmp_path: Path, files: dict[str, Path]) -> None:
    out = tmp_path / "out.xlsx"
    assert cli("agreement", files["乙.jsonl"], "--gold", files["甲.csv"], "-o", out).status == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["一致性", "两两", "分歧", "缺少", "提示"]
    header, overall = ([cell.value for cell in row] for row in list(book["一致性"].iter_rows())[:2])
    assert overall[header.index("召回率")] == 0.5
    assert [cell.value for cell in book["分歧"][2]][:5] == ["p2", "积分制", "有无", "有", "无"]


def test_the_terminal_gets_few_narrow_columns(files: dict[str, Path]) -> None:
    from textgov.stages.export.agreement import agreement_glance

    found = textgov.agreement([files["甲.csv"], files["乙.jsonl"]])
    measures, differ = agreement_glance(found)
    assert [column.heading for column in measures.columns] == ["名称", "单元", "一致率", "κ", "α(置信区间)"]
    assert [row["name"] for row in measures.rows] == ["全部编码*", "网格化治理*", "积分制*"]
    assert [measures.rows[1][key] for key in ("coded", "agreement", "kappa")] == [1, "1.00", "1.00"]
    assert [column.heading for column in differ.columns] == ["编号", "名称", "分歧", "甲", "乙"]
    of_gold = agreement_glance(textgov.agreement([files["甲.csv"], files["乙.jsonl"]], gold="甲"))
    assert [column.heading for column in of_gold[0].columns][3] == "F1"


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx", "qdpx"])
def test_the_tool_s_output_is_a_coder(cli: Run, tmp_path: Path, files: dict[str, Path], ending: str) -> None:
    tool = tmp_path / f"工具.{ending}"
    assert cli("tag", files["报告.jsonl"], "-o", tool).status == 0
    found = textgov.agreement([files["甲.csv"], tool], gold=files["甲.csv"])
    assert found.coders == ("甲", "工具")
    assert found.units == ("p1", "p2", "p3")
    assert found.missing == {}
    assert {code.code for code in found.codes} >= {"grid", "points"}
    assert found.overall.recall == 1.0
    assert found.status is not None
    assert found.status.agreement == 1.0


def test_python_takes_mappings_and_taggings(files: dict[str, Path]) -> None:
    tool = textgov.tag(textgov.read(files["报告.jsonl"]).documents)
    human = {"p1": ["grid"], "p2": ["points"], "p3": []}
    found = textgov.agreement({"人": human, "工具": tool, "甲": files["甲.csv"]}, gold="人")
    assert found.coders == ("人", "工具", "甲")
    assert found.gold == "人"
    with pytest.raises(UsageError):
        textgov.agreement({"人": human})


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "编码.csv").write_text("编号,编码\np1,grid\n", "utf-8")
    paths = [tmp_path / "a/编码.csv", tmp_path / "b/编码.csv"]
    found = textgov.agreement(paths, gold=paths[1])
    assert len(set(found.coders)) == 2
    assert found.gold == found.coders[1]


WRONG = [
    (["甲.csv"], 2, "至少要两位"),
    (["甲.csv", "没有.csv"], 1, "不存在"),
    (["甲.csv", "乙.jsonl", "--gold", "丙"], 2, "没有名为“丙”"),
    (["甲.csv", "乙.jsonl", "-o", "x.docx"], 2, "不能写成 .docx"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_wrong_use(
    cli: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    files: dict[str, Path],
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert files
    done = cli("agreement", *arguments)
    assert (done.status, message in done.err) == (status, True), done.err


def test_project_of_letters_passes_the_gate_only_when_masked(cli: Run, tmp_path: Path) -> None:
    out = tmp_path / "来信.qdpx"
    raw = json.dumps({"id": "a", "text": "路灯坏了,请打我电话13812345678"}, ensure_ascii=False)
    assert cli("tag", "-", "-o", out, stdin=raw).status == 4
    assert not out.exists()
    done = cli(
        "tag", "-", "-o", out, stdin=json.dumps({"id": "a", "text": "路灯坏了,夜里看不见路"}, ensure_ascii=False)
    )
    assert done.status == 0, done.err
    with zipfile.ZipFile(out) as archive:
        assert "project.qde" in archive.namelist()


def test_help_is_chinese_with_an_example(cli: Run) -> None:
    done = cli("agreement", "--help")
    assert done.status == 0
    assert "例:textgov agreement" in done.out
    assert "Options" not in done.out
