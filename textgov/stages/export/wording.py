"""What the agenda says, whatever the format: the one description of an item that every writer uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textgov.stages.export.plain import printable
from textgov.types import AgendaItem

TITLE = "居民议事清单"
DRAFT = "（供会议讨论的草稿）"
NOTE = "本清单由来信归并而成，个人信息已遮盖。“来信反映”是归类后的转述，不等于事实；牵头部门是建议，由会议确定。"
EMPTY = "没有可以列出的共同议题：来信太少，或者没有几封说同一件事。"
OUTSIDE = "不归会议定的，转给谁"
OUTSIDE_NOTE = "下面的事超出居民议事会的权限，不在会上表决；由社工转给写明的单位，并把回复告诉居民。"
MINUTES = ("会议时间、地点", "参加人", "各方意见", "议定结果", "责任人和完成期限", "怎样答复居民")
# Punctuation typed half-width beside a Chinese character or a full-width sign.
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff“”（）、。%])[,:;!?()]|[,:;!?()](?=[\u4e00-\u9fff“（])")
_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")


def typeset(text: str) -> str:
    """Return ``text`` as it is printed: full-width punctuation beside Chinese, nothing a file cannot hold."""
    return _HALF_WIDTH.sub(lambda match: match[0].translate(_FULL_WIDTH), printable(text))


def subject(item: AgendaItem) -> str:
    """Return the title; an urgent item says so."""
    return f"{'【紧急】' if item.urgent else ''}{typeset(item.title)}"


def heading(item: AgendaItem) -> str:
    """Return number and title, as the heading of the item."""
    return f"{item.number}. {subject(item)}"


def parts(item: AgendaItem) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of an item, a name and its lines: the one description that every format writes."""
    period = " 至 ".join(dict.fromkeys(day for day in (item.first, item.last) if day))
    asked = "请会议讨论" if item.settle else "转办前先弄清"
    described: list[tuple[str, Sequence[str]]] = [
        ("来信", [f"{item.band}，{period or '都没有写日期'}"]),
        ("地点", [item.place or "来信没有一致的说法"]),
        ("来信反映（转述）", item.reports),
        ("涉及谁", [item.concerns] if item.concerns else []),
        ("建议哪一级开会", [item.level] if item.level and item.settle else []),
        ("转给", [item.goes_to] if item.goes_to else []),
        ("建议牵头", [f"{item.lead_name}。职责：{item.remit}"]),
        ("建议协同", ["、".join(item.supporting)] if item.supporting else []),
        ("以前的会议", item.earlier),
        (asked, item.questions),
        ("还不清楚的", item.unknown),
        ("来信摘录（已遮盖）", item.quotes),
    ]
    for name, lines in described:
        if lines:
            yield name, [typeset(line) for line in lines]
