"""Concordance: what a query finds and what it does not, with exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textgov
from textgov.errors import UsageError
from textgov.fold import fold
from textgov.types import Document

TEXT = "柳河街道召开居民协商会。网格员把ＡＰＰ装好，網格里有３０个楼栋。\n协商之后，再开会。"


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("协商", ["协商", "协商"]),
        ("网格", ["网格", "網格"]),
        ("app", ["ＡＰＰ"]),
        ("召开…会", ["召开居民协商会"]),
        ("网格|楼栋", ["网格", "網格", "楼栋"]),
        ("#个楼栋", ["３０个楼栋"]),
        ("协商…开会", []),  # a comma stands between
        ("协商……开会", ["协商之后，再开会"]),
        ("积分", []),
    ],
)
def test_queries(query: str, matches: list[str]) -> None:
    assert [line.match for line in textgov.kwic(TEXT, query, sort="none")] == matches


@pytest.mark.parametrize(("sort", "order"), [("none", "乙甲丙"), ("right", "甲丙乙"), ("left", "丙乙甲")])
def test_sorting(sort: str, order: str) -> None:
    texts = {"乙": "bb议事cc", "甲": "cb议事aa", "丙": "ba议事bb"}
    documents = [Document(name, text, "report") for name, text in texts.items()]
    assert "".join(line.document for line in textgov.kwic(documents, "议事", sort=sort)) == order  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["", "  ", "#", "…会", "协商|", "网格……"])
def test_malformed_queries(query: str) -> None:
    with pytest.raises(UsageError):
        textgov.kwic(TEXT, query)


def test_other_wrong_options() -> None:
    with pytest.raises(UsageError, match="-1"):
        textgov.kwic(TEXT, "协商", window=-1)
    with pytest.raises(UsageError, match="random"):
        textgov.kwic(TEXT, "协商", sort="random")  # type: ignore[arg-type]


@given(st.text(alphabet="网網格议事会Ａa，。\n3 ", max_size=60), st.integers(0, 9))
def test_offsets_and_context_are_the_text_s(text: str, window: int) -> None:
    document = Document("x", text, "report")
    lines = textgov.kwic(document, "网格|议事会", window=window, sort="none")
    for line in lines:
        assert line.match == text[line.start : line.end]
        assert (line.left + line.match + line.right) in text
        assert line.left == text[max(0, line.start - window) : line.start]
        assert line.right == text[line.end : line.end + window]
    assert len(lines) == fold(text).count("网格") + text.count("议事会")


def test_letters_are_masked() -> None:
    letter = Document("a", "我叫赵春兰，电话13800002222，楼道的灯坏了。", "letter")
    (line,) = textgov.kwic(letter, "楼道", window=40)
    assert "13800002222" not in line.left
    assert "赵春兰" not in line.left
