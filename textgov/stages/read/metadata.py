"""Find a report's publication date and source: what the page says, never an inference from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from textgov.stages.read.dates import SIGNATURE, find_date
from textgov.stages.read.edges import PAPER

_DATE_LABELS = (
    ("发布时间", "发布日期", "发表时间", "发布"),
    ("日期", "时间", "公开日期"),
    (
        "成文日期",
        "发文日期",
        "生成日期",
        "印发日期",
        "报告日期",
        "申报日期",
        "填报日期",
        "报送日期",
        "提交日期",
        "申报时间",
        "填报时间",
    ),
    ("录入时间", "更新时间"),
)
_SOURCE_LABELS = (
    ("来源", "信息来源", "稿件来源", "文章来源", "新闻来源", "内容来源", "本文来源", "原文来源", "转自"),
    ("发布机构", "发布单位", "发布部门", "发文机构", "发文机关", "制发机关", "公开主体"),
    ("供稿", "来稿"),
)
_INLINE_SOURCE = re.compile(r"[(\[【](?:稿件|信息|文章)?来源\s*[:|丨]\s*([^()\[\]【】]{2,30})[)\]】]")
_DATELINE = re.compile(
    r"\(?(?P<agency>[\u4e00-\u9fff]{2,10}?(?:社|网|报|台))(?P<city>[\u4e00-\u9fff]{0,8}?)"
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯|消息)"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年|-|/|\.)")
_SIGNATURE_LINES = 4
# Beside a bare date: the account of a public account's head (原创 author account date), or who edits a bulletin.
_PAPER = re.compile(PAPER)
_ACCOUNT = re.compile(r"原创\s+(?:.*\s)?(\S{2,20})")
_EDITOR = re.compile(
    r"([\u4e00-\u9fff·]{2,24}(?:社|网|报|台|发布|融媒|在线|新闻|中心|委|部|局|办|府|办公室|办事处|委员会|人民政府|协会|学会))(?:主办|编印|编辑|编发|编|印发|印)?"
)
# Words that say where a text is from only in name.
_NO_SOURCE = frozenset({"", "本站", "本网", "本站原创", "原创", "网络", "互联网", "未知", "转载"})

Fields = Sequence[tuple[str, str]]


def publication_date(fields: Fields, body: Sequence[str], heads: Sequence[str]) -> str | None:
    """Return the date of publication as YYYY-MM-DD, or None.

    In this order: a labelled date of the page, a bare date beside the source, the dateline of a news agency (its year
    from itself or from the only year in the title lines), the date under the text.

    Args:
        fields: (label, value) pairs of the page's lines of publication data, the page's own current date left out.
        body: the folded lines of the article.
        heads: the folded title lines, which may name the year.
    """
    for labels in _DATE_LABELS:
        for label, value in fields:
            found = find_date(value) if label in labels else None
            if found:
                return found
    return _dateline_date(body, heads) or _signature_date(body)


def _dateline_date(body: Sequence[str], heads: Sequence[str]) -> str | None:
    for line in body[:5]:
        match = _DATELINE.match(line)
        if not match:
            continue
        years = {match["year"]} if match["year"] else set(_YEAR.findall(" ".join(heads)))
        if len(years) == 1:
            try:
                return date(int(years.pop() or 0), int(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                return None
    return None


def _signature_date(body: Sequence[str]) -> str | None:
    for line in reversed(body[-_SIGNATURE_LINES:]):
        if SIGNATURE.fullmatch(line):
            return find_date(line)
    return None


def source(fields: Fields, body: Sequence[str]) -> str | None:
    """Return who published the report: None if not said.

    In this order: a labelled source, the account or editor beside a bare date, a source in brackets within the text,
    the news agency of the dateline, the paper whose digital edition the page is.
    """
    for labels in _SOURCE_LABELS:
        for label, value in fields:
            name = _clean(value)
            if label in labels and name not in _NO_SOURCE:
                return name
    for label, value in fields:
        name = value.lstrip("([【")
        beside = (_ACCOUNT.fullmatch(name) or _EDITOR.fullmatch(name)) if not label else None
        if beside and beside[1] not in _NO_SOURCE:
            return beside[1]
    for line in body:
        match = _INLINE_SOURCE.search(line)
        if match and _clean(match[1]) not in _NO_SOURCE:
            return _clean(match[1])
    for line in body[:5]:
        if match := _DATELINE.match(line):
            return match["agency"]
        if match := _PAPER.fullmatch(line):
            return match["paper"]
    return None


def _clean(value: str) -> str:
    return re.split(r"\s{2,}|[|丨]|(?<=[^\d])\d{4}[-年/]", value)[0].strip(" \"'“”()[]【】:")
