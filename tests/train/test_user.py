"""Training on a user's own labels: what is learned, what is measured, what cannot be learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textgov.codebook import default_codebook
from textgov.errors import ModelError, TrainingError
from textgov.stages.route import Router
from textgov.stages.segment import split_sentences
from textgov.stages.train import evaluate_model, train_model
from textgov.types import Document

PLACES = ["东街", "西街", "南巷", "北巷", "桥头", "河沿", "塔下", "井边", "槐院", "柳院", "竹坪", "石坝"]
KINDS = {
    "路灯科": ("路灯不亮", "路灯坏了", "灯杆歪了"),
    "环卫科": ("垃圾没人收", "垃圾桶满了", "垃圾堆着发臭"),
}


def letter(number: int, text: str, label: str) -> Document:
    return Document(f"L{number}", text, "letter", metadata={"部门": label, "备注": ""})


def letters() -> list[Document]:
    pairs = [
        (f"{place}{what}，请来看看，已经{i + 2}天了", label)
        for label, whats in KINDS.items()
        for i, place in enumerate(PLACES)
        for what in whats
    ]
    return [letter(number, text, label) for number, (text, label) in enumerate(pairs)]


def test_a_model_is_trained_measured_and_used(tmp_path: Path) -> None:
    quality = train_model(letters(), label_column="部门", output=tmp_path / "m")
    assert quality.n == len(letters())
    assert quality.accuracy > 0.95 > quality.baseline
    assert "准确率" in quality.summary()
    router = Router.from_folder(tmp_path / "m", default_codebook())
    text = "后山路灯不亮了"
    route = router.route(Document("x", text, "letter"), split_sentences(text), threshold=0)
    assert (route.body, route.body_name, route.issue) == ("路灯科", "路灯科", None)
    assert [a.body for a in route.alternatives] == ["路灯科", "环卫科"]
    assert any("路灯" in line for line in route.reasons)
    again = evaluate_model(tmp_path / "m", letters(), label_column="部门")
    assert again.accuracy > 0.95
    assert {row["label"] for row in again.label_rows()} == set(KINDS)
    assert json.loads((tmp_path / "m/metrics.json").read_text(encoding="utf-8"))["n"] == quality.n
    assert "局限" in (tmp_path / "m/README.md").read_text(encoding="utf-8")


def test_the_same_data_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        train_model(letters(), label_column="部门", output=tmp_path / name, seed=3)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_labels_that_are_issues_give_their_bodies(tmp_path: Path) -> None:
    names = {"路灯科": "roads", "环卫科": "garbage"}
    data = [letter(i, one.text, names[one.metadata["部门"]]) for i, one in enumerate(letters())]
    train_model(data, label_column="部门", output=tmp_path)
    text = "后山路灯不亮了"
    route = Router.from_folder(tmp_path, default_codebook()).route(
        Document("x", text, "letter"), split_sentences(text), threshold=0
    )
    assert (route.issue, route.body) == ("roads", "construction")


def test_letters_from_digits_alone_do_not_leave_numbers_in_the_model(tmp_path: Path) -> None:
    train_model(letters(), label_column="部门", output=tmp_path)
    terms = (tmp_path / "vocabulary.txt").read_text(encoding="utf-8").split()
    assert terms
    assert not any(term.count("0") > 1 or any(c in "123456789" for c in term) for term in terms)


@pytest.mark.parametrize(
    ("documents", "column", "message"),
    [
        (letters(), "科室", "找不到标签列“科室”;表里还有这些列:备注、部门"),
        ([], "部门", "找不到标签列"),
        ([letter(i, "路灯不亮", "路灯科") for i in range(9)], "部门", "至少要有两种标签"),
        ([letter(0, "路灯不亮", "路灯科"), letter(1, "垃圾", "环卫科")], "部门", "至少要有 3 封"),
        ([letter(0, "", "路灯科"), letter(1, " ", "环卫科")], "部门", "没有一封信既有标签又有正文"),
        ([letter(i, "1234", "甲" if i % 2 else "乙") for i in range(20)], "部门", "没有一个字词在至少 5 封来信里出现"),
    ],
)
def test_what_cannot_be_learned_is_named(documents: list[Document], column: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=message):
        train_model(documents, label_column=column, output=tmp_path / "m")
    assert not (tmp_path / "m").exists()


def test_slips_rare_and_empty_labels_are_noted(tmp_path: Path) -> None:
    data = [*letters(), letter(900, "路灯不亮", "路灯料"), letter(901, "路灯不亮", "")]
    summary = train_model(data, label_column="部门", output=tmp_path).summary()
    assert "标签“路灯料”只有 1 封,是不是“路灯科”?" in summary
    assert "不足 3 封,未训练:路灯料" in summary
    assert "有 1 封没有标签或没有正文" in summary


def test_only_trained_models_are_evaluated(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        evaluate_model(tmp_path, letters(), label_column="部门")


def test_a_label_that_the_model_never_saw_counts_as_wrong(tmp_path: Path) -> None:
    train_model(letters(), label_column="部门", output=tmp_path)
    strange = [letter(i, "路灯不亮", "第三科") for i in range(4)]
    quality = evaluate_model(tmp_path, strange, label_column="部门")
    assert quality.accuracy == 0
    assert "没有学过这些标签" in quality.summary()
