"""How Chinese administrative names are built: the closed list of provinces, and patterns for the levels below.

All patterns see folded text that ``isolate`` has freed of the words that cannot belong to a name.
"""

from __future__ import annotations

import re

_FULL = (
    "河北省|山西省|辽宁省|吉林省|黑龙江省|江苏省|浙江省|安徽省|福建省|江西省|山东省|河南省|湖北省|"
    "湖南省|广东省|海南省|四川省|贵州省|云南省|陕西省|甘肃省|青海省|台湾省|内蒙古自治区|广西壮族自治区|"
    "西藏自治区|宁夏回族自治区|新疆维吾尔自治区|北京市|天津市|上海市|重庆市|香港特别行政区|澳门特别行政区"
)
PROVINCES = frozenset(_FULL.split("|"))
_SHORT = {re.sub("省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区", "", name): name for name in _FULL.split("|")}
_HAN = "[\u4e00-\u9fff]"

# What stands before 市, 区, 县 or 旗 without being a name: 全市, 社区, 现代城市.
_NO_CITY = (
    "全|我|本|该|各|县|省|超|夜|跨|股|菜|大都|现代都|国际都|文明城|现代城|宜居城|智慧城|韧性城|森林城|卫生城|海绵城|特大城|超大城|中心城|中小城"
    "|旅游城|工业城|创新城|国际城|沿海城|幸福城|平安城|示范城|友好城|一座城|大型城|老旧城"
)
_NO_DISTRICT = (
    "全|各|本|我|该|小|社|辖|园|片|街|景|校|院|库|厂|老|地|专|禁|展|功能|示范|实验|试验|保护|开发|高新|合作|度假|封闭|住宅|老城|主城|中心城"
    "|建成|偏远山|贫困山|安置|公共|活动|服务|共享|休闲|儿童|居民|聚居|责任"
)
_NO_COUNTY = "全|各|本|我|该|市|区|州|每|郡|贫困|农业|示范|试点|百强"
_NO_BANNER = "红|党|国|锦|队|彩|大"


def _suffix(sign: str, no_name: str) -> str:
    return sign + "".join(f"(?<!{word}{sign})" for word in no_name.split("|"))


_CITY = rf"{_HAN}{{2,9}}?自治州|{_HAN}{{2,4}}?{_suffix('市', _NO_CITY)}|{_HAN}{{2,4}}?(?:盟|地区)"
_DISTRICT = (
    rf"{_HAN}{{1,9}}?自治[县旗]|{_HAN}{{2,4}}?(?:{_suffix('区', _NO_DISTRICT)}|{_suffix('市', _NO_CITY)})"
    rf"|{_HAN}{{1,4}}?(?:{_suffix('县', _NO_COUNTY)}|{_suffix('旗', _NO_BANNER)})"
    rf"|{_HAN}{{2,8}}?(?:工业园|科技园|产业园|开发|高新|示范)区"
)
# 镇 and 乡 as part of other words: 乡愁, 乡村振兴, 镇江市.
TOWN_END = rf"(?!{_HAN}?(?:愁|村振兴|贤|亲|音|土|情|间|邻))(?!(?![全我本该各]){_HAN}[市县])"
# A short name counts before a city or district only: 江苏苏州市, but not 吉林市 or 海南区.
_PROVINCE = rf"(?:{_FULL})|(?:{'|'.join(_SHORT)})(?![省市]|自治|特别)(?=(?:{_CITY}|{_DISTRICT})(?!{_HAN}?大学))"
CHAIN = re.compile(
    rf"(?={_HAN})(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<district>{_DISTRICT})?"
    rf"(?P<street>{_HAN}{{2,4}}?(?:街道|[镇乡]{TOWN_END}))?"
)
# 湖南长沙:… opens the title of a site above the province.
TITLE_PLACE = re.compile(rf"\W*({'|'.join(_SHORT)}|{_FULL})({_HAN}{{2,4}}?)\s*[:|丨]")
STREET = re.compile(rf"({_HAN}{{1,24}}?)(街道|镇|乡){TOWN_END}")

# What stands before 街道, 镇 or 乡 without being a name: quantities, kinds, verbs; and the words 城镇, 乡镇, 家乡, 返乡 …
NO_NAME = re.compile(
    ".*(?:各|全|该|本|我|每|个|多|制|社区|试点|兄弟|相关|有关|所在|其他|周边|上级|所有|几|基层|文明|特色|部分|所属|示范|相邻|主要|沿线|商业|传统|城市"
    "|推动|推进|指导|引导|要求|组织|协调|督促|带动|支持|联合|帮助|促进|形成|建立|实现|联动|鼓励|发动|邀请|反映|服务|深化|加强|创新|探索|赋予|打造|建设)"
    "|.{2,}[和与及或在对到从由向]"
)
NO_TOWN = {
    "街道": re.compile("两|乡镇"),
    "镇": re.compile(".*[城乡村集市小古名强重]"),
    "乡": re.compile(".*[城家故老下返回水他同入]"),
}
# A place somebody travels to or comes from is not the report's own.
_VISITING_WORDS = "赴|前往|奔赴|来自|借鉴|参观|考察|学习"
_VISIT_MARK = "→"
VISITING = re.compile(_VISIT_MARK + "$")
VISITED = re.compile(f"{_HAN}{{0,4}}(?:{_VISIT_MARK}|取经|结对|等地)")
# Words that stand before a place and are not part of its name.
_WORDS = (
    "位于|来到|走进|走访|走近|坐落于|座落于|地处|坐落在|处于|隶属于?|属于|对话|专访|采访|访谈|探访|近年来|今年|去年|目前|近日|日前|如今|同时|其中|通过|围绕|根据|按照"
    "|作为|关于|推动|结合|针对|聚焦|委托|授予|曾是|就是|这里是|获悉|记者|扎根|现将|兹有|时任"
)
# Words of one character may be part of a name: 和平区, 从化区, 于都县, 驻马店市.
_PARTICLES = (
    "[是的了着把被据]|(?:[在由从到向对与及跟以为将至过给受归访]|于|经(?!济)|让(?!胡路)|驻(?!马店)|(?<!呼)和(?!田地|林格尔))"
    rf"(?!{_HAN}?(?:[市区县旗镇乡]|街道))"
)
_BEFORE = re.compile(f"(?P<visiting>{_VISITING_WORDS})|{_WORDS}|{_PARTICLES}|(?P<province>{_FULL})")


def isolate(folded: str) -> str:
    """Return the text with a mark in place of every word that belongs to no name, and a space before every province."""

    def mark(match: re.Match[str]) -> str:
        if match["visiting"]:
            return _VISIT_MARK
        return " " + (match["province"] or "")

    return _BEFORE.sub(mark, folded)


def full_name(province: str | None) -> str | None:
    """Return 贵州省 for 贵州."""
    return _SHORT.get(province, province) if province else None
