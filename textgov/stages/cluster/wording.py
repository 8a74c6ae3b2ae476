"""What people wrap around a problem when they write: openings, closings, questions, first person."""

from __future__ import annotations

import re

from textgov.fold import fold

# The patterns read folded text, in which punctuation is half-width and letters are lower case.
_OPENING = re.compile(
    r"(?:尊敬的[^,。:!]{0,12}[,:!]|(?:您|你)们?好[,。!]*|(?:标题|主题)[:,]|(?:再次|多次|再|又|第[一二三四五六七八九十\d]+次)?"
    r"(?:坚决|强烈|实名|紧急|恳切|急切)?(?:给|[一二三]问|问问|关于|有关|反映|反应|反馈|投诉|咨询|询问|请求|恳请|恳求|举报|控告|建议|希望|盼望|盼|求助|呼吁"
    r"|请问|质疑|要求|将(?=.{6})|加快|加大对?(?=.{6})|(?:望多?)?增加几[趟班]|想问|我想|我要|我们?要|本人|惊闻|请政府|请领导|请相关部门|请有关部门|请)(?:尽快|及时|政府|领导)*(?:解决|处理|关注|给)?(?:一下)?"
    r"|(?:对于|对|就)(?=.*(?:的|建议|意见|问题)$)|为(?:什么|何)要?|[\s,:!、—-]+)"
)
_CLOSING = re.compile(
    r"(?:的?(?:若干|诸多|几点|几个|一些|一点|两点|第?[二三四五再]次|整体|相关|有关|等)*(?:(?<!质量)(?<!安全)(?<!遗留)问题|情况|建议书?|投诉信?|咨询|诉求|反映|请求|疑问|疑惑|事宜|求助|意见|举报信?|反馈|的事)"
    r"|(?:真的?|的)?(?:合理|合法|合规|可行|属实|是真的|正常)吗|(?:有没有人|谁来|谁|没人)管|(?:该)?怎么(?:办|回事|解决)|(?:何|安)在|(?:还)?要?(?:拖|等|堵)到(?:何时|什么时候|几时)(?:能.*|才.*)?"
    r"|的事(?:情)?(?:一直)?(?:得不到解决|没有?人管)?|(?<=建设|整治|打击|管理|治理|监管)力度|[((](?:再次|[一二三四]次)[))]|(?:没有人?管|苦不堪言|请(?:求|予|尽快)?解决|求解决|(?:太|真的)+[差烂]+了?|得?了?吗|呢|吧|啊|呀)|[\s,。;:!?、…~—-]+|等)$"
)
# Only words that ask when and why: without 是否 a label would say that what is in doubt is so.
_QUESTION = re.compile(
    r"^(?:能不能|能否|可否|可不可以)|(?:到底|究竟)?(?:什么时候|何时|几时|为什么|为何)(?:才|就|还)?(?:可以|可|能够|能|会|要)?"
)
# A city says nothing where a nearer place follows; the public data sets write A市, B7县 for real names.
_CITY = re.compile(
    r"(?:[a-z]市[市巿]?(?!场)|(?:西地|[^\W\d_]{2})省(?!道|会|级|委|体|图)"
    r"|[^\W\d_]{2,3}(?<![城超菜夜都门集早上])市(?!场|民|政|区|长|委)(?=.{2,}(?:[区县镇乡村路街苑城园]|街道|小区)))(?=.{4})"
)
_PLACEHOLDER = re.compile(r"[a-z]\d*[市区县]|西地省")
FIRST_PERSON = re.compile(r"[我俺咱你您他她]|本人|自己|领导|书记")
_EDGES = " \t\r\n《》“”\"'‘’\u200b"


def clean(title: str) -> str:
    """Strip what introduces and closes a title or clause: 关于…的问题, 投诉…, …怎么办, a leading city.

    >>> clean("关于反映丰乐家园旁搅拌站夜间噪音扰民的问题")
    '丰乐家园旁搅拌站夜间噪音扰民'
    >>> clean("请问青竹路大桥什么时候能通车？")
    '青竹路大桥通车'
    """
    title = title.strip(_EDGES)
    for _ in range(3):
        before, folded = title, fold(title)
        start, end = 0, len(title)
        while (found := _OPENING.match(folded, start, end)) and found.end() < end:
            start = found.end()
        while (found := _CLOSING.search(folded, start, end)) and found.start() > start + 1:
            end = found.start()
        title, folded = title[start:end], folded[start:end]
        if (found := _CITY.match(folded)) and found.end() < len(title):
            title = title[found.end() :]
        title = _without_questions(title).strip(_EDGES)
        if title == before:
            break
    return title


def _without_questions(text: str) -> str:
    """Drop the words of a question; where nothing would be left, keep them."""
    kept, last = [], 0
    for found in _QUESTION.finditer(fold(text)):
        kept.append(text[last : found.start()])
        last = found.end()
    rest = "".join(kept) + text[last:]
    return rest if len(rest) >= 2 else text


def without_placeholder(text: str, instead: str = "") -> str:
    """Return a folded text without the stand-ins for cities and districts of public data sets (a市, a3区)."""
    return _PLACEHOLDER.sub(instead, text)
