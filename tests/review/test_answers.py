"""Answers of reviewers become corrections or are refused with a reason; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from textgov.errors import ReadError
from textgov.review_types import Answer, Choices, Correction
from textgov.stages.review import fingerprint, read_corrections, take, without, write_corrections
from textgov.types import Document

CHOICES = Choices({"roads": "道路科", "lamps": "路灯科"}, {"dark": "路灯不亮", "hole": "路面坑洼"})
TITLE, TEXT = "桥头路灯", "桥头的路灯坏了半个月，夜里看不见路。"


def answer(**changes: str) -> Answer:
    check = fingerprint(TITLE, TEXT, "L1")
    return replace(Answer("q.xlsx", 2, "L1", TITLE, TEXT, check, "", "", "roads", "hole"), **changes)  # type: ignore[arg-type]


def taken(*answers: Answer, stored: list[Correction] | None = None, letters: list[Document] | None = None) -> object:
    return take(answers, stored or [], CHOICES, personal=lambda text: "电话" in text, letters=letters)


@pytest.mark.parametrize(
    ("body", "issue", "stored"),
    [
        ("lamps", "", ("lamps", "")),
        ("路灯科", "路灯不亮", ("lamps", "dark")),
        (" 路灯 科", "", ("lamps", "")),
        ("建议正确", "建议正确", ("roads", "hole")),
        ("√", "", ("roads", "")),
        ("", "dark", ("", "dark")),
    ],
)
def test_names_ids_and_agreement_are_understood(body: str, issue: str, stored: tuple[str, str]) -> None:
    found = taken(answer(body=body, issue=issue))
    assert [(one.body, one.issue) for one in found.corrections] == [stored]
    assert (found.new, found.rejected) == (1, ())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"body": "路灯课"}, "是不是“路灯科”"),
        ({"issue": "路灯不量"}, "是不是“路灯不亮”"),
        ({"body": "外星人"}, "不在可选的名称里"),
        ({"body": "lamps", "check": ""}, "没有校验码"),
        ({"body": "lamps", "text": "换了一段话"}, "与写出时不同"),
        ({"body": "lamps", "id": "L2"}, "与写出时不同"),
        ({"body": "建议正确", "suggested_body": "gone"}, "不在可选的名称里"),
    ],
)
def test_slips_and_strange_rows_are_rejected_with_a_reason(changes: dict[str, str], message: str) -> None:
    found = taken(answer(**changes))
    assert found.corrections == ()
    assert message in found.rejected[0].reason + found.rejected[0].advice
    assert found.rejected[0].row == 2


def test_text_that_is_not_masked_is_not_stored() -> None:
    text = "我的电话写在这里"
    found = taken(answer(text=text, check=fingerprint(TITLE, text, "L1"), body="lamps"))
    assert "没遮盖" in found.rejected[0].reason


@pytest.mark.parametrize(
    ("letters", "message"),
    [
        ([], "找不到"),
        ([Document("L1", TEXT + "后来又补了一句。", "letter", title=TITLE)], "后来改过"),
        ([Document("L1", TEXT, "letter", title=TITLE)], None),
    ],
)
def test_letters_that_are_unknown_or_changed_since_are_rejected(letters: list[Document], message: str | None) -> None:
    found = taken(answer(body="lamps"), letters=letters)
    assert [message in one.reason for one in found.rejected] == ([True] if message else [])


def test_every_row_is_counted_and_earlier_answers_are_kept() -> None:
    first = taken(answer(body="roads"), answer(row=3))
    assert (first.new, first.empty) == (1, 1)
    second = taken(answer(body="lamps"), answer(body="lamps"), stored=list(first.corrections))
    assert (second.new, second.changed, second.known) == (0, 1, 1)
    assert second.corrections[0].previous == (("roads", ""),)


def test_punctuation_and_blanks_do_not_make_another_letter() -> None:
    assert fingerprint(TITLE, f" {TEXT}\r\n", "L1") == fingerprint(TITLE, TEXT.replace("，", ","), "L1")
    assert fingerprint(TITLE, TEXT) != fingerprint(TITLE, TEXT + "两")


def test_labels_without_issues_take_no_issue() -> None:
    found = take([answer(issue="x")], [], Choices({"甲": "甲"}, {}), personal=lambda _: False)
    assert "不分诉求" in found.rejected[0].reason


def test_corrections_are_stored_read_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    assert read_corrections(path) == []
    known = [
        Correction("L1", TITLE, TEXT, "lamps", "", previous=(("roads", ""),)),
        Correction("L2", "", "别的", "roads", ""),
    ]
    write_corrections(path, known)
    assert read_corrections(path) == known
    assert without(known, "L1") == known[1:]
    path.write_text('{"id": "L1"}\n', encoding="utf-8")
    with pytest.raises(ReadError, match="第 1 行不是订正记录"):
        read_corrections(path)
