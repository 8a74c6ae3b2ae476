"""What is personal in a letter, and the letter without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# The types of what is found, and the label that masking leaves in its place.
FINDING_LABELS = {
    "PERSON": "姓名",
    "OFFICIAL": "干部",
    "PHONE": "电话",
    "ID_CARD": "身份证号",
    "BANK_CARD": "银行卡号",
    "PASSPORT": "证件号",
    "PLATE": "车牌",
    "EMAIL": "邮箱",
    "ONLINE_ID": "网络账号",
    "DATE_OF_BIRTH": "出生日期",
    "ADDRESS": "住址",
    "SELF": "自述身份",
    "KIN": "亲属身份",
    "EMPLOYER": "单位",
}
# The types of what tells little by itself and much together.
FACT_LABELS = {
    "TRADE": "职业",
    "AGE": "年龄",
    "KIN_AGE": "家人年龄",
    "HOUSEHOLD": "家庭情况",
    "ILLNESS": "病情",
    "DAY": "日子",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal in a text: offsets in the raw text, type (PERSON, PHONE …), score in (0, 1], and why."""

    start: int
    end: int
    type: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Risk:
    """How likely a letter still gives its writer away: ``low``, ``medium`` or ``high``, with reasons in Chinese."""

    level: Literal["low", "medium", "high"]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its personal data replaced; ``spans`` are on the raw text, sorted and disjoint."""

    text: str
    spans: tuple[Finding, ...]
    risk: Risk
