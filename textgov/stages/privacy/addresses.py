"""Where one household lives: rooms, house numbers, and 堰塘边第三家. Villages, streets and compounds alone stay."""

from __future__ import annotations

import re

from textgov.stages.privacy.lexicon import words
from textgov.stages.privacy.recogniser import Recogniser, after, alternatives, before

_N = "[0-9一二三四五六七八九十百零〇两]{1,4}"
_SHORT = "[0-9一二三四五六七八九十]{1,3}"
_BUILDING = r"[东西南北a-z0-9一二三四五六七八九十百零〇两][a-z0-9一二三四五六七八九十百零〇两 \-]{0,5}(?:栋|幢|号楼|号院|座|#楼?|弄|排|斋)"
_UNIT = rf"(?:{_SHORT}|[a-z甲乙丙丁])(?:单元|门栋|门洞|门(?![口面前外店])|梯|号门|排)"
_SIDE = "[东西南北中左右](?:边|面|侧|首|头)?"
_DOOR = rf"{_SIDE}(?:户|屋|间|手第?{_SHORT}间)"
_FLOOR = rf"(?:{_SHORT}|顶|底)[楼层](?:{_DOOR}|{_SIDE}|{_N}(?:室|号房?|户|床|房))?"
_ROOM = (
    r"[a-z]?(?:[0-9]{3,4}|[一二三四五六七八九十〇零]{3,4}|[0-9一二三四五六七八九十]{1,2}(?=室|户|号))"
    r"(?![0-9]|年|元|[多余]?[户人个块米]|平|万|[%.])(?:室|户|号(?:房|[前后]?院)?|房)?[a-z]?"
)
_SUFFIX = rf"(?:[ ]?附{_SHORT}号|之{_SHORT}|-[0-9]{{1,3}}(?:号)?)"
_HOME_KEYS = words(
    "我屋 俺屋 额屋 涯屋 屋头 歇在 落脚在 安家在 搭在 搬到 住 家在 家是 我家 我们家 俺家 俺们家 额家 咱家 屋里 屋下 屋在 户籍 住址 地址 现居 门牌 房子在"
)
_HOME = f"(?:住(?![户房宅院建宿所进校改])|{alternatives(word for word in _HOME_KEYS if word != '住')})"
_HOME_CUES = (
    "住",
    "家在",
    "我家",
    "俺家",
    "屋里",
    "屋下",
    "住址",
    "家庭地址",
    "户籍",
    "租",
    "房号",
    "业主",
    "门牌",
    "地址",
    "我们家",
)
_GROUP = rf"(?:{_N}|[上下中东西南北新老][一-鿿]{{0,2}})(?:村民小组|村小组|生产队|小组|组|社|队)"
_LOCALITY = r"(?:[一-鿿]{1,7}?(?:村|塆|湾|屯|庄|寨|镇|乡|社区|街道|小区|家园|花园|苑|坝|坳|街|路|巷|屋场|庄子|营)(?![民里头边口脚旁委尾]))?"
_NEARBY = "[面边旁头脚底口顶坎侧后前里外上下东西南北左右隔对靠挨临紧角尽]"
_TAIL = (
    rf"(?:独(?:一|门独)?(?:家|户|栋|院)|第{_SHORT}(?:家|户|间|栋|幢|排|座|个门|孔窑|口窑|进院|个院子?)(?![中拿获被次店])"
    r"|(?:那|这|最[一-鿿]{1,2}|[边头尾口旁里])(?:的)?(?:那|这)?(?:一|独|独一)?(?:家|户|间|栋|座|幢|排|孔|屋(?=[,。;!?的\n]|\Z)|个(?=[一-鿿]{0,4}(?:蒙古包|毡房|帐篷|棚|房|屋|院|窑|楼|集装箱)))"
    r"(?:[一-鿿]{0,4}(?:帐篷|棚子|窝棚|工棚|板房|铁皮房|集装箱|小院|吊脚楼|窑洞|窑|老屋|楼房|平房|瓦房|砖房|土屋|砖屋|木屋|楼|房|屋|院子|院))?)"
)
_MORE = rf"(?:[^,。;!?\n]{{0,3}}{_TAIL})?"
_NUMBERED = re.compile("[东西南北]?[a-z0-9一二三四五六七八九十百零〇两]")
_UNIT_END = re.compile("(?:单元|门栋|门|梯|号门|排)$")
_COUNTED = frozenset("0123456789一二三四五六七八九十〇零")
_PLACE_WORD = re.compile(_NEARBY)
_GROUP_HEAD = re.compile(_GROUP)
# 我家楼下那间: whose neighbour it is says nothing of where.
_ELSEWHERE = re.compile("(?:楼[上下]|对[面门]|隔壁|旁边|门口|附近|周围|[前后]面)(?:的)?[那这]")
_NOT_A_HOME = re.compile("唯一|全[国省市县镇]|排名|开业|开店|比赛|公司|企业|店铺|饭店|餐馆|厂家")


def _household(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    """Judge a building: a number must begin it."""
    return _inhabited(folded, start, end) if _NUMBERED.match(folded, start, end) else None


def _inhabited(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    """Judge a place in a building.

    A unit without a door is a home only where someone lives: 3栋2单元的电梯 is where a lift is.
    """
    if _UNIT_END.search(folded, start, end):
        around = before(folded, start, 14) + after(folded, end, 6)
        return (
            (start, end, 0.0) if any(cue in around for cue in (*_HOME_CUES, "邻居", "隔壁", "楼上", "楼下")) else None
        )
    return start, end, 0.0


def _chained(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    """Judge a chain of lane, building, unit, floor and room: it must name one household, and hold a number."""
    if folded[start] not in "东西南北中左右甲乙丙丁" and not _NUMBERED.match(folded, start, end):
        return None
    return _inhabited(folded, start, end) if any(c in _COUNTED for c in folded[start:end]) else None


def _relational(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    candidate = folded[start:end]
    grouped = _GROUP_HEAD.search(candidate)
    if _NOT_A_HOME.search(candidate) or _ELSEWHERE.match(candidate) or not (grouped or _PLACE_WORD.search(candidate)):
        return None
    head = before(folded, start, 12)
    if grouped or any(cue in head for cue in (*_HOME_CUES, "额家", "屋")):
        return start, end, 0.2
    return (start, end, 0.0) if candidate.endswith(("屋", "房", "那家", "那户", "那一户", "一家", "间")) else None


def _lives(folded: str, start: int, end: int) -> tuple[int, int, float] | None:
    """Judge 在…住: only a place that is told from other places, not a town or a village."""
    return (start, end, 0.0) if _PLACE_WORD.search(folded, start, end) and folded[end - 1] not in "里上" else None


_LANE = rf"{_N}(?:号(?![线令文桥井机口窗院楼])|弄|巷|里)"
_CHAIN_HEAD = rf"(?:(?:[a-z0-9一二三四五六七八九十东西南北]{{1,2}}[区期坊苑园][ ]?)?(?:{_BUILDING}|{_LANE})|[东西南北中左右]单元|{_UNIT})"
_CHAIN_PART = (
    rf"(?:{_UNIT}|[东西南北中左右](?:单元|门)|{_N}号(?:附{_SHORT}号?|之{_SHORT})?(?![线令文桥井机口窗])|(?:附|之){_SHORT}号?"
    rf"|(?:负{_SHORT}|{_SHORT}|顶|底)[楼层]|阁楼|亭子间|灶披间|[a-z][室座]|[前后]门|[前后](?:楼|院|屋)|{_DOOR}|{_ROOM}|{_SIDE}(?![一-鿿])|[0-9]{{1,2}}-[0-9]{{1,4}}(?![0-9\-]))"
)
_PUBLIC_ROOM = (
    r"(?![一-鿿]{0,2}(?:电梯|楼道|大厅|会议|办公|窗口|柜台|商铺|门面|门诊|食堂|教室|楼梯|走廊|天台|停车|车位))"
)

RECOGNISERS = (
    Recogniser(
        "ADDRESS",
        "连写的门牌",
        rf"(?<![月0-9]){_CHAIN_HEAD}(?:[ ]?[的\-]?{_CHAIN_PART}){{1,4}}{_PUBLIC_ROOM}",
        0.8,
        keys=("栋", "幢", "号", "座", "#", "弄", "排", "斋", "单元", "巷", "门", "梯"),
        check=_chained,
    ),
    Recogniser(
        "ADDRESS",
        "楼层方位",
        rf"(?:{_SHORT}|顶)楼{_SIDE}(?=[,。;!?、\n]|住|的?(?:那|一)?[户家]|漏|\Z)",
        0.7,
        keys=("楼",),
        needs=_HOME_CUES,
    ),
    Recogniser(
        "ADDRESS",
        "楼栋房号",
        rf"{_BUILDING}[ ]?(?:[的-]?(?:{_UNIT})[ \-]?(?:{_FLOOR}|{_ROOM}|{_DOOR})?|{_N}号(?:后楼|前楼|亭子间|阁楼)|-?{_SIDE}{_FLOOR}|-?{_FLOOR}(?:{_DOOR})|-?{_ROOM}|{_DOOR}"
        rf"|[0-9]{{1,2}}-[0-9]{{1,4}}(?![0-9\-])|{_N}号(?:[0-9]{{1,4}}室|[前后东西南北]?院)?)(?![一-鿿]?(?:电梯|楼道))",
        0.85,
        keys=("栋", "幢", "号楼", "号院", "座", "#", "弄", "排", "斋"),
        check=_household,
    ),
    Recogniser(
        "ADDRESS",
        "门牌室号",
        rf"{_N}号(?:附{_N}号)?[ ]?(?:{_N}楼)?[ ]?[a-z]?[0-9零〇一二三四五六七八九十]{{2,4}}室",
        0.9,
        keys=("室",),
    ),
    Recogniser(
        "ADDRESS",
        "室号",
        r"(?<![0-9])[0-9]{3,4}(?:室(?!内|外|友|温)|房(?![价租产屋间地东子]))",
        0.7,
        keys=("室", "房"),
        needs=_HOME_CUES,
        forbids=("会议室", "办公", "窗口", "教室", "诊室", "大厅", "局"),
    ),
    Recogniser(
        "ADDRESS",
        "楼层户",
        rf"(?:{_SHORT}|顶|底)[楼层](?:{_SIDE}户|[a-z][室座]|{_N}(?:床|室|号房))",
        0.75,
        keys=("户", "床", "室", "号房"),
    ),
    Recogniser(
        "ADDRESS",
        "组和门牌",
        rf"{_GROUP}[ ]?(?:门牌)?{_N}号(?:附{_SHORT}号)?(?![线令文桥井机])",
        0.85,
        keys=("组", "社", "队"),
    ),
    Recogniser(
        "ADDRESS",
        "街巷门牌",
        rf"{_HOME}[^,。;!?\n]{{0,14}}?(?:[路街巷弄里道同村庄坊院屯坪寨塘桥园苑湾区]|新村|新城)(?P<x>{_N}号(?:{_SUFFIX})?(?:院|房|楼)?(?![线令文桥井机地坑]))",
        0.8,
        keys=_HOME_KEYS,
    ),
    Recogniser(
        "ADDRESS",
        "住处的房号",
        r"(?:住|我家|我们家|俺家|家在)(?![户院])(?:在|他|她|其|的|就|楼上|楼下|对门|对面|隔壁|[东西南北])*(?P<x>[a-z]?[0-9]{3,4}|[0-9]{1,4}号(?:院|房)?)(?=[,。;!?、的室号\n]|\Z)",
        0.75,
        keys=("住", "我家", "我们家", "俺家", "家在"),
    ),
    Recogniser(
        "ADDRESS",
        "住处的房号",
        r"(?<![给欠收扣罚打借还找退赔补骗问转差])(?:我|俺|额|他|她)(?:们|家)?(?:在|住|是)?(?P<x>[1-9][0-9]{2,3})(?=的?[,。;!?、她他我室\n])",
        0.7,
        keys=("我", "俺", "额", "他", "她"),
    ),
    Recogniser(
        "ADDRESS",
        "邻家的房号",
        r"(?:楼上|楼下|对门|隔壁)(?:的)?(?P<x>[a-z]?(?:[0-9]{3,4}|[一二三四五六七八九〇零]{3,4}))(?=室|的|住|家|户|业主|漏|装|天天|又|总|老是|半夜|[,。;!?])",
        0.75,
        keys=("楼上", "楼下", "对门", "隔壁"),
    ),
    Recogniser(
        "ADDRESS",
        "在某处住",
        r"(?:我|俺|额|我们|我家|一家[一-鿿]{0,2}|[一二三四五六七八九]口人?)在(?P<x>[^,。;!?\n]{3,16}?(?:房|屋|棚|院|楼|户|家|间|窑|里|上))(?:居?住)(?=[,。;!?着了])",
        0.7,
        keys=("住",),
        check=_lives,
    ),
    Recogniser(
        "ADDRESS",
        "独立的住处说明",
        rf"(?:(?<=[,。;!?:\n ])|^)(?P<x>(?!我|你|他|她|这|那|请|隔壁|对面|楼)[^,。;!?\n]{{2,13}}?{_NEARBY}(?:的)?那(?:一|独一)?(?:户|家))(?=[,。;!?\n]|就是|便是|\Z)",
        0.7,
        keys=("那户", "那家", "那一户", "那一家", "那独一"),
        check=_relational,
    ),
    Recogniser(
        "ADDRESS",
        "自述的门牌",
        rf"(?:我们?|俺们?|额|涯)(?:家)?(?:就)?(?:[是在系]|住)[^,。;!?\n]{{1,12}}?[一-鿿](?P<x>{_N}号(?:{_SUFFIX})?(?:院|房|楼)?)(?=的?[,。;!?\n ]|的)",
        0.75,
        keys=("号",),
    ),
    Recogniser(
        "ADDRESS",
        "附号门牌",
        rf"{_N}号[ ]?(?:附|之)[ ]?{_SHORT}号?",
        0.85,
        keys=("附", "之"),
    ),
    Recogniser(
        "ADDRESS",
        "短横房号",
        r"(?<![0-9.\-])[a-z]?[0-9]{1,3}-[0-9a-z]{1,3}-[0-9]{1,4}(?![0-9\-])",
        0.8,
        keys=("-",),
        needs=_HOME_CUES,
    ),
    Recogniser(
        "ADDRESS",
        "方位描述的住处",
        rf"(?:{_HOME}(?:就)?[在是:]{{0,2}}|(?:我|俺|额|本人|涯)(?:们)?(?:就)?[是在系]){_LOCALITY}(?P<x>[^,。;!?\n]{{0,14}}?{_TAIL}{_MORE})",
        0.7,
        keys=(
            *_HOME_KEYS,
            "我是",
            "我就是",
            "我在",
            "俺是",
            "俺在",
            "额是",
            "额在",
            "本人是",
            "涯系",
        ),
        check=_relational,
    ),
    Recogniser(
        "ADDRESS",
        "住的屋子",
        rf"(?:{_HOME})(?:就)?[在是进:]{{0,2}}(?:娘家|婆家|公家|岳父家)?{_LOCALITY}(?P<x>[^,。;!?\n]{{0,12}}?(?:柴房|偏房|厢房|门房|车库|地下室|牛棚|猪圈|窑洞|蒙古包|毡房|工棚|窝棚|帐篷|集装箱|亭子间)"
        rf"|{_GROUP}[^,。;!?\n]{{1,12}}?(?:底下|旁边|边上|对面|背后|后面|后头|跟前|脚下|头上|口上))(?=[,。;!?里的\n]|\Z)",
        0.7,
        keys=_HOME_KEYS,
    ),
    Recogniser(
        "ADDRESS",
        "组内的住处",
        rf"(?P<x>{_GROUP}[^,。;!?\n]{{1,12}}?{_TAIL}{_MORE})",
        0.7,
        keys=("组", "社", "队"),
        check=_relational,
    ),
)
