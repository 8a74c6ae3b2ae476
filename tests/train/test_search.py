"""How settings are chosen, letters kept together, simple methods printed beside, and the learning curve."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from textgov.errors import TrainingError
from textgov.stages.train import learning_curve, train_model
from textgov.stages.train.curve import CurvePoint, _says
from textgov.stages.train.labelled import labelled
from textgov.stages.train.search import Recipe, best_recipe, fold_numbers, material
from textgov.types import Document

PLACES = ["东街", "西街", "南巷", "北巷", "桥头", "河沿", "塔下", "井边", "槐院", "柳院", "竹坪", "石坝"]
KINDS = {"路灯科": ("路灯不亮", "路灯坏了"), "环卫科": ("垃圾没人收", "垃圾桶满了")}


def letters() -> list[Document]:
    pairs = [
        (place, f"{place}{what}，请来看看", kind) for kind, all_ in KINDS.items() for place in PLACES for what in all_
    ]
    return [
        Document(f"L{i}", text, "letter", metadata={"部门": kind, "街": place})
        for i, (place, text, kind) in enumerate(pairs)
    ]


def test_groups_stay_on_one_side() -> None:
    data = labelled(letters(), "部门", "街")
    fold_of = fold_numbers(data, seed=0)
    for place in PLACES:
        assert len({int(fold_of[i]) for i, group in enumerate(data.groups) if group == place}) == 1
    assert len(set(fold_of.tolist())) > 1


def test_copies_stay_on_one_side() -> None:
    base = "塔下的垃圾桶从上周起一直没有人来收，苍蝇很多，请派车来清理一下，谢谢"
    copies = [Document(f"C{i}", base + "！" * i, "letter", metadata={"部门": "环卫科"}) for i in range(4)]
    fold_of = fold_numbers(labelled([*letters(), *copies], "部门"), seed=0)
    assert len(set(fold_of[-4:].tolist())) == 1


def test_one_group_alone_cannot_be_measured() -> None:
    one = [Document(d.id, d.text, "letter", metadata={**d.metadata, "街": "同一条"}) for d in letters()]
    with pytest.raises(TrainingError, match="都在同一组里"):
        train_model(one, label_column="部门", output=Path("never"), group_column="街")
    with pytest.raises(TrainingError, match="找不到分组列“镇”;表里还有这些列:街、部门"):
        labelled(letters(), "部门", "镇")


def test_rare_labels_weigh_more_when_balanced() -> None:
    weights = Recipe(1.0, True).weights(["甲", "甲", "甲", "甲", "乙"])
    assert weights is not None
    assert weights[4] == pytest.approx(2 * weights[0])
    assert weights.mean() == pytest.approx(1)
    assert Recipe(1.0, False).weights(["甲", "乙"]) is None


def test_time_decides_how_many_settings_are_tried() -> None:
    found = material(labelled(letters(), "部门"), seed=0)
    shown: list[int] = []

    def steps(recipes: object, most: int) -> object:
        shown.append(most)
        return iter(recipes)  # type: ignore[call-overload]

    assert best_recipe(found, seed=0, minutes=None)[1] == 4
    assert best_recipe(found, seed=0, minutes=0, steps=steps)[1] == 1  # type: ignore[arg-type]
    assert best_recipe(found, seed=0, minutes=5, steps=steps)[1] == 8  # type: ignore[arg-type]
    assert shown == [8, 8]


def test_simple_methods_are_printed_beside(tmp_path: Path) -> None:
    quality = train_model(letters(), label_column="部门", output=tmp_path)
    assert "一律猜" in quality.summary()
    assert "补集朴素贝叶斯:准确率" in quality.summary()
    assert quality.row()["beside"][0]["accuracy"] > quality.baseline


def test_no_term_of_few_letters_is_kept_however_small_the_data(tmp_path: Path) -> None:
    data = letters()[::2]
    train_model(data, label_column="部门", output=tmp_path)
    terms = (tmp_path / "vocabulary.txt").read_text("utf-8").split()
    assert terms
    assert all(sum(term in document.text for document in data) >= 5 for term in terms)


def test_the_learning_curve_rises_and_is_the_same_again() -> None:
    curve = learning_curve(letters(), label_column="部门", seed=1)
    assert [point.share for point in curve.points] == [0.1, 0.25, 0.5, 0.75, 1.0]
    assert [point.letters for point in curve.points] == sorted(point.letters for point in curve.points)
    assert curve.points[-1].macro_f1 > 0.95
    assert curve == learning_curve(letters(), label_column="部门", seed=1)


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ((0.5, 0.6, 0.7, 0.75, 0.8), 0.01, "还在上升"),
        ((0.5, 0.6, 0.7, 0.75, 0.8), 0.2, "看不清"),
        ((0.5, 0.6, 0.7, 0.7, 0.7), 0.01, "已接近平缓"),
        ((0.5, 0.6, 0.7, 0.69, 0.68), 0.01, "已接近平缓"),
    ],
)
def test_what_the_curve_says(values: tuple[float, ...], error: float, message: str) -> None:
    shares = (0.1, 0.25, 0.5, 0.75, 1.0)
    points = [CurvePoint(s, int(s * 400), v, error) for s, v in zip(shares, values, strict=True)]
    assert message in _says(points)


def test_folds_hold_every_letter_once() -> None:
    fold_of = fold_numbers(labelled(letters(), "部门"), seed=3)
    assert np.bincount(fold_of).sum() == len(letters())
