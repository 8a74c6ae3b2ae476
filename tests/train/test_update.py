"""Updating a model: measured beside the old one, both kept, one file decides, and back again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from textgov.errors import ModelError, TrainingError
from textgov.models import Model
from textgov.stages.train import train_model, update_model
from textgov.types import Document
from textgov.versions import add_version, current, roll_back, use_version, used_versions

PLACES = ["东街", "西街", "南巷", "北巷", "桥头", "河沿", "塔下", "井边", "槐院", "柳院", "竹坪", "石坝"]
KINDS = {"路灯科": ("路灯不亮", "路灯坏了"), "环卫科": ("垃圾没人收", "垃圾桶满了"), "园林科": ("树枝断了", "草坪秃了")}


def letters(*kinds: str) -> list[Document]:
    pairs = [(f"{place}{what}，请来看看", kind) for kind in kinds for place in PLACES for what in KINDS[kind]]
    return [Document(f"{kind}{i}", text, "letter", metadata={"部门": kind}) for i, (text, kind) in enumerate(pairs)]


def wrong(documents: list[Document]) -> list[Document]:
    """Every letter gets a label by chance."""
    return [replace(d, metadata={"部门": ("路灯科", "环卫科")[i * 7 % 5 % 2]}) for i, d in enumerate(documents)]


OLD = letters("路灯科", "环卫科")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    train_model(OLD, label_column="部门", output=tmp_path / "m")
    return tmp_path / "m"


def update(folder: Path, after: list[Document], **options: object) -> object:
    return update_model(OLD, after, label_column="部门", folder=folder, corrections=2, **options)  # type: ignore[arg-type]


def test_a_better_model_takes_the_place_and_both_are_kept(folder: Path) -> None:
    found = update(folder, [*OLD, *letters("园林科")], date="2026-11-23")
    assert (found.version, found.used, found.judged) == (2, True, 72)
    assert found.new.macro_f1 > found.old.macro_f1
    assert used_versions(folder) == [1, 2]
    assert sorted(path.name for path in folder.iterdir()) == ["versions", "versions.json"]
    assert "园林科" in Model.load(folder).heads["label"].labels
    assert "园林科" not in Model.load(folder / "versions/1").heads["label"].labels
    card = (folder / "versions/2/README.md").read_text("utf-8")
    assert "训练日期:2026-11-23" in card
    assert "2 封的标签来自人的订正" in card
    assert "旧模型:准确率" in card
    assert roll_back(folder) == (2, 1)
    assert "园林科" not in Model.load(folder).heads["label"].labels
    with pytest.raises(ModelError, match="没有更早用过的版本"):
        roll_back(folder)


def test_a_worse_model_is_kept_but_not_used(folder: Path) -> None:
    held = [replace(d, text="后山" + d.text[2:]) for d in OLD[::3]]
    found = update(folder, wrong(OLD), held_out=held)
    assert (found.version, found.used, found.judged) == (2, False, len(held))
    assert found.new.accuracy < found.old.accuracy
    assert "没有换" in found.summary()
    assert used_versions(folder) == [1]
    assert (folder / "versions/2/weights.npz").exists()
    again = update(folder, OLD)
    assert (again.version, again.used) == (3, True)
    assert roll_back(folder) == (3, 1)


def test_other_old_letters_than_before_are_said(folder: Path) -> None:
    other = OLD[:30]
    found = update_model(other, OLD, label_column="部门", folder=folder, corrections=0)
    assert any("数据摘要不一致" in note for note in found.notes)


def test_the_same_update_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    update(folder, OLD)
    update(folder, OLD)
    for path in (folder / "versions/3").iterdir():
        if path.name in ("weights.npz", "vocabulary.txt"):
            assert path.read_bytes() == (folder / "versions/2" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("before", "message"), [([], "标签不到两种|找不到标签列"), (letters("路灯科"), "标签不到两种|至少要有两种标签")]
)
def test_without_the_old_letters_nothing_is_compared(folder: Path, before: list[Document], message: str) -> None:
    with pytest.raises(TrainingError, match=message):
        update_model(before, OLD, label_column="部门", folder=folder, corrections=0)
    assert used_versions(folder) == []


def test_a_folder_with_versions_is_not_written_over(folder: Path) -> None:
    update(folder, OLD)
    with pytest.raises(TrainingError, match="--update"):
        train_model(OLD, label_column="部门", output=folder)


def test_a_version_that_fails_to_be_saved_leaves_the_old_one(folder: Path) -> None:
    def broken(path: Path, number: int) -> None:
        path.mkdir()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        add_version(folder, broken)
    assert current(folder) == folder / "versions/1"
    assert sorted(path.name for path in (folder / "versions").iterdir()) == ["1"]
    assert Model.load(folder)


@pytest.mark.parametrize("content", ["", "{}", '{"used": []}', '{"used": ["x"]}', "[1]"])
def test_a_damaged_list_of_versions_is_named(folder: Path, content: str) -> None:
    update(folder, OLD)
    (folder / "versions.json").write_text(content, "utf-8")
    with pytest.raises(ModelError, match=r"versions\.json 已损坏"):
        Model.load(folder)


def test_the_list_of_versions_says_what_was_used(folder: Path) -> None:
    update(folder, OLD)
    use_version(folder, 1)
    assert json.loads((folder / "versions.json").read_text("utf-8"))["used"] == [1, 2, 1]


def test_letters_that_were_learned_from_do_not_judge(folder: Path) -> None:
    other = [
        Document(f"H{i}", text, "letter", metadata={"部门": "路灯科"})
        for i, text in enumerate(("码头路灯不亮", "渡口灯坏了"))
    ]
    found = update(folder, OLD, held_out=[*other, *OLD[:5]])
    assert found.judged == 2
    assert "另给的信里有 5 封是学过的" in found.summary()
