"""Furniture that is told by where it stands: mastheads, speakers, forms above the text; signatures, prompts below it.

The same words inside the text belong to it. All patterns see a folded line without outer spaces.
"""

from __future__ import annotations

import re

from textgov.stages.read.dates import SIGNATURE

SIGN_OFF = "落款"
CREDIT = "署名"
SUBTITLE = "副标题"
MASTHEAD = "刊头"
_FORM = "申报信息"
_OPENS_SUBTITLE = ("——", "--", "―")

_HAN = "[\u4e00-\u9fff]"
# A name may be spread (温  暖) as printed programmes do.
_NAME = rf"{_HAN}(?:\s*{_HAN}){{1,3}}"
_OFFICE = (
    "书记|主任|镇长|乡长|街道办|区长|县长|市长|局长|部长|处长|科长|所长|站长|会长|院长|校长|社长|主席|常委|委员|组长|干事|理事长|秘书长|总干事"
    "|社工|教授|研究员|讲师|助理|队长"
)
_ORGANISATION = (
    "办事处|委员会|居委会|村委会|人民政府|党工委|党委|区委|县委|市委|镇委|支部|办公室|党政办|中心|协会|学会|研究院|研究所|基金会|服务社|社工站|工作站|社工部|工作部|组织部"
    "|宣传部|民政局|党校|学院|大学|课题组|调研组|评估组|项目组|专班|公司"
)
_OFFICES = "人民政府|办事处|党工委|党委|委员会|民政局|组织部|工作部|社工部"
_GROUP = "课题组|调研组|编写组|评估组|项目组|研究组|撰写组|写作组|工作组"
_ISSUE = re.compile(r"(?:.{2,20}\s+)?(?:20\d\d年)?\s*第\s*\d{1,4}\s*期|\(\s*总第?\s*\d{1,5}\s*期\s*\)")
_PAPER_MASTHEAD = re.compile(rf"{_HAN}{{0,16}}(?:简报|专报|快报|动态|信息|内参|参考|通讯|研究|交流)")

# The digital edition of a paper.
PAPER = rf"(?P<paper>{_HAN}{{2,8}}[报刊])(?:多媒体)?(?:数字报|电子报|电子版|数字版)"

_HEAD: tuple[tuple[str, str], ...] = (
    ("文号", rf"{_HAN}{{1,12}}\s*[〔\[(【]20\d\d[〕\])】]\s*第?\s*\d{{1,4}}\s*号"),
    (MASTHEAD, PAPER),
    (MASTHEAD, rf"{_HAN}{{2,30}}文件|内部(?:资料|刊物|文件|材料).{{0,20}}|附件\s*\d*\s*:?|{_ISSUE.pattern}"),
    (MASTHEAD, rf"{_HAN}{{2,24}}(?:融媒体?中心|广播电视台|电视台|报社|学习平台)|{_HAN}{{2,4}}(?:发布|融媒|日报|晚报|新闻|先锋网)"),
    (MASTHEAD, rf"{_HAN}{{2,28}}(?:{_OFFICES})(?:\s+{_HAN}{{2,28}}(?:{_OFFICES}))*"),
    (MASTHEAD, r"案例\s*[一二三四五六七八九十\d]{1,3}\s*:?|第?\s*[a-z]?\d{1,3}\s*版\s*:?.{0,12}"),
    ("发布信息", r"\(?\s*20\d\d\s*年\s*\d{1,2}\s*月\s*\)?"),
    ("导航", r"[^|。]{1,12}(?:\s*\|\s*[^|。:]{1,12}){2,}"),
    (CREDIT, rf"[^。,:;!?]{{0,30}}(?:{_GROUP})"),
    (CREDIT, rf"[^。,:;!?]{{2,40}}(?:{_OFFICE})\s+{_NAME}"),
    (CREDIT, rf"(?:{_HAN}{{2,4}}\d(?:,\d)*[\s、,]*)+"),
    (CREDIT, r"(?=.*(?:大学|学院|党校|研究|中心|委员会|局))\(?(?:\d\.)?[^。!?]{2,60}\s\d{6}(?:[;,].*)?\)?"),
    (CREDIT, r"\(\s*根据.{0,10}(?:录音|记录|速记|发言).{0,6}整理.{0,20}\)"),
    (_FORM, r"【?(?:申报|填报|报送|推荐|参评|选送|提交)(?:单位|部门|主体|机构|日期|时间|人|类别)\s*(?:\(.{1,8}\))?\s*[:】].*"),
    (_FORM, rf"【?(?!主持人|采访人|受访人|发言人){_HAN}{{2,6}}(?:编号|单位|机构|[方人]|类别|类型|领域|电话|方式|邮箱|时间|日期)\s*(?:\(.{{1,8}}\))?\s*[:】][^。]{{0,60}}|联系人.{{0,60}}"),
)  # fmt: skip
_FOOT: tuple[tuple[str, str], ...] = (
    ("互动提示", r"(?=.{4,60}$)[^“”\"]*(?:(?:[你您]|欢迎|快来|小编)[^“”\"]*(?:评论区|留言|后台)|(?:评论区|留言区)(?:见|告诉|等你|聊聊|说说))[^“”\"]*"),
    ("互动提示", r".{0,16}点(?:个|亮|一?下|击)?.{0,3}(?:在看|赞|小星星).{0,20}"),
    ("发布信息", r"(?:报送?|送|发|抄送|抄报|主送|分送|印送|呈)\s*:.{1,80}|共印\s*\d+\s*份|\(此件.{2,12}\)"),
    ("附件", r"附件\s*\d*\s*:.{0,80}"),
)  # fmt: skip
_HEAD_COMPILED = tuple((reason, re.compile(pattern, re.S)) for reason, pattern in _HEAD)
_FOOT_COMPILED = tuple((reason, re.compile(pattern, re.S)) for reason, pattern in _FOOT)
_SIGNER = re.compile(rf"[^。,:;!?]{{0,40}}(?:{_ORGANISATION})|(?:报告人|汇报人|撰稿人|执笔人?)\s*:\s*{_NAME}")
_FORM_TITLE = re.compile(r"【?(?:案例|项目|品牌|作品|课题)(?:名称|题目|标题)\s*[:】]\s*(.{4,70})")
_FORM_HEAD = re.compile(r".{2,40}(?:申报表|推荐表|申报书|申请表|登记表|报名表)")


def head(line: str) -> str | None:
    """Return why a line above the text is furniture, or None."""
    return next((reason for reason, pattern in _HEAD_COMPILED if pattern.fullmatch(line)), None)


def foot(line: str) -> str | None:
    """Return why a line below the text is furniture, or None."""
    return next((reason for reason, pattern in _FOOT_COMPILED if pattern.fullmatch(line)), None)


def masthead(line: str) -> bool:
    """Say whether the line is a bulletin's or journal's name; true only of pages that also number an issue."""
    return bool(_PAPER_MASTHEAD.fullmatch(line))


def issue(line: str) -> bool:
    """Say whether the line numbers an issue: 第12期."""
    return bool(_ISSUE.fullmatch(line))


def signature_date(line: str) -> bool:
    """Say whether the line is nothing but a date, as under a signature."""
    return bool(SIGNATURE.fullmatch(line))


def signer(line: str) -> bool:
    """Say whether the line is an organisation's name, as above the date of a signature."""
    return bool(_SIGNER.fullmatch(line))


def subtitle(line: str) -> bool:
    """Say whether the line opens with the dash of a subtitle."""
    return line.startswith(_OPENS_SUBTITLE)


def form_title(line: str) -> str | None:
    """Return the title that a form's field gives (案例名称:…), or None."""
    match = _FORM_TITLE.fullmatch(line)
    return match[1] if match else None


def form_head(line: str) -> bool:
    """Say whether the line is the printed name of a form."""
    return bool(_FORM_HEAD.fullmatch(line))
