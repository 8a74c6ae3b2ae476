"""Tell a page's furniture from its article, line by line.

All patterns see a folded line (half-width punctuation, simplified characters, lower case) without outer spaces.
"""

from __future__ import annotations

import re

from textgov.stages.read.dates import find_date

_LABELS = (
    "信息来源|稿件来源|文章来源|新闻来源|内容来源|本文来源|原文来源|来源|来稿|供稿|转自|发布单位|发布机构|发布部门|发文机构|发文机关|制发机关|公开主体|责任部门"
    "|发布时间|发布日期|发表时间|更新时间|录入时间|公开日期|发文日期|成文日期|生成日期|印发日期|有效性|时间|日期|发布"
    "|作者|撰稿|撰文|文/图|图/文|文字|图文|文|图|摄影|视频|特约记者|本报记者|记者|通讯员|责任编辑|责编|编辑|编审|审核|审签|初审|复审|终审|一审|二审|三审|一校|二校|三校|校对|监制|策划|统筹|制作|设计|排版"
    "|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击次数|点击数|点击率|点击量|点击|访问量|人气|评论|点赞"
    "|文章字体|字体大小|字体|字号|视力保护色|保护视力色|背景色|分享到|分享至|分享|打印|索引号|信息索引|文号|发文字号|主题分类|主题词|体裁分类|组配分类|分类|公开方式|公开范围|发布机关|公文种类|名称|标题|栏目|所属栏目"
    "|信息员|报告日期|申报日期|填报日期|报送日期|提交日期|申报时间|填报时间"
)
# 索 引 号: tables of government sites spread the label with spaces.
_LABEL = "(?:" + "|".join(r"\s*".join(label) if "/" not in label else label for label in _LABELS.split("|")) + ")"
_FIELD = re.compile(rf"[\[(【]?\s*(?P<label>{_LABEL})\s*[:丨|】\]]\s*(?P<value>.*)", re.S)
_SPREAD_LABEL = re.compile(rf"(?<![\u4e00-\u9fff]){_LABEL}(?=\s*[:】])")
_CELL_LABEL = re.compile(rf"(?:(?<=^)|(?<=\t))({_LABEL})\s*\t\s*")
_FAR_VALUE = re.compile(rf"({_LABEL}\s*:)\s+(?!{_LABEL}\s*[:】])")
_NEXT_FIELD = re.compile(rf"\s{{2,}}|\t|\s*[|丨]\s*|\s+(?=[\[(【]?{_LABEL}\s*[:】])|(?<=\d)\s+(?={_LABEL}\s*:)")
_DATE_FIELD = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[t\s]*\d{1,2}:\d\d(?::\d\d)?)?"
)
# 2019年04月22日08:30来源:甲报作者:乙: fields without blanks between them.
_GLUED_LABEL = re.compile(
    r"(?<=\S)(?<!责任)(?<!信息)(?<!稿件)(?<!文章)(?<!新闻)(?=(?:(?:信息|稿件|文章|新闻)?来源|作者|责任编辑|责编|编辑|记者|通讯员|浏览次数|浏览|阅读|点击)\s*:)"
)
_BUTTONS = re.compile(
    r"[\[(【]*(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏|分享(?:到|至)?|转发|举报|大|中|小|特大|默认|字号|字体|微信|微博|新浪微博|qq空间|qq好友|朋友圈"
    r"|人民微博|听新闻|原创|返回(?:顶部|列表|首页)?|a[+-]?|t\|?t|\d+条?评论|阅读\s*\d+|浏览\s*\d+|星期[一二三四五六日天])[\])】:]*"
)
_WECHAT_PLACE = re.compile(r"(?:发表于|发布于)\s*[\u4e00-\u9fff]{2,6}")

_RULES: tuple[tuple[str, str], ...] = (
    ("页面当天日期", r"(?:今天|今日|现在|当前时间|北京时间)\s*(?:是|为|:)?\s*20\d\d\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}[^。,]{0,40}"),
    ("导航", r"(?:[您你]?(?:现在|当前|目前)?(?:的|所在)?(?:的)?位置|网站首页|首页|主页)\s*(?:[:>»›/\\]|-+>|->|\s>).*"),
    ("导航", r".{1,30}\s*[>»›]\s*.{1,30}\s*[>»›]\s*.{0,40}|.{0,40}[>»›]\s*正文"),
    ("导航", r"(?:网群|友情链接|网站地图|设为首页|加入收藏|网站导航|站内搜索|搜索|登录|注册|无障碍.{0,6}|长者(?:模式|版)|适老.{0,4}|繁体版?|简体版?|english|手机版|客户端下载|跳转到.{0,8}|跳到.{0,8})(?:\s*[:|].*|\s*)"),
    ("导航", r"(?:网站)?(?:首页|主页)(?:[\s|]+[^\s|。,]{1,10}){2,}|(?:放大\+?|缩小-?|默认|版面导航|标题导航|版面概览)(?:\s+(?:放大\+?|缩小-?|默认|版面导航|标题导航|版面概览))*"),
    ("栏目标题", r"(?:最新公告|通知公告|公告栏?|公示公告|热点专题|专题专栏|图片新闻|要闻|头条)\s*:?"),
    ("图片说明", r"\(?(?:相关|资料|配|题)?(?:资料)?图(?:片|文无关)?\)?|\(?(?:图|图片|照片|题图|配图)(?:为|:|/|源|来源|提供|由)[^。]{0,60}。?\)?"),
    ("关键词", r"(?:关键词|关键字|标签|tags?)\s*[:：].{0,80}|(?:关键词|标签)"),
    ("版权声明", r".{0,60}(?:版权(?:均?归|所有|声明)|如有侵权|侵权(?:请|必|立|联系|删除)|免责(?:声明|条款)|未经.{0,20}(?:授权|许可|允许|同意).{0,6}(?:不得|严禁|禁止|请勿|谢绝)|转载(?:请|须|时)?(?:注明|联系|自)|不代表.{1,30}(?:观点|立场)|仅代表(?:该|本)?作者|copyright|©|all rights reserved).{0,120}"),
    ("网站信息", r".{0,40}(?:[a-z\u4e00-\u9fff]?icp[备证]|公网安备|网站标识码|技术支持\s*[:：]|主办单位?\s*[:：]|承办单位?\s*[:：]|许可证(?:编号|号)?\s*[:：]).{0,120}"),
    ("报社联系方式", r"[^。,;]{0,16}(?:报料|爆料|新闻|投稿|举报|监督|读者|广告|订阅|联系|服务|合作)(?:热线|电话|邮箱|信箱|方式|qq|e-?mail)\s*[:：]?[^。,;\u4e00-\u9fff]*(?=.*[\d@])[^。,;]{0,60}"),
    ("报社联系方式", r".{0,20}[\w.\-]+@[\w\-]+\.[a-z.]+.{0,10}"),
    ("扫码关注", r"(?=.{0,50}$)(?!.*[。!?]$).*(?:扫一扫|扫码(?:关注|下载|阅读|查看|观看|加入|进群|分享|添加)|扫描.{0,8}二维码|二维码|长按识别|识别图中|点击(?:上方|下方)?蓝字|关注我们|关注(?:本)?公众号|公众号[:：]|微信号\s*[:：]|视频号[:：]|下载.{0,10}客户端)[^。]*"),
    ("公众号按钮", r"(?:以下文章来源于.{2,40}|在小说阅读器.{0,12}|预览时标签不可点.{0,6}|微信扫一扫.{0,12}|关注该公众号|继续滑动看下一个|轻触阅读原文|向上滑动看下一个|知道了|使用小程序|取消\s*允许|轻点两下取消.{0,6})"),
    ("上一篇下一篇", r"[\[【(<«]?\s*[上下前后]一[篇条页则版期]\s*(?:[:：\]】)>»].*|\s[上下前后]一[篇条页则版期]|)"),
    ("链接", r"(?:点击|戳|查看|阅读)(?:此处|这里|进入|查看|下载|观看|阅读|了解|原文|全文|更多|图片)[^。,;]{0,24}|.{0,30}(?:》》|>>|>>>)|阅读原文|查看原图|附件下载"),
    ("分享按钮", r"(?:分享(?:到|至)|扫码分享|点赞|在看|赞|分享|收藏|喜欢|转发|举报|纠错|我要(?:纠错|评论)|\+?\s*(?:已)?关注|打开app.{0,12}|返回顶部|end|the end|-+\s*end\s*-+|\(完\)|完|↑+|↓+|[-—=*_·\s]{3,})"),
    ("作者简介", r"[(\[【]?\s*(?:(?:本文)?作者(?:简介|介绍|单位|系)|(?:作者)?个人简介)\s*[:：系,]?.{0,300}"),
    ("署名", r"[□■◎●◇◆▲△☆★]\s*(?:(?:本报|本刊|本网|作者|文/|图/).{0,40}|.{0,12}(?:记者|通讯员).{0,30}|[\u4e00-\u9fff]{2,3}(?:[\s、]+[\u4e00-\u9fff]{2,3})*)"),
    ("署名", r"(?:本报|本刊|本网|本台|新华社|人民网|[\u4e00-\u9fff]{2,8}(?:日报|晚报|网|新闻))?(?:全媒体|融媒体?|见习|实习|首席|特约)*(?:记者|通讯员)\s*[:/]?\s*(?:[\u4e00-\u9fff]{2,4}(?:[\s、,/]+|$)|(?:通讯员|记者|摄影|报道|文|图|/)[\s、,/]*)+(?:文/图|摄影报道|报道)?"),
    ("署名", r"(?:文/图|图/文|文|图|摄影|撰文)\s*[/|丨]\s*[\u4e00-\u9fff\s、,/]{2,40}"),
    ("署名", r"[(\[【]\s*(?:(?:本报|本刊|本网|本台|见习|实习|全媒体|融媒体?)*(?:记者|通讯员|作者|撰稿|摄影|文/图|图/文|采写|参与采写|执笔|整理|点评|执笔人|整理人|点评人)[\s:/|].{2,60}|原载.{2,40}|[^。,;:]{2,30}供稿)\s*[)\]】]"),
    ("论文信息", r"(?:中图分类号|文献标识码|文章编号|收稿日期|修回日期|录用日期|基金项目|作者单位|通讯作者|通信作者|引用格式|doi)\s*:.{0,200}"),
    ("发布信息", r"原标题\s*:.{0,80}|特别声明\s*:?|打开.{0,20}(?:客户端|app).{0,20}"),
    ("发布信息", r"[(\[【]?\s*(?:责任编辑|责编|编辑|本期编辑|实习编辑|微信编辑|值班编辑|审核|校对|监制|编审|初审|复审|终审|一审|二审|三审|来源|本文来源|原文来源|稿件来源|信息来源|文章来源|供稿)\s*[:：丨|].{0,60}"),
)  # fmt: skip
_COMPILED = tuple((reason, re.compile(pattern, re.S)) for reason, pattern in _RULES)
_RELATED = re.compile(
    r"[·•▍■◆#【\[]*\s*(?:相关(?:文章|新闻|阅读|推荐|专题|链接|信息|报道|稿件|资讯|内容)|推荐(?:阅读|文章|新闻)|你可能.{0,4}(?:喜欢|感兴趣).{0,6}"
    r"|您可能.{0,4}(?:喜欢|感兴趣).{0,6}|猜你喜欢|喜欢此内容的人还喜欢|(?:热门|热点|最新|最近|本周|今日)(?:文章|新闻|更新|推荐|资讯|排行|评论|动态|阅读|点击)"
    r"|(?:延伸|拓展|编辑推荐)阅读|更多(?:新闻|精彩|推荐|内容).{0,4}|(?:网友)?评论(?:区|列表)?|(?:发表|我要)评论|精彩推荐|编辑推荐|往期(?:回顾|推荐|精选)"
    r"|(?:阅读|点击|新闻)排行.{0,2}|热词|大家都在看|为你推荐|为您推荐|友情链接)\s*[\]】]?\s*[:|>》]*"
)
_ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、]|第[一二三四五六七八九十]+[章节部条])"
)

# What a field may leave unexplained on a line of publication data: an account's or an author's name.
_MAX_UNEXPLAINED = 16
_MAX_META_LINE = 200
# Shorter than this is a heading, a caption or furniture; a paragraph of an article is longer.
_MIN_PROSE = 25
_PROSE = re.compile(r"[。!?;…:][\"'”’)》]*$|[,。].*[,。]", re.S)


def furniture(line: str) -> str | None:
    """Return why a line is furniture wherever it stands on the page, or None."""
    if _RELATED.fullmatch(line):
        return "相关链接"
    return next((reason for reason, pattern in _COMPILED if pattern.fullmatch(line)), None)


def is_related_heading(line: str) -> bool:
    """Say whether the line opens a list of other articles."""
    return bool(_RELATED.fullmatch(line))


def is_prose(line: str) -> bool:
    """Say whether the line looks like a paragraph: long enough, with a full stop or several clauses."""
    return len(line) >= _MIN_PROSE and bool(_PROSE.search(line)) and not meta_fields(line)


def is_enumerated(line: str) -> bool:
    """Say whether the line opens with 一、 (一) 1. 第一章 as headings of a body do."""
    return bool(_ENUMERATED.match(line))


def _tidy(line: str) -> str:
    """Close up spread labels (文  号:) and bring to every label the value of the next table cell."""
    line = _SPREAD_LABEL.sub(lambda match: re.sub(r"\s", "", match[0]), line)
    line = _CELL_LABEL.sub(r"\1:", line)
    if _DATE_FIELD.match(line):
        line = _GLUED_LABEL.sub("  ", line)
    return _FAR_VALUE.sub(r"\1", line)


def meta_fields(line: str) -> list[tuple[str, str]]:
    """Return the (label, value) pairs of a line of publication data; empty when the line is anything else.

    A bare date has the label ``日期``, words that stand for themselves (an account, an author) have ``""``. Every part
    of the line must be a field, a date or a button, but for at most 16 characters of names.
    """
    if len(line) > _MAX_META_LINE or line.endswith(("。", "?", "!", "…")):
        return []
    fields: list[tuple[str, str]] = []
    unexplained = 0
    known = False
    for piece in filter(None, (part.strip() for part in _NEXT_FIELD.split(_tidy(line)))):
        date = _DATE_FIELD.match(piece)
        if match := _FIELD.fullmatch(piece):
            fields.append((re.sub(r"\s", "", match["label"]), match["value"].strip(" )]】")))
            known = True
        elif date and find_date(piece):
            fields.append(("日期", date[0]))
            rest = piece[date.end() :].strip()
            known = True
            if rest and not (_BUTTONS.fullmatch(rest) or _WECHAT_PLACE.fullmatch(rest)):
                fields.append(("", rest))
                unexplained += len(rest)
        elif _BUTTONS.fullmatch(piece) or all(_BUTTONS.fullmatch(word) for word in piece.split()):
            fields.append(("按钮", piece))
            known = True
        elif embedded := _DATE_FIELD.search(piece):
            names = piece[: embedded.start()].strip()
            fields += [("", names), ("日期", embedded[0])]
            rest = _WECHAT_PLACE.sub("", piece[embedded.end() :]).strip()
            # 原创 says that an author and an account follow, and after the date a province.
            unexplained += len(rest) if names.startswith("原创 ") else embedded.start() + len(rest)
            known = True
        elif not _WECHAT_PLACE.fullmatch(piece):
            fields.append(("", piece))
            unexplained += len(piece)
    return fields if known and unexplained <= _MAX_UNEXPLAINED else []
