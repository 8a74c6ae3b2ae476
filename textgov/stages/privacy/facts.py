"""Facts that single a writer out together: trade, age, household, illness, the day of an event; and how rare they are.

No such fact is an identifier, so all stay readable unless the user asks for wider words (3岁孙子 becomes 〔孩子〕, 上周三
becomes 〔近期〕, 12幢301室 becomes 〔某幢〕). How rare a fact is, is counted in the batch where it is large enough: what one
letter in hundreds says is telling (Sweeney 2002 calls the group that shares such facts its k).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from textgov.fold import fold
from textgov.settings import PRIVACY
from textgov.types import FACT_LABELS, Finding

_N = "[0-9一二三四五六七八九十两百]{1,3}"
_I = "(?:我|俺|额|涯|本人)"
_YOUNG = "(?:孙子|孙女|外孙女?|儿子|女儿|闺女|小孩|孩子|娃娃?|宝宝|崽|妹崽)"
_OLD = "(?:父亲|母亲|爸爸?|妈妈?|爹|娘|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|老伴)"
# Kind, characters of which a text must hold one (or none named), and the expression.
_PATTERNS = (
    ("TRADE", "我俺额涯本", re.compile(
        rf"{_I}(?:们)?(?:家|老公|老婆|男人|儿子)?(?:就)?(?:是|在)?(?:[^,。;!?\n在]{{0,6}})?"
        r"(?P<x>(?:开|做|卖|养|种|跑|修|收|摆|打|送|教|磨|弹|编|酿|杀|理)[一-鿿]{1,4}?(?:坊|店|摊|铺|厂|馆|车|的(?=[,。;!?、])))"
    )),
    ("AGE", "我俺额涯本", re.compile(rf"{_I}(?:今年|都|也|快|已经|已|自己){{0,3}}(?P<x>{_N}(?:多|几)?(?:周?岁|(?=了|的人)))")),
    ("KIN_AGE", "岁月了", re.compile(
        rf"(?P<x>{_N}(?:个多?月|周?岁半?)(?:多|大)?的?{_YOUNG}|{_YOUNG}(?:今年|才|刚|快|还不到){{0,2}}{_N}(?:个多?月|周?岁半?)"
        rf"|{_N}多?周?岁的?(?:老)?{_OLD}|{_OLD}(?:今年|都|快|已经){{0,2}}{_N}多?(?:周?岁|了))"
    )),
    ("HOUSEHOLD", "", re.compile(
        r"(?P<x>一家[三四五六七八九十0-9]+口|双胞胎|三胞胎|龙凤胎|单亲(?:妈妈|爸爸|家庭)?|离异|离了婚|丧偶|守寡|独生子女?|孤寡"
        r"|五保户?|低保户?|[0-9一二两三四五六]个(?:孩子|娃|儿子|女儿)|退伍|退役军人|转业|嫁过来|上门女婿)"
    )),
    ("ILLNESS", "", re.compile(
        r"(?P<x>(?:[肝肺胃肠乳甲食淋胰子][一-鿿]{0,2})?癌症?|白血病|尿毒症|透析|偏瘫|瘫痪(?:在床)?|瘫在床上|中风|脑梗|心脏搭桥|精神分裂|抑郁症?|自闭症"
        r"|脑瘫|矽肺|尘肺|截肢|截过肢|癫痫|聋哑|失明|帕金森|老年痴呆|怀孕[一-鿿]个月)"
    )),
    ("DAY", "周期拜天晚月", re.compile(
        r"(?P<x>(?:上|这|本)个?(?:周|星期|礼拜)[一二三四五六日天]|昨天|前天|大前天|昨晚|前晚|(?<![0-9年])[0-9]{1,2}月[0-9]{1,2}[日号])"
        rf"(?=[^。!?\n]{{0,20}}{_I})"
    )),
)  # fmt: skip
_AGE = re.compile(_N)
_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"两": 2}
_ADDRESS_PARTS = (("幢", "栋幢楼座"), ("单元", "元"), ("组", "组社队"), ("号", "号"), ("室", "室户"))
_OLD_AGE, _ADULT = 60, 18


@dataclass(frozen=True, slots=True)
class Batch:
    """How many of ``letters`` letters state each fact, by kind and words."""

    letters: int = 0
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Batch:
        """Count the facts of ``texts``; a letter counts once for each."""
        counts: Counter[tuple[str, str]] = Counter()
        letters = 0
        for text in texts:
            letters += 1
            counts.update({_key(text, fact) for fact in facts(text)})
        return cls(letters, counts)

    def sharing(self, text: str, fact: Finding) -> int | None:
        """Return how many letters state ``fact`` of ``text`` too, itself included; None in too small a batch."""
        return self.counts.get(_key(text, fact), 1) if self.letters >= PRIVACY.least_batch else None


def facts(text: str) -> tuple[Finding, ...]:
    """Return the facts in ``text``, sorted; types are the keys of FACT_LABELS. Facts of different kinds may overlap."""
    folded = fold(text)
    return tuple(
        sorted(
            (
                Finding(*match.span("x"), kind, PRIVACY.threshold, FACT_LABELS[kind])
                for kind, keys, pattern in _PATTERNS
                if not keys or any(key in folded for key in keys)
                for match in pattern.finditer(folded)
            ),
            key=lambda fact: (fact.start, fact.end),
        )
    )


def reasons(text: str, found: Sequence[Finding], batch: Batch) -> list[str]:
    """Return one reason a kind of fact in ``found`` on ``text``, with how many letters share the rarest of its kind."""
    told = []
    for kind, label in FACT_LABELS.items():
        shared = [batch.sharing(text, fact) for fact in found if fact.type == kind]
        counted = [count for count in shared if count is not None]
        if counted:
            told.append(f"写到{label}({batch.letters} 封信里 {min(counted)} 封写到)")
        elif shared:
            told.append(f"写到{label}")
    return told


def rare(text: str, found: Sequence[Finding], batch: Batch) -> int:
    """Return how many kinds of facts in ``found`` hardly any other letter of ``batch`` states."""
    few = max(1, int(PRIVACY.rare_share * batch.letters))
    return len({fact.type for fact in found if fact.type != "DAY" and (batch.sharing(text, fact) or few + 1) <= few})


def wider(words: str, kind: str) -> str:
    """Return a wider word for a fact or an address: 3岁孙子 is 孩子, 上周三 is 近期, 12幢301室 is 某幢."""
    folded = fold(words)
    if kind == "ADDRESS":
        return next((f"某{part}" for part, marks in _ADDRESS_PARTS if any(mark in folded for mark in marks)), "某处")
    if kind == "DAY":
        return "近期"
    if kind in ("AGE", "KIN_AGE"):
        age = 0 if "月" in folded else _age(folded)
        return "老人" if age >= _OLD_AGE else "成年人" if age >= _ADULT else "孩子"
    return {"TRADE": "某种营生", "HOUSEHOLD": "某种家庭情况", "ILLNESS": "某种病情"}[kind]


def _age(folded: str) -> int:
    match = _AGE.search(folded)
    written = match.group() if match else "0"
    if written.isdigit():
        return int(written)
    if written.startswith("百"):
        return 100
    tens, ten, ones = written.partition("十")
    value = (_VALUES.get(tens, 1) * 10 if ten else 0) + _VALUES.get(ones if ten else tens, 0)
    return max(value, 100 if "百" in written else 0)


def _key(text: str, fact: Finding) -> tuple[str, str]:
    words = text[fact.start : fact.end]
    return fact.type, wider(words, fact.type) if fact.type in ("AGE", "KIN_AGE", "DAY") else fold(words)
