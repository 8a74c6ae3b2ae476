"""Model folders: n-grams by hash, what is written is read again, damage is named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from textgov.errors import ModelError
from textgov.models import Head, Model, Vocabulary, softmax, weighted

TERMS = ("路灯", "灯不", "路", "0栋", "噪音扰民")


def model() -> Model:
    weights = np.array([[1, -1], [0.5, 0], [0.25, 0.125], [0, 0], [-1, 1]], np.float32)
    head = Head(("roads", "noise"), weights, np.zeros(2, np.float32), np.ones((1, 2), np.float32))
    return Model(TERMS, np.ones(5, np.float32), {"label": head}, ("roads",), {"threshold": 0.5})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("路灯不亮", [("路", 0), ("路灯", 0), ("灯不", 1)]),
        ("路燈不亮", [("路", 0), ("路灯", 0), ("灯不", 1)]),
        ("7栋噪音扰民", [("0栋", 0), ("噪音扰民", 2)]),
        ("路\n灯", [("路", 0)]),
        ("无关", []),
        ("", []),
    ],
)
def test_terms_are_found_with_their_places(text: str, expected: list[tuple[str, int]]) -> None:
    found = Vocabulary(TERMS).find(text)
    got = sorted((int(s), TERMS[t]) for t, s in zip(found.terms, found.starts, strict=True))
    assert got == sorted((start, term) for term, start in expected)
    assert all(int(e) - int(s) == len(TERMS[t]) for t, s, e in zip(*found, strict=True))


def test_every_term_of_a_large_vocabulary_is_found() -> None:
    terms = sorted({chr(0x4E00 + i) + chr(0x4E00 + 7 * i % 9973) for i in range(5000)})
    vocabulary = Vocabulary(terms)
    assert [vocabulary.terms[k] for term in terms for k in vocabulary.find(term).terms] == terms


def test_rows_have_length_one_and_repetition_counts_by_its_logarithm() -> None:
    features = weighted(np.array([0, 0, 1, 2]), np.array([0, 0, 0, 2]), 3, np.ones(3, np.float32))
    assert features.bounds.tolist() == [0, 2, 2, 3]
    first = features.values[:2]
    assert first[0] / first[1] == pytest.approx(1 + np.log(2))
    assert np.linalg.norm(first) == pytest.approx(1)


def test_softmax_is_a_distribution() -> None:
    assert softmax(np.array([[1000.0, 1000.0]])).tolist() == [[0.5, 0.5]]


def test_what_is_written_is_read_again_and_twice_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        model().save(tmp_path / name, card="# 卡片\n", metrics={"accuracy": 1.0})
    again = Model.load(tmp_path / "one")
    assert again.terms == TERMS
    assert again.kinds == ("roads",)
    assert again.settings == {"threshold": 0.5}
    np.testing.assert_allclose(again.heads["label"].weights, model().heads["label"].weights, atol=1 / 127)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_evidence_adds_to_the_scores() -> None:
    features = weighted(np.array([0]), np.array([0]), 1, np.ones(5, np.float32))
    alone = model().scores(features)["label"]
    both = model().scores(features, np.array([[0.5]], np.float32))["label"]
    assert (both - alone).tolist() == [[0.5, 0.5]]


def _broken(folder: Path, how: str) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if how == "missing":
        (folder / "weights.npz").unlink()
    elif how == "version":
        (folder / "config.json").write_text(json.dumps(config | {"format": 99}), encoding="utf-8")
    elif how == "json":
        (folder / "config.json").write_text("{", encoding="utf-8")
    elif how == "list":
        (folder / "config.json").write_text("[]", encoding="utf-8")
    elif how == "truncated":
        (folder / "weights.npz").write_bytes((folder / "weights.npz").read_bytes()[:100])
    elif how == "shapes":
        (folder / "vocabulary.txt").write_text("路灯\n", encoding="utf-8")
    elif how == "labels":
        config["heads"]["label"].append("third")
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("missing", "缺少 weights.npz"),
        ("version", "第 99 版"),
        ("json", "config.json 已损坏"),
        ("list", "config.json 已损坏"),
        ("truncated", "已损坏或不完整"),
        ("shapes", "已损坏或不完整"),
        ("labels", "已损坏或不完整"),
    ],
)
def test_damage_is_named(tmp_path: Path, how: str, message: str) -> None:
    model().save(tmp_path, card="", metrics={})
    _broken(tmp_path, how)
    with pytest.raises(ModelError, match=message):
        Model.load(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="不是模型文件夹"):
        Model.load(tmp_path / "nowhere")
