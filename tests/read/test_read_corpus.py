"""The twelve reports that ship, against what their author wrote down about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textgov.stages.read import read_paths
from textgov.types import Document

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
EXPECTED = json.loads((CORPORA / "gold" / "reports_meta.json").read_text(encoding="utf-8"))
# Page furniture that is no part of any article.
FURNITURE = (
    "今天是",
    "浏览",
    "打印",
    "扫一扫",
    "相关",
    "往期",
    "责任编辑",
    "供稿",
    "申报单位",
    "评论区",
    "课题组\n",
    "首页",
    " | ",
    "通讯员",
    "> ",
)


@pytest.mark.parametrize("name", EXPECTED)
def test_report(name: str) -> None:
    (document,) = read_paths([CORPORA / "reports" / name])
    assert isinstance(document, Document)
    place = document.place
    assert place is not None
    found = {"title": document.title, "date": document.date, "source": document.source}
    found |= {"province": place.province, "city": place.city, "district": place.district, "street": place.street}
    assert found == EXPECTED[name]
    assert not [word for word in FURNITURE if word in document.text]
    assert document.text.startswith(document.title)
