"""The loop of learning as a user goes it: train, ask, take answers back, update, roll back, forget."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run

PLACES = ["东街", "西街", "南巷", "北巷", "桥头", "河沿", "塔下", "井边", "槐院", "柳院", "竹坪", "石坝"]
KINDS = {"路灯科": ("路灯不亮", "灯杆歪了"), "环卫科": ("垃圾没人收", "垃圾桶满了")}
NEW = [
    ("N1", "后山路灯和垃圾桶都坏了，我叫石德旺，电话13800001111", "路灯科"),
    ("N2", "后山路灯和垃圾桶都坏了，请一并修好", "环卫科"),
    ("N3", "码头边的灯杆倒在垃圾堆上，晚上看不见路", "路灯科"),
    ("N4", "渡口路灯不亮", "路灯科"),
]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write(path: Path, content: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content), "utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path, cli: Run) -> Path:
    """A folder with coded letters, a model made from them, and new letters."""
    coded = [
        {"id": f"{kind}{place}{i}", "text": f"{place}{what}，请派人来", "部门": kind, "街": place}
        for kind, whats in KINDS.items()
        for place in PLACES
        for i, what in enumerate(whats)
    ]
    write(tmp_path / "old.jsonl", coded)
    write(tmp_path / "new.jsonl", [{"id": key, "text": text} for key, text, _ in NEW])
    done = cli(
        "train", tmp_path / "old.jsonl", "--label-column", "部门", "--group-column", "街", "-o", tmp_path / "m", "-q"
    )
    assert done.status == 0, done.err
    return tmp_path


def ask(cli: Run, place: Path, name: str, *more: object) -> Path:
    done = cli("review", "queue", place / "new.jsonl", "--model", place / "m", "-n", 4, "-o", place / name, *more)
    assert done.status == 0, done.err
    return place / name


def fill(path: Path, answers: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    head, *lines = book["待看"].iter_rows()
    columns = [cell.value for cell in head]
    for line in lines:
        line[columns.index("正确部门")].value = answers.get(str(line[columns.index("编号")].value))
    book.save(path)


def test_the_whole_loop(cli: Run, place: Path) -> None:
    queue = ask(cli, place, "q.xlsx")
    book = openpyxl.load_workbook(queue)
    (rule,) = book["待看"].data_validations.dataValidation
    column = [cell.value for cell in book["待看"][1]].index("正确部门")
    assert (rule.type, str(rule.sqref)) == ("list", f"{chr(65 + column)}2:{chr(65 + column)}5")
    assert rule.formula1 == "'可选'!$A$2:$A$4"
    assert [cell.value for cell in book["可选"]["A"]] == ["正确部门", "建议正确", "环卫科", "路灯科"]
    shown = [str(row[2]) for row in book["待看"].iter_rows(min_row=2, values_only=True)]
    assert not any("13800001111" in text or "石德旺" in text for text in shown)

    fill(queue, {"N1": "路灯科", "N2": "建议正确", "N3": "路灯课"})
    done = cli("review", "take", queue, "--into", place / "c.jsonl", "--model", place / "m", "--date", "2026-11-23")
    assert done.status == 3
    assert "是不是“路灯科”" in done.err
    assert "新收 2 封" in done.err
    assert "没有填 1 封,没有收 1 封" in done.err
    assert [row["row"] for row in rows(place / "rejected.jsonl")]
    stored = (place / "c.jsonl").read_text("utf-8")
    assert "13800001111" not in stored
    assert {row["id"] for row in rows(place / "c.jsonl")} == {"N1", "N2"}

    again = ask(cli, place, "q.jsonl", "--reviewed", place / "c.jsonl")
    assert {row["id"] for row in rows(again)} == {"N3", "N4"}
    assert rows(ask(cli, place, "q2.jsonl", "--reviewed", queue)) == []

    done = cli("train", place / "old.jsonl", "--corrections", place / "c.jsonl", "--update", place / "m")
    assert done.status == 0, done.err
    assert "旧模型:准确率" in done.err
    assert "新模型:准确率" in done.err
    assert (place / "m/versions/2/weights.npz").exists()
    assert cli("route", place / "new.jsonl", "--model", place / "m", "-o", place / "r.jsonl").status == 0
    assert "数据摘要不一致" not in done.err
    assert "已换上" in done.err

    fill(queue, {"N3": "路灯科"})
    assert "新收 1 封" in cli("review", "take", queue, "--into", place / "c.jsonl", "--model", place / "m").err
    done = cli("train", place / "old.jsonl", "--corrections", place / "c.jsonl", "--update", place / "m")
    assert "数据摘要不一致" not in done.err
    assert "(第 3 版" in done.err
    if "已换上" in done.err:
        assert "退回第 2 版" in cli("train", "--rollback", place / "m").out
    assert "退回第 1 版" in cli("train", "--rollback", place / "m").out
    assert cli("train", "--rollback", place / "m").status == 1

    gone = cli("review", "forget", "N1", "--from", place / "c.jsonl")
    assert "--update" in gone.out
    assert "至少 5 封" in gone.out
    assert [row["id"] for row in rows(place / "c.jsonl")] == ["N2", "N3"]
    assert cli("review", "forget", "N1", "--from", place / "c.jsonl").status == 2


def test_the_codebooks_names_are_offered_and_issues_too(cli: Run, place: Path) -> None:
    done = cli("review", "queue", place / "new.jsonl", "-n", 2, "-o", place / "q.xlsx")
    assert done.status == 0, done.err
    book = openpyxl.load_workbook(place / "q.xlsx")
    assert len(book["待看"].data_validations.dataValidation) == 2
    assert [column[0].value for column in book["可选"].iter_cols()] == ["正确部门", "正确诉求"]
    fill(place / "q.xlsx", {"N1": "env_property", "N2": "环境和物业管理委员会", "N3": "建议正确", "N4": "建议正确"})
    done = cli("review", "take", place / "q.xlsx", "--into", place / "c.jsonl", "--letters", place / "new.jsonl")
    assert done.status == 0, done.err
    assert len(rows(place / "c.jsonl")) == 2


def test_a_correction_of_a_letter_that_was_learned_from_replaces_its_label(cli: Run, place: Path) -> None:
    from textgov import api, learning
    from textgov.review_types import Correction

    old = list(api.read(place / "old.jsonl", kind="letter").documents)
    said = [
        (Correction(old[0].id, "", old[0].text, "环卫科", ""), "环卫科"),
        (Correction("X", "", "别的信", "路灯科", ""), "路灯科"),
    ]
    after = list(learning._corrected(old, said, "部门"))
    assert len(after) == len(old) + 1
    assert after[0].metadata == {"部门": "环卫科", "街": "东街"}
    assert after[1:-1] == old[1:]
    assert after[-1].metadata == {"部门": "路灯科"}


def test_a_new_version_is_used_at_once(place: Path) -> None:
    from textgov import api, learning
    from textgov.toolbox import toolbox

    letters = api.read(place / "old.jsonl", kind="letter").documents
    before = toolbox(model=place / "m").router
    learning.update(letters, place / "m")
    assert toolbox(model=place / "m").router is not before


def test_wrong_labels_are_found_and_the_curve_is_shown(cli: Run, place: Path) -> None:
    coded = rows(place / "old.jsonl")
    coded[3]["部门"] = "环卫科"
    write(place / "slip.jsonl", coded)  # type: ignore[arg-type]
    done = cli("review", "labels", place / "slip.jsonl", "--label-column", "部门", "-o", place / "s.jsonl")
    assert done.status == 0, done.err
    found = rows(place / "s.jsonl")
    assert found[0]["id"] == coded[3]["id"]
    assert (found[0]["given"], found[0]["likelier"]) == ("环卫科", "路灯科")
    assert "更像“路灯科”" in str(found[0]["reason"])
    done = cli("evaluate", "--curve", place / "old.jsonl", "--label-column", "部门", "-o", place / "curve.csv")
    assert done.status == 0, done.err
    assert "用 100%" in done.err
    assert len((place / "curve.csv").read_text("utf-8").splitlines()) == 6


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["train", "old.jsonl", "--label-column", "部门"], 2, "两个写一个"),
        (["train", "old.jsonl", "-o", "x", "--update", "m"], 2, "两个写一个"),
        (["train", "old.jsonl", "-o", "x"], 2, "--label-column"),
        (["train", "old.jsonl", "--label-column", "部门", "-o", "x", "--corrections", "c"], 2, "与 --update 同用"),
        (["train", "old.jsonl", "--update", "m", "--corrections", "none.jsonl"], 1, "none.jsonl"),
        (["train", "old.jsonl", "--update", "nowhere"], 1, "不是模型文件夹"),
        (["train", "--rollback", "nowhere"], 1, "没有更早用过的版本"),
        (["review", "take", "old.jsonl", "--into", "c.jsonl"], 1, "缺少列"),
        (["review", "take", "none.xlsx", "--into", "c.jsonl"], 1, "none.xlsx"),
        (["review", "queue", "new.jsonl", "--reviewed", "none.jsonl"], 1, "none.jsonl"),
        (["review", "labels", "new.jsonl", "--label-column", "部门"], 1, "找不到标签列"),
        (["review", "forget", "N1", "--from", "none.jsonl"], 2, "没有编号为 N1"),
    ],
)
def test_what_cannot_be_done_is_said(
    cli: Run, place: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, message: str
) -> None:
    monkeypatch.chdir(place)
    done = cli(*arguments)
    assert (done.status, message in done.err) == (status, True), done.err
