"""Numbers that lead to a person: telephones, ID cards, bank cards, passports, number plates, mail and chat names."""

from __future__ import annotations

import re
from datetime import date

from textgov.stages.privacy.lexicon import words
from textgov.stages.privacy.recogniser import DIGITS, START, D, Recogniser, S, alternatives, before

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
_UNITS = words("元 万 亿 块 吨 平 度 户 人 米 公里 公斤 千瓦 亩 票 次 份 个 分 % 年 月 日 岁 倍 辆 台 套 方")
_RECORDS = words(
    "订单 编号 单号 工单 受理 流水号 文号 合同号 户号 条码 条形码 信用代码 许可证 证书号 编码 备案 案号 发票 批号 型号"
)
_PHONE_CUES = words("电话 手机 座机 固话 联系 打 拨 tel phone call 号码 短信 回电 致电")
# A line of an office is public, and a letter about an unanswered hotline is about that line.
_OFFICE_CUES = words(
    "热线 值班电话 办公电话 办公室电话 监督电话 举报电话 投诉电话 咨询电话 服务电话 客服 前台 总机 局电话 "
    "所电话 中心电话 街道电话 社区电话 居委会电话 政府电话 站电话 公司电话 物业电话 委电话 大厅电话 医院电话 "
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
    if groups not in _MOBILE_GROUPS and not cue and not _HAN_DIGITS & set(candidate):
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


def _private_mail(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    return None if "gov" in folded[start:end] else (start, end, 0.0)


def _account(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    public = any(word in before(folded, start, 10) for word in ("公众号", "小程序", "视频号"))
    return None if public else (start, end, 0.0)


def _handle(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    """Judge what stands behind a single 薇 or v: a word of letters alone, without 加, is too little."""
    told = any(c.isdigit() or c in "_-" for c in folded[start:end])
    return (start, end, 0.0) if told or "加" in folded[max(0, start - 6) : start] else None


_PLATFORM_KEYS = words(
    "绿泡泡 企鹅 微信 薇信 威信 卫信 维信 徽信 威芯 微芯 微心 微❤ 薇❤ v❤ v信 w信 微号 薇号 +v 加v vx wx weixin wechat qq 扣扣 抠抠 球球 丘丘 q号 扣号 企鹅号 抖音 "
    "快手 小红书 微博 支付宝 钉钉 陌陌 闲鱼 旺旺 telegram whatsapp"
)
_PLATFORM = f"(?:{alternatives(_PLATFORM_KEYS)})"
_MAIL_HOST = "(?:qq|163|126|139|189|sina|sohu|foxmail|gmail|hotmail|outlook|yeah|aliyun|icloud|21cn)"
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
        forbids=_RECORDS,
        forbids_after=_UNITS,
        check=_mobile,
    ),
    Recogniser(
        "PHONE",
        "分段的手机号",
        rf"{START}[1一幺壹][3-9三四五六七八九拐勾]{D}(?P<gap>[,、.…/|+~ ]{{1,3}}){D}{{4}}(?P=gap){D}{{4}}(?!{D})",
        0.85,
        digits=True,
        forbids=_RECORDS,
        forbids_after=_UNITS,
    ),
    Recogniser(
        "PHONE",
        "字母代数字的手机号",
        rf"(?<![a-z0-9])[1l][3-9](?:{S}[0-9ol]){{9}}(?![a-z0-9])",
        0.75,
        digits=True,
        forbids=_RECORDS,
        forbids_after=_UNITS,
        check=_lettered,
    ),
    Recogniser(
        "PHONE",
        "断开的手机号",
        rf"{START}[1一幺壹]{_BREAK}[3-9三四五六七八九拐勾](?:{_BREAK}{D}){{9}}(?![0-9])",
        0.8,
        keys=("电话", "手机", "号码", "联系我"),
        needs=("电话", "手机", "号码", "联系我"),
        forbids=_RECORDS,
        forbids_after=_UNITS,
    ),
    Recogniser(
        "PHONE",
        "座机号",
        rf"(?<!\.){START}\(?[0〇零]{S}[1-9一二三四五六七八九](?:{S}{D}){{8,10}}(?![0-9]){_EXTENSION}",
        0.6,
        digits=True,
        raises=_PHONE_CUES,
        forbids=(*_RECORDS, *_OFFICE_CUES),
        forbids_after=_UNITS,
    ),
    Recogniser(
        "PHONE",
        "本地号码",
        rf"(?<!\.){START}(?<![0-9][- ])[2-8二三四五六七八](?:{S}{D}){{6,7}}(?![0-9]){_EXTENSION}",
        0.75,
        digits=True,
        needs=_PHONE_CUES,
        forbids=(*_RECORDS, *_OFFICE_CUES, "身份证", "qq", "扣扣"),
        forbids_after=_UNITS,
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
        forbids=tuple(word for word in _RECORDS if word not in ("证书号", "编号")),
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
        forbids=_RECORDS,
        forbids_after=_UNITS,
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
        r"(?:车牌|牌照|车号|号牌)(?:号码?)?(?:的?尾号|后[三四五]位)?[是为:]{0,2}[ ]?(?P<x>[a-z0-9·]{3,7})(?![a-z0-9])",
        0.7,
        keys=("车牌", "牌照", "车号", "号牌"),
        forbids_after=_UNITS,
    ),
    Recogniser(
        "EMAIL",
        "电子邮箱",
        r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63} ?(?:@|[(\[{#*]at[)\]}#*]| at |艾特) ?[a-z0-9\-]{1,40}"
        r"(?: ?(?:\.|点|[(\[]dot[)\]]| dot ) ?[a-z0-9\-]{1,20}){1,3}",
        0.95,
        keys=("@", "at", "艾特"),
        check=_private_mail,
    ),
    Recogniser(
        "EMAIL",
        "变形邮箱",
        rf"(?<![a-z0-9._\-])[a-z0-9][a-z0-9._\-]{{1,40}} ?[@#&$*★☆圈爱]{{1,2}} ?{_MAIL_HOST} ?(?:\.|点|。) ?(?:com|cn|net)",
        0.9,
        keys=("com", "cn", "net"),
    ),
    Recogniser(
        "ONLINE_ID",
        "网络账号",
        rf"{_PLATFORM}(?:号码?|账号|帐号|id|群){{0,2}}(?:[^a-z0-9。;!?\n]{{0,4}})(?P<x>[a-z][a-z0-9_\-.]{{3,24}}|[1-9](?:{S}[0-9]){{4,10}})"
        r"(?![a-z0-9@])",
        0.85,
        keys=_PLATFORM_KEYS,
        forbids_after=_UNITS,
        check=_account,
    ),
    Recogniser(
        "ONLINE_ID",
        "账号样式",
        r"(?<![a-z0-9@._\-/])(?P<x>[a-z][a-z0-9]{0,20}[_\-][a-z0-9_\-]{2,20}|[a-z]{3,15}[0-9]{2,8}[a-z]{0,6})(?![a-z0-9@._\-])",
        0.75,
        keys=("微", "薇", "威", "号", "加", "搜", "抖", "账", "id"),
        check=_account,
        needs=(
            "微信",
            "薇",
            "威",
            "她的号",
            "他的号",
            "我的号",
            "小号",
            "加我",
            "加他",
            "加她",
            "搜",
            "抖音",
            "快手",
            "账号",
            "帐号",
            "id",
        ),
        forbids=(*_RECORDS, "网址", "网站", "http", "www"),
    ),
    Recogniser(
        "ONLINE_ID",
        "网上艾特",
        r"(?:微博|抖音|快手|小红书|头条|b站|知乎|视频号)[^,。;!?\n@]{0,4}(?P<x>@[^,。;!?\n”\"」 @]{2,16}?)(?=为证|发|说|拍|[,。;!?\n”\"」 ]|\Z)",
        0.8,
        keys=("@",),
    ),
    Recogniser(
        "ONLINE_ID",
        "加我的账号",
        r"(?:加(?:我|个|俺|下|一下)?|我的?|俺的?|[,。;!? \n])(?:薇|威|微|维|徽|卫|v|w|q|扣)(?:号|信)?[ ]?[:是:]{0,2}[ ]?(?P<x>[a-z][a-z0-9_\-.]{4,24}|[1-9](?:[ \-]?[0-9]){5,10})(?![a-z0-9@])",
        0.8,
        keys=("加", "薇", "威", "微", "维", "v", "w", "q", "扣"),
        check=_handle,
    ),
    Recogniser(
        "ONLINE_ID",
        "网名",
        r"(?:昵称|网名|微信名|抖音号|抖音名|快手号|快手名|抖音上?搜?|快手上?搜?|id)(?:叫做?|是|为|:){0,2}[ ]?[“\"「@]{1,2}(?P<x>[^,。;!?\n”\"」 ]{2,16})",
        0.75,
        keys=("昵称", "网名", "微信名", "抖音", "快手"),
        check=_account,
    ),
    Recogniser(
        "ONLINE_ID",
        "网名",
        r"(?:昵称|网名|微信名|抖音名|快手名)(?:叫做?|是|为|:)(?P<x>[^,。;!?\n”\"」 @“]{2,12})",
        0.7,
        keys=("昵称", "网名", "微信名", "抖音名", "快手名"),
    ),
)
