"""How likely a masked letter still gives its writer away.

Direct identifiers are gone after masking. What stays is the story: who can say 我是镇上唯一的女铁匠 is one person. The
levels follow the reading of k-anonymity (Sweeney 2002): one telling phrase can single out a writer, several do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textgov.settings import PRIVACY
from textgov.stages.privacy.facts import Batch, facts, rare
from textgov.stages.privacy.facts import reasons as reasons_of
from textgov.types import Finding, Risk

_REASONS = {
    "SELF": "写信人自报唯一身份",
    "KIN": "提到亲属职务",
    "EMPLOYER": "提到自己的单位",
    "ADDRESS": "写到住处",
    "DATE_OF_BIRTH": "写到出生日期",
    "OFFICIAL": "点名干部",
}
_WEIGHTS = {"SELF": 3, "KIN": 2, "EMPLOYER": 2, "ADDRESS": 1, "DATE_OF_BIRTH": 1}
_FEARS = (
    "不要告诉",
    "千万保密",
    "别说是我",
    "莫说是我",
    "不敢留",
    "不敢说",
    "不要透露",
    "请保密",
    "别告诉",
    "怕报复",
    "打击报复",
)


def assess(text: str, findings: Sequence[Finding], batch: Batch | None = None) -> Risk:
    """Weigh what ``findings`` on ``text`` say about the writer: ``high`` from 3 points, ``medium`` from 1.

    Facts such as a trade or an age (``facts``) count one point where three kinds meet, and one for each kind that hardly
    any other letter of ``batch`` states.
    """
    batch = batch or Batch()
    told = facts(text)
    types = {finding.type for finding in findings}
    reasons = [reason for kind, reason in _REASONS.items() if kind in types]
    weight = sum(_WEIGHTS.get(kind, 0) for kind in types)
    if any(word in text for word in _FEARS):
        weight += 1
        reasons.append("写信人要求保密")
    reasons += reasons_of(text, told, batch)
    weight += rare(text, told, batch) + (len({fact.type for fact in told}) >= PRIVACY.many_facts)
    direct = len(types - set(_REASONS))
    if direct >= 3:
        weight += 1
        reasons.append("直接个人信息种类多")
    level: Literal["low", "medium", "high"] = "high" if weight >= 3 else "medium" if weight else "low"
    return Risk(level, tuple(reasons))
