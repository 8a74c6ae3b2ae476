"""Folding is one to one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textgov.fold import fold

TABLE = [
    ("ＡＢＣ１２３", "abc123"),
    ("，：；（）！？", ",:;()!?"),
    ("網格員", "网格员"),
    ("黨建引領", "党建引领"),
    ("物業費太貴", "物业费太贵"),
    ("简体不变。", "简体不变。"),
    ("　 ", "  "),
    ("路灯\ud83d坏了", "路灯\ufffd坏了"),
]


@pytest.mark.parametrize(("raw", "folded"), TABLE)
def test_folds(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(st.text())
def test_keeps_the_length_and_is_idempotent(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
