"""What must hold for any text: offsets lose nothing, nothing direct stays, and time grows with length, not faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.fold import fold
from textgov.stages.privacy import Batch, OffsetMap, find, mask, residues
from textgov.types import Masked

# Pieces of which letters full of disguises are made, with what could confuse labels and offsets.
PIECES = (
    "我叫", "江涛", "的车", "王", "李秀兰", "高尚", "老周", "小葛老师", "阿强", "欧阳慧", "扎西顿珠", "站长阎国平", "某某",
    "138", "0746", "2215", "13807462215", "一三八", "幺", "洞拐", "-", " ", "１３８", "电话", "微信", "加我薇:lan_88", "@", "a@qq.com",
    "身份证", "519702195302010426", "6217550188372640", "川K·7P31A", "12幢301室", "三组", "7号", "住", "堰塘边第三家", "楼上",
    "我是村里唯一的兽医", "3岁孙子", "上周三", "我今年八十一了", "我家开豆腐坊的", "1943年9月生",
    "〔", "〕", "〔姓名〕", "〔某幢〕", "。", ",", "\n", "\u3000", "網格員", "\ud800", "\U0001f600", "①③⑧", "12345", "《森林法》第三条",
)  # fmt: skip
LETTERS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)


def _round_trip(text: str, masked: Masked) -> None:
    offsets = OffsetMap.from_masked(text, masked)
    inside = {place for span in masked.spans for place in range(span.start, span.end)}
    for place, character in enumerate(text):
        carried = offsets.to_masked(place)
        if place in inside:
            assert masked.text[carried] == "〔"
        else:
            assert masked.text[carried] == character
            assert offsets.to_raw(carried) == place
    assert offsets.to_masked(len(text)) == len(masked.text)
    assert offsets.to_raw(len(masked.text)) == len(text)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(LETTERS, st.booleans())
def test_every_place_outside_a_label_goes_there_and_back(text: str, generalise: bool) -> None:
    masked = mask(text, generalise=generalise)
    _round_trip(text, masked)
    assert len(fold(masked.text)) == len(masked.text)
    assert all(a.end <= b.start for a, b in zip(masked.spans, masked.spans[1:], strict=False))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(LETTERS)
def test_nothing_direct_is_left_and_folding_changes_no_offset(text: str) -> None:
    masked = mask(text)
    assert residues(masked.text) == ()
    assert [(f.start, f.end, f.type) for f in find(fold(text))] == [(f.start, f.end, f.type) for f in find(text)]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我住12幢301室。", "我住〔某幢〕。"),
        ("3岁孙子没人带", "〔孩子〕没人带"),
        ("上周三我去过村委会", "〔近期〕我去过村委会"),
        ("我今年八十一了,不识字", "我今年〔老人〕了,不识字"),
        ("母亲瘫痪在床,我一个人照顾", "母亲〔某种病情〕,我一个人照顾"),
        ("我家开豆腐坊,起得早", "我家〔某种营生〕,起得早"),
        ("办理需要3岁以下的证明", "办理需要3岁以下的证明"),
        ("工程到3月5日结束", "工程到3月5日结束"),
    ],
)
def test_wider_words(text: str, masked: str) -> None:
    assert mask(text, generalise=True).text == masked


def test_a_fact_is_rare_in_a_batch_and_not_where_many_share_it() -> None:
    letter = "我家开豆腐坊,水管坏了。"
    alone = Batch.from_texts([letter, *["路灯坏了。"] * 99])
    shared = Batch.from_texts([letter] * 100)
    assert mask(letter, batch=alone).risk.level == "medium"
    assert "写到职业(100 封信里 1 封写到)" in mask(letter, batch=alone).risk.reasons
    assert mask(letter, batch=shared).risk.level == "low"
    assert mask(letter).risk.reasons == ("写到职业",)


UNITS = (
    "张", "张老", "王伟", "老", "主任", "书记王", "幢", "号", "栋1", "1-", "13", "1 3 8 ", "一三,", "〇", "a", "a@", "a_1", "0746-",
    "川A", "(", "〔", "〔姓名〕", "\n", " ", "。", "我是", "我叫", "我在厂", "就我一", "住在边", "唯一", "年月日生", "微信", "加v", "第三家",
    "岁孙子", "上周三我", "我家开",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_length(unit: str) -> None:
    """Four times the text may take four times as long, never sixteen."""
    took = []
    for length in (2_000, 8_000):
        text = unit * (length // len(unit))
        runs = []
        for _ in range(2):
            begin = time.process_time()
            find(text)
            runs.append(time.process_time() - begin)
        took.append(min(runs))
    assert took[1] < 9 * took[0] + 0.05
