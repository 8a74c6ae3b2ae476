"""Facts about the five case studies beside the checkout: dates, sources, places; no text of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from textgov.stages.read import read_paths
from textgov.types import Document

FACTS = {
    "000": ("2022-06-25", "交汇点新闻", "八坼街道"),
    "001": ("2021-09-07", "太湖书院", "苏州市相城区漕湖街道"),
    "002": (None, None, "苏州工业园区斜塘街道"),
    "003": ("2024-10-24", "人民网-中国共产党新闻网", "贵州省贵阳市花溪区溪北街道"),
    "004": ("2016-12-02", "人民网", "四川省都江堰市灌口街道"),
}
FURNITURE = (
    "今天是",
    "浏览:",
    "打印",
    "扫一扫",
    "相关文章",
    "推荐阅读",
    "编辑:",
    "版权",
    "报料",
    "作者简介",
    "网群",
    "首页",
)


@pytest.mark.shared
def test_seeds(shared: Path) -> None:
    documents = list(read_paths([shared / "seeds"]))
    assert len(documents) == len(FACTS)
    for document in documents:
        assert isinstance(document, Document)
        date, source, place = FACTS[document.id[:3]]
        assert (document.date, document.source, str(document.place)) == (date, source, place)
        assert not any(word in document.text for word in FURNITURE)
        assert document.title and document.text.count(document.title) == 1
        assert len(document.text) > 1500
