from __future__ import annotations

import pytest

from textgov.errors import ReadError
from textgov.stages.read import Columns
from textgov.stages.read.columns import header_row, match_columns, text_columns, unique_names
from textgov.stages.read.dates import cell_date

FOUND = [
    (
        ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"],
        Columns("留言编号", "留言详情", "留言主题", "留言时间"),
    ),
    (["编号", "标题", "内容", "日期"], Columns("编号", "内容", "标题", "日期")),
    (
        ["序号", "工单编号", "诉求标题", "诉求内容", "受理时间", "办结时间"],
        Columns("工单编号", "诉求内容", "诉求标题", "受理时间"),
    ),
    (["ID", "Subject", "Body", "Created_At"], Columns("ID", "Body", "Subject", "Created_At")),
    ([" 内 容 ", "时间"], Columns(None, " 内 容 ", None, "时间")),
    (["信件內容", "標題"], Columns(None, "信件內容", "標題", None)),
    (["市民反映的内容", "部门答复内容", "答复时间"], Columns(None, "市民反映的内容", None, None)),
    (["正文", "内容", "点赞数"], Columns(None, "正文", None, None)),
    (["居民说的内容", "网格员写的内容"], Columns()),
    (["用户编号", "答复内容"], Columns()),
]


@pytest.mark.parametrize(("header", "expected"), FOUND)
def test_match_columns(header: list[str], expected: Columns) -> None:
    assert match_columns(header, Columns()) == expected


def test_named_columns_win() -> None:
    columns = match_columns(["内容", "原话", "Memo"], Columns(text="原话", title="memo"))
    assert (columns.text, columns.title) == ("原话", "Memo")


def test_missing_columns_are_named() -> None:
    with pytest.raises(ReadError, match=r"没有名为“原话”的列,表里的列:编号、内容.*--text-column"):
        match_columns(["编号", "内容"], Columns(text="原话"))
    with pytest.raises(ReadError, match=r"找不到内容列,表里的列:甲、乙.*--text-column"):
        text_columns(["甲", "乙"], Columns())


def test_messages_do_not_show_letters() -> None:
    letter = "我家楼上每天半夜装修,已经一个月了,请管一管"
    with pytest.raises(ReadError) as caught:
        text_columns(["1", letter], Columns())
    assert letter not in str(caught.value)
    assert "不是表头" in str(caught.value)


def test_unique_names() -> None:
    assert unique_names(["内容", "", "内容", " 列2 "]) == ["内容", "列2", "内容-2", "列2-2"]


HEADERS = [
    ([["编号", "内容"], ["1", "灯坏了"]], 0),
    ([["来信内容汇总表", ""], ["编号", "内容"], ["1", "灯坏了"]], 1),
    ([["2023年登记表"], ["填表人:张三"], ["编号", "标题", "留言详情"], ["1", "灯", "灯坏了"]], 2),
    ([["编号", "留言信息", ""], ["", "主题", "内容"], ["1", "灯", "灯坏了"]], 1),
    ([["甲", "乙"], ["1", "2"]], 0),
]


@pytest.mark.parametrize(("rows", "expected"), HEADERS)
def test_header_row(rows: list[list[str]], expected: int) -> None:
    assert header_row(rows, Columns()) == expected


DATES = [
    ("2019/2/28 11:25:05", "2019-02-28"),
    ("2019-2-28", "2019-02-28"),
    ("2019.2.28", "2019-02-28"),
    ("2019年2月28日", "2019-02-28"),
    ("2019年 2月 28日 上午9点", "2019-02-28"),
    ("20190228", "2019-02-28"),
    ("20190228112505", "2019-02-28"),
    ("2019-02-28T11:25:05+08:00", "2019-02-28"),
    ("43524", "2019-02-28"),
    ("43524.4757", "2019-02-28"),
    ("二〇二三年十一月二十日", "2023-11-20"),
    ("二○二三年十月三十一日", "2023-10-31"),
    ("2019-2-30", None),
    ("2019年2月", None),
    ("28/2/2019", None),
    ("2月28日", None),
    ("上周三", None),
    ("12345", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_cell_date(value: str, expected: str | None) -> None:
    assert cell_date(value) == expected
