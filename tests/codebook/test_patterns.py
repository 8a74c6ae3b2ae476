"""The pattern language: what matches, what does not, what is refused."""

from __future__ import annotations

import time

import pytest

from textgov.codebook.patterns import compile_pattern
from textgov.fold import fold

MATCHES = [
    ("召开…议事会", "每周召开村（社区）议事会", "召开村（社区）议事会"),
    ("召开|组织…议事|协商", "组织大家坐下来协商", "组织大家坐下来协商"),
    ("成立#支…队", "成立三支志愿服务队", "成立三支志愿服务队"),
    ("成立#支…队", "成立12支巡逻队", "成立12支巡逻队"),
    ("由居民……决定", "由居民代表讨论，再投票决定", "由居民代表讨论，再投票决定"),
    ("網格員", "网格员上门", "网格员"),
    ("ＷｅＣｈａｔ", "wechat群", "wechat"),
]
MISSES = [
    ("召开…议事会", "召开动员会。议事会未成立"),
    ("召开…议事会", "召开了一个时间很长很长而且参加的人特别多的议事会"),
    ("由居民…决定", "由居民代表讨论，再投票决定"),
    ("由居民……决定", "由居民代表讨论。镇里决定"),
    ("成立#支", "成立支部"),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), MATCHES)
def test_matches(pattern: str, text: str, expected: str) -> None:
    found = compile_pattern(pattern).regex.search(fold(text))
    assert found is not None
    assert text[found.start() : found.end()] == expected


@pytest.mark.parametrize(("pattern", "text"), MISSES)
def test_does_not_match(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).regex.search(fold(text)) is None


@pytest.mark.parametrize("pattern", ["", "  ", "…会", "会…", "甲||乙", "甲…|乙", "#", "#…#"])
def test_refuses(pattern: str) -> None:
    with pytest.raises(ValueError, match="匹配式"):
        compile_pattern(pattern)


def test_a_key_stands_in_every_match() -> None:
    for pattern, text, _ in MATCHES:
        compiled = compile_pattern(pattern)
        assert any(key in fold(text) for key in compiled.keys)


def test_hostile_text_takes_linear_time() -> None:
    compiled = compile_pattern("召开|组织……议事|协商……会")
    begin = time.process_time()
    assert compiled.regex.search("召开" * 250_000) is None
    assert time.process_time() - begin < 5
