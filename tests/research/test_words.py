"""What counts as a word."""

from __future__ import annotations

import pytest

from textgov.stages.research.words import is_organisation, is_word

WORDS = ["网格员", "议事厅", "多元", "百姓", "三社联动", "app", "党建引领", "半径"]
OTHERS = ["我们", "的", "进行", "三十", "一张", "五轮", "三季度", "两个", "第一", "，", "2023", "网", "a", "", " "]


@pytest.mark.parametrize("token", WORDS)
def test_words(token: str) -> None:
    assert is_word(token)


@pytest.mark.parametrize("token", OTHERS)
def test_no_words(token: str) -> None:
    assert not is_word(token)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("居委会", True),
        ("河西派出所", True),
        ("物业公司", True),
        ("志愿服务队", True),
        ("居民", False),
        ("路灯", False),
    ],
)
def test_organisations(token: str, expected: bool) -> None:
    assert is_organisation(token) is expected
