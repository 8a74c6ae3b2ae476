"""Mail and chat names: e-mail, WeChat, QQ, Douyin and others, in every disguise (薇, 扣扣, 加v, at instead of @)."""

from __future__ import annotations

from textgov.stages.privacy.lexicon import words
from textgov.stages.privacy.numbers import RECORDS, UNITS
from textgov.stages.privacy.recogniser import D, Recogniser, S, alternatives, before


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

RECOGNISERS = (
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
        rf"{_PLATFORM}(?:号码?|账号|帐号|id|群){{0,2}}(?:[^a-z0-9。;!?\n]{{0,4}}?)(?P<x>[a-z][a-z0-9_\-.]{{3,24}}|[1-9一二三四五六七八九幺](?:{S}{D}){{4,10}})"
        r"(?![a-z0-9@])",
        0.85,
        keys=_PLATFORM_KEYS,
        forbids_after=UNITS,
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
        forbids=(*RECORDS, "网址", "网站", "http", "www"),
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
        "网名",
        r"叫[“\"「](?P<x>[^,。;!?\n”\"」]{2,12})[”\"」]的?(?:主播|博主|网友|账号|号|网红|粉丝|群友)",
        0.75,
        keys=("主播", "博主", "网友", "账号", "号", "网红", "粉丝", "群友"),
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
        r"(?:昵称|网名|微信名|抖音名|快手名|抖音号|快手号|账号名|号名|头条号|直播间)(?:叫做?|是|为|:)?(?![的和都不里上下也就有发])(?P<x>[^,。;!?\n”\"」 @“]{2,12})(?=[,。;!?\n ]|\Z)",
        0.7,
        keys=("昵称", "网名", "微信名", "抖音名", "快手名", "抖音号", "快手号", "账号名", "号名", "头条号", "直播间"),
    ),
)
