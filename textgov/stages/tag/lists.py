"""Tell what is named in passing: one of several items of an enumeration that no activity or result is tied to.

在矛盾化解、垃圾分类、物业管理等工作上发挥作用 names three fields of work and reports on none; 开展了矛盾化解、垃圾分类、文明
创建等活动 reports on each. The first counts half (``TagSettings.list_factor``), the second in full.
"""

from __future__ import annotations

import re

from textgov.types import Span

# Three items: two 、, or one 、 and a conjunction or 等 behind it.
_ITEMS = re.compile(r"[^、]+、[^、]+(?:、|以及|(?<!参)[和及与或等])")
_ACTIVE_TAIL = re.compile(
    r"活动|实事|内容|主题|专题|模式|机制|体系|[两三四五六七八九十\d](?:支|股|类|方|项|大)(?:队伍|力量)|"
    r"投入使用|建成|启用|投用|到场|坐下|一起|共同|下沉|等(?:[^、]{0,4}项目|[^、]{0,4}工程|措施|举措|行动)|"
    r"等?(?:多种|多维|多方|各方)?(?:力量|资源|方式|形式|渠道|途径|手段|工具|载体)|\d+个[^、]{0,4}(?:窗口|室|专区|功能区|岗位|中心)"
)
_ACTIVE_HEAD = re.compile(
    r"开展|发挥|争做|当好|化身|担任|变身|联合|携手|会同|联动|引入|邀请|整合|汇聚|链接|吸纳|运用|设立|设置|做好|抓好|举办|实施|提供|建成|建设|新建|办好|完成|解决|设有|开设|推出|新增|增设|组建|成立|打造"
)
_PASSIVE_TAIL = re.compile(
    r"(?:摆|搬|端)(?:上|到)(?:桌|台)|"
    r"等[^、]{0,8}(?:工作|领域|方面|主体|作用|需要|诉求|岗位|知识|培训|理念|人员|服务功能|优势|特点)"
)
# 漏水、噪声、井盖松动,拍张照就能报: the clause behind a list says that its items are what people speak of.
_TOPICS = re.compile(r"[,，](?:样样|件件|桩桩|都(?:能|可|拿|在|来)|拍|扫|统统|哪样|一样样|什么都|全都(?:能|可))")
# What follows such a verb in the last item is no item, but what the listed ones do or lack.
_VERB = re.compile(
    r"[两三四多各]方|一起|一同|认领|轮流|商量|坐[到在下拢]|凑到|捐资|捐款|让地|出钱|出力|出工|参加|参与|担任|加入|组成|缺乏|不足|不|难|淡薄|薄弱|滞后"
)
# An item that opens with a verb is done: 巡逻、排查隐患、进行调解 lists what they do.
_ACTION = re.compile(
    r"进行|开展|排查(?!工作)|化解|调解(?=矛盾|纠纷|邻里)|清理|清除|清扫(?=[^、])|打扫|整治|收集|听取|走访|宣讲|劝导|照料|看望|慰问|组织|举办|建立|"
    r"成立|组建|设立|设置|打造|推行|推广|完善|健全|落实|帮助|为|给|送|拆除|增设|新增|改造|修建|修缮|解决|摸排|签订|制定|评选"
)
# The first item begins behind the last of these: 巩固党支部在矛盾化解、… lists 矛盾化解, not 党支部.
_BEGINS = "在对就把将由让围"
# More characters than this between a word and the first 、: the word is who lists (网格员发现占道、油烟), not what is listed.
_SUBJECT = 2
_COUNTED = re.compile(r"\d|[一两三四五六七八九十百]+(?:支|场|个|项|次|名|家|处|条|件)")


def passing_item(text: str, clause: Span, start: int, end: int) -> Span | None:
    """Return the item of an enumeration in ``clause`` that holds ``[start, end)`` when it is only named, else None.

    Where the whole list is what people talk about, the item is the clause: all its words are one mention.
    """
    whole = text[clause.start : clause.end]
    if "、" not in whole or not _ITEMS.search(whole):
        return None
    left, right = text.rfind("、", clause.start, start) + 1, text.find("、", end, clause.end)
    if not left and right < 0:
        return None
    if not left:
        if right - end > _SUBJECT:
            return None
        left = max(clause.start, *(text.rfind(mark, clause.start, right) + 1 for mark in _BEGINS))
    if _TOPICS.match(text, clause.end):
        return clause
    item = Span(left, right if right >= 0 else clause.end)
    if end <= item.start:
        return None
    if "等" in text[item.start : start]:
        return None
    if _COUNTED.search(text, item.start, item.end) or _ACTIVE_TAIL.search(text, end, clause.end):
        return None
    if _VERB.search(text, item.start, item.end) or _ACTION.match(text, item.start, item.end):
        return None
    passive = _PASSIVE_TAIL.search(text, end, clause.end)
    first = text.find("、", clause.start, clause.end)
    return None if not passive and _ACTIVE_HEAD.search(text, clause.start, max(first, item.start)) else item
