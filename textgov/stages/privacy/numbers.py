"""Numbers that lead to a person: telephones, ID cards, bank cards, passports, number plates."""

from __future__ import annotations

import re
from datetime import date

from textgov.stages.privacy.lexicon import words
from textgov.stages.privacy.recogniser import DIGITS, START, D, Recogniser, S, before

_VALUES = {
    character: str(value)
    for value, characters in enumerate(
        (
            "0〇零○洞⓪o",
            "1一幺壹①l",
            "2二两贰②",
            "3三叁③",
            "4四肆④",
            "5五伍⑤",
            "6六陆⑥",
            "7七拐柒⑦",
            "8八捌⑧",
            "9九勾玖⑨",
        )
    )
    for character in characters
}
UNITS = words("元 万 亿 块 吨 平 度 户 人 米 公里 公斤 千瓦 亩 票 次 份 个 分 % 年 月 日 岁 倍 辆 台 套 方")
RECORDS = words(
    "订单 编号 单号 工单 受理 流水号 文号 合同号 户号 条码 条形码 信用代码 许可证 证书号 编码 备案 案号 发票 批号 型号"
)
_PHONE_CUES = words("电话 手机 座机 固话 联系 打 拨 tel phone call 号码 短信 回电 致电")
# A line of an office is public, and a letter about an unanswered hotline is about that line.
_OFFICE_CUES = words(
    "热线 值班电话 办公电话 办公室电话 监督电话 举报电话 投诉电话 咨询电话 服务电话 客服 前台 总机 局电话 "
    "所电话 中心电话 街道电话 社区电话 居委会电话 政府电话 站电话 公司电话 物业电话 委电话 大厅电话 医院电话 "
    "街道的电话 社区的电话 局的电话 所的电话 中心的电话 物业的电话 政府的电话 学校的电话 医院的电话 公司的电话 居委会的电话 办公室的电话 "
    "学校电话 报修电话 窗口电话 传真"
)
_CARD_CUES = words("卡号 银行卡 工资卡 账号 帐号 账户 帐户 打到 汇到 汇入 转到 转账 开户")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE_GROUPS = {
    (11,),
    (3, 4, 4),
    (3, 3, 5),
    (4, 3, 4),
    (4, 4, 3),
    (5, 6),
    (6, 5),
    (3, 8),
    (7, 4),
    (5, 3, 3),
    (1,) * 11,
}
# A number may be cut anywhere, but a list of figures is cut more often or not evenly.
_MOST_GROUPS = 4
_GROUP = re.compile(f"{D}+")
_DATED = re.compile(r"(?:19|20)[0-9]{2}[ ./\-][ ]?[0-9]{1,2}[ ./\-][ ]?[0-9]{1,2}$")
_HAN_DIGITS = frozenset(DIGITS) - frozenset("0123456789-")


def digits(text: str) -> str:
    """Return the digits of ``text`` as 0-9, whatever way they are written.

    >>> digits("幺三八-〇〇")
    '13800'
    """
    return "".join(_VALUES.get(character, "") for character in text)


def luhn(number: str) -> bool:
    """Tell whether the last digit of ``number`` is its Luhn check digit (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(int(c) * 2, 10)) if i % 2 else int(c) for i, c in enumerate(reversed(number)))
    return sum(doubled) % 10 == 0


def id_check(number: str) -> bool:
    """Tell whether 18 characters end with the check character of GB 11643-1999 (ISO 7064 MOD 11-2)."""
    total = sum(int(c) * weight for c, weight in zip(number, _ID_WEIGHTS, strict=False))
    return number[17] == "10x98765432"[total % 11]


def is_date(number: str) -> bool:
    """Tell whether eight digits are a day between 1900 and 2099."""
    try:
        return 1900 <= date(int(number[:4]), int(number[4:6]), int(number[6:8])).year <= 2099
    except ValueError:
        return False


def _mobile(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    candidate = folded[start:end]
    groups = tuple(len(group) for group in _GROUP.findall(candidate.removeprefix("+86").removeprefix("86")))
    cue = any(word in before(folded, start, 12) for word in _PHONE_CUES)
    few = len(groups) <= _MOST_GROUPS and len(set(_GROUP.sub("", candidate))) == 1
    if groups not in _MOBILE_GROUPS and not few and not cue and not _HAN_DIGITS & set(candidate):
        return None
    return start, end, 0.1 if cue else 0.0


def _lettered(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    written = folded[start:end]
    return (start, end, 0.0) if any(c in "ol" for c in written) and sum(map(str.isdigit, written)) >= 8 else None


def _local(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    number = digits(folded[start:end])
    dated = (len(number) == 8 and is_date(number)) or _DATED.match(folded, start, end)
    return None if dated else (start, end, 0.0)


def _id_card(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    number = digits(folded[start:end])
    if folded[end - 1] == "x":
        number += "x"
    cue = "身份证" in before(folded, start, 14) or "证件" in before(folded, start, 14)
    if is_date(number[6:14]):
        return start, end, 0.3 if id_check(number) else 0.1
    return (start, end, 0.0) if cue else None


def _bank_card(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    number = digits(folded[start:end])
    bonus = 0.15 if luhn(number) else 0.0
    if number.startswith("62") and len(number) >= 16:
        bonus += 0.25
    return start, end, bonus


def _plate(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    figures = sum(character.isdigit() or character in _HAN_DIGITS for character in folded[start:end])
    return (start, end, 0.0) if figures >= 2 else None


_BREAK = r"(?:[ \t\-.,、·…~]{1,3}|后面是?|然后是?|接着是?|再来|中间是?)?"
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SIGN = "[a-z0-9零〇一二三四五六七八九幺]"
_EXTENSION = rf"(?:{S}(?:转|分机)号?{S}[0-9]{{1,5}})?"

RECOGNISERS = (
    Recogniser(
        "PHONE",
        "手机号",
        rf"{START}(?:\+?86{S})?[1一幺壹①]{S}[3-9三四五六七八九拐勾叁肆伍陆柒捌玖③④⑤⑥⑦⑧⑨](?:{S}{D}){{9}}(?![0-9])",
        0.85,
        digits=True,
        forbids=RECORDS,
        forbids_after=UNITS,
        check=_mobile,
    ),
    Recogniser(
        "PHONE",
        "分段的手机号",
        rf"{START}[1一幺壹][3-9三四五六七八九拐勾]{D}(?P<gap>[,、。.…/|+~ ]{{1,3}}){D}{{4}}(?P=gap){D}{{4}}(?!{D})",
        0.85,
        digits=True,
        forbids=RECORDS,
        forbids_after=UNITS,
    ),
    Recogniser(
        "PHONE",
        "字母代数字的手机号",
        rf"(?<![a-z0-9])[1l][3-9](?:{S}[0-9ol]){{9}}(?![a-z0-9])",
        0.75,
        digits=True,
        forbids=RECORDS,
        forbids_after=UNITS,
        check=_lettered,
    ),
    Recogniser(
        "PHONE",
        "断开的手机号",
        rf"{START}[1一幺壹]{_BREAK}[3-9三四五六七八九拐勾](?:{_BREAK}{D}){{9}}(?![0-9])",
        0.8,
        keys=("电话", "手机", "号码", "联系我"),
        needs=("电话", "手机", "号码", "联系我"),
        forbids=RECORDS,
        forbids_after=UNITS,
    ),
    Recogniser(
        "PHONE",
        "座机号",
        rf"(?<!\.){START}\(?[0〇零]{S}[1-9一二三四五六七八九](?:{S}{D}){{8,10}}(?![0-9]){_EXTENSION}",
        0.6,
        digits=True,
        raises=_PHONE_CUES,
        forbids=(*RECORDS, *_OFFICE_CUES),
        forbids_after=UNITS,
    ),
    Recogniser(
        "PHONE",
        "本地号码",
        rf"(?<!\.){START}(?<![0-9][- ])[2-8二三四五六七八](?:{S}{D}){{6,7}}(?![0-9]){_EXTENSION}",
        0.75,
        digits=True,
        needs=_PHONE_CUES,
        forbids=(*RECORDS, *_OFFICE_CUES, "身份证", "qq", "扣扣"),
        forbids_after=UNITS,
        check=_local,
    ),
    Recogniser(
        "PHONE",
        "末尾的号码",
        rf"[,。!?;\n ](?P<x>[2-8二三四五六七八](?:{S}{D}){{6,7}})[。!)]?\s*\Z",
        0.6,
        tail=32,
        digits=True,
        forbids=(*RECORDS, *_OFFICE_CUES, "身份证", "qq", "扣", "微信", "卡号", "车牌"),
        check=_local,
    ),
    Recogniser(
        "PHONE",
        "手机尾号",
        rf"(?:手机|电话)[^0-9,。;!?\n]{{0,4}}(?:尾号|后[四六]位)[是为:]{{0,2}}{S}(?P<x>[0-9]{{4,6}})(?![0-9])",
        0.7,
        keys=("尾号", "后四位", "后六位"),
    ),
    Recogniser(
        "ID_CARD",
        "身份证号",
        rf"{START}[1-9一二三四五六七八九](?:{S}{D}){{16}}{S}[{DIGITS}x](?![0-9a-z])",
        0.65,
        digits=True,
        forbids=tuple(word for word in RECORDS if word not in ("证书号", "编号")),
        check=_id_card,
    ),
    Recogniser(
        "ID_CARD",
        "旧身份证号",
        rf"{START}[1-9](?:{S}[0-9]){{14}}(?![0-9])",
        0.8,
        digits=True,
        needs=("身份证", "身份号"),
    ),
    Recogniser(
        "ID_CARD",
        "残疾证号",
        rf"{START}[1-9](?:{S}[0-9]){{16}}{S}[0-9x]{S}[1-7]{S}[1-4](?:{S}[0-9b])?(?![0-9])",
        0.85,
        digits=True,
        needs=("残疾", "证号"),
    ),
    Recogniser(
        "ID_CARD",
        "身份证尾号",
        rf"身份证[^0-9,。;!?\n]{{0,4}}(?:尾号|后[四六]位)[是为:]{{0,2}}{S}(?P<x>[0-9]{{3,5}}[0-9x])(?![0-9])",
        0.75,
        keys=("尾号", "后四位", "后六位"),
    ),
    Recogniser(
        "BANK_CARD",
        "银行卡号",
        rf"{START}[1-9一二三四五六七八九](?:{S}{D}){{12,18}}(?![0-9])",
        0.3,
        digits=True,
        raises=_CARD_CUES,
        forbids=RECORDS,
        forbids_after=UNITS,
        check=_bank_card,
    ),
    Recogniser(
        "BANK_CARD",
        "银行卡尾号",
        rf"(?:卡|账号|帐号|账户)[^0-9,。;!?\n]{{0,4}}尾号[是为:]{{0,2}}{S}(?P<x>[0-9]{{4}})(?![0-9])",
        0.7,
        keys=("尾号",),
    ),
    Recogniser(
        "PASSPORT",
        "护照号",
        rf"(?<![a-z0-9])[degpshmcw]{S}[a-z]?(?:{S}[0-9]){{7,10}}(?![0-9])",
        0.85,
        keys=("护照", "通行证", "台胞证", "passport"),
        needs=("护照", "通行证", "台胞证", "passport", "证件"),
    ),
    Recogniser(
        "PLATE",
        "车牌号",
        rf"[{_PROVINCE}][ \-]?[a-hj-z][ ·•.,*\-]{{0,3}}(?:(?:{_SIGN}[ \-]?){{4,5}}{_SIGN}(?![a-z0-9])[学警港澳挂领使试]?|(?:{_SIGN}[ \-]?){{4}}[学警港澳挂领使试])",
        0.85,
        keys=tuple(_PROVINCE),
        check=_plate,
    ),
    Recogniser(
        "PLATE",
        "车牌片段",
        r"(?:车牌|牌照|车号|号牌)(?:号码?)?(?:的?尾[号数]|后[三四五]位|末[三四五]位)?[是为:]{0,2}[ ]?(?P<x>[a-z0-9·]{3,7})(?![a-z0-9])",
        0.7,
        keys=("车牌", "牌照", "车号", "号牌"),
        forbids_after=UNITS,
    ),
)
