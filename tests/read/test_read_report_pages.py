"""Reports as they stand on pages of different shapes: every text is written for this test, places and people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from textgov.stages.read import read_paths, read_text
from textgov.types import Document

P1 = "柳溪街道辖区有十二个社区,常住人口约六万人。今年以来,街道把小区里的麻烦事交给居民自己商量,办成了二十多件。"
P2 = "街道请来社工机构,为每个社区建起一间议事厅,居民每月坐在一起说事、议事、定事,停车难、晾晒难都有了办法。"
P3 = "下一步,街道将把经验写成手册,发给所有楼道长,让更多居民愿意出门、愿意开口、愿意动手。"


@dataclass(frozen=True)
class Page:
    name: str
    text: str
    title: str
    date: str | None
    source: str | None
    place: str
    first: str
    last: str
    removed: tuple[str, ...] = ()


NEWS = Page(
    "news portal",
    f"""\
今天是2025年11月3日 星期一
网站首页 > 新闻中心 > 基层动态 > 正文
柳溪街道:把议事厅搬到家门口
2023-04-18 09:12:33  来源:青禾日报  作者:陈小禾  浏览次数:1024  字体:[大 中 小]  打印
分享到: 微信 微博 QQ空间
\u3000\u3000{P1}
\u3000\u3000让居民说了算
\u3000\u3000{P2}
\u3000\u3000{P3}(记者 陈小禾 通讯员 周小满)
责任编辑:林小山
上一篇:青禾市召开绿化会议
下一篇:没有了
相关新闻
北山镇:果园里的党课
青禾市公布一批便民地图
版权所有 青禾日报社 未经授权不得转载
青ICP备12345678号""",
    "柳溪街道:把议事厅搬到家门口",
    "2023-04-18",
    "青禾日报",
    "柳溪街道",
    "柳溪街道:把议事厅搬到家门口",
    P3,
    ("今天是", "浏览", "分享到", "上一篇", "相关新闻", "果园里", "ICP", "责任编辑", "周小满"),
)
WECHAT = Page(
    "WeChat article",
    f"""\
邻里一张桌,难事有着落
原创 柳溪发布 柳溪发布 2024年6月2日 18:05 发表于青禾
点击蓝字 关注我们
{P1}
PART.01 说事
{P2}
{P3}
END
文字 | 周小满
编辑 | 林小山
审核 | 何小川
往期推荐
这个周末去赶集
长按识别二维码关注我们
阅读原文
喜欢此内容的人还喜欢
柳溪的桂花开了""",
    "邻里一张桌,难事有着落",
    "2024-06-02",
    "柳溪发布",
    "柳溪街道",
    "邻里一张桌,难事有着落",
    P3,
    ("蓝字", "二维码", "阅读原文", "赶集", "桂花", "审核"),
)
GOVERNMENT = Page(
    "government site with an index table",
    f"""\
您现在的位置: 首页 > 政务公开 > 工作总结
索 引 号:\t014/2022-00031\t分类:\t街道\\总结
发布机构:\t青禾市柳溪街道办事处\t成文日期:\t2022-12-20
名  称:\t柳溪街道2022年基层治理工作总结
文  号:\t青柳发〔2022〕31号\t主题词:\t治理
柳溪街道2022年基层治理工作总结
发布日期:2022-12-28 10:00 访问量:88 字号:默认 大 特大 打印 关闭
{P1}
一、主要做法
{P2}
二、下步打算
{P3}
青禾市柳溪街道办事处
2022年12月20日
扫一扫在手机打开当前页
主办单位:柳溪街道办事处 网站标识码:3300000000""",
    "柳溪街道2022年基层治理工作总结",
    "2022-12-28",
    "青禾市柳溪街道办事处",
    "青禾市柳溪街道",
    "柳溪街道2022年基层治理工作总结",
    P3,
    ("2022年12月20日", "索 引 号", "名  称", "访问量", "扫一扫", "网站标识码", "您现在的位置"),
)
SUBMISSION = Page(
    "case competition",
    f"""\
——基层治理创新案例征集——
“一桌议事”:老小区的新规矩
申报单位:江右省青禾市白石区柳溪街道办事处
一、案例背景
江右省青禾市白石区{P1}
二、具体做法
(一)建议事厅
{P2}
三、启示
{P3}""",
    "“一桌议事”:老小区的新规矩",
    None,
    None,
    "青禾市白石区柳溪街道",
    "——基层治理创新案例征集——",
    P3,
)
PARTY = Page(
    "party site",
    f"""\
青禾先锋网
设为首页 | 加入收藏
首页>>组工动态
通知公告:
柳溪街道“三张清单”破解治理难题
发布时间:2021年9月7日 来源:中共青禾市委组织部 【字体:大 中 小】
近日,{P1}
{P2}
近年来,该街道还请老党员当调解员。{P3}
【关闭窗口】 【打印本页】
微信“扫一扫”添加“青禾先锋”
投稿邮箱:qinghe@example.com""",
    "柳溪街道“三张清单”破解治理难题",
    "2021-09-07",
    "中共青禾市委组织部",
    "柳溪街道",
    "柳溪街道“三张清单”破解治理难题",
    "近年来,该街道还请老党员当调解员。" + P3,
    ("先锋网", "设为首页", "组工动态", "关闭窗口", "example.com", "扫一扫"),
)
AGENCY = Page(
    "news agency, date only in the dateline, names below the title",
    f"""\
柳溪街道用一张桌子解开邻里疙瘩
□ 本报记者 陈小禾 通讯员 周小满
青禾网青禾2023年5月6日电 {P1}
{P2}
(图源:青禾网)
{P3}
(责编:林小山、何小川)""",
    "柳溪街道用一张桌子解开邻里疙瘩",
    "2023-05-06",
    "青禾网",
    "柳溪街道",
    "柳溪街道用一张桌子解开邻里疙瘩",
    P3,
    ("陈小禾", "图源", "责编"),
)
SIGNED = Page(
    "typed report with a signature in Chinese numerals",
    f"柳溪街道网格工作报告\n{P1}\n{P2}\n{P3}\n柳溪街道党工委\n二〇二三年十一月二十六日",
    "柳溪街道网格工作报告",
    "2023-11-26",
    None,
    "柳溪街道",
    "柳溪街道网格工作报告",
    P3,
    ("柳溪街道党工委", "二〇二三年十一月二十六日"),
)
COMMENT = Page(
    "two titles, other districts are named, no date",
    f"""\
柳溪:老旧小区有了“主心骨”

柳溪:老旧小区有了“主心骨”

(资料图片)

{P1}

去年,街道干部到过北山市东湖区竹园街道学习。{P2}

在柳溪街道,居民说事有地方。{P3}

标签:

相关文章

为您推荐

免责声明:本文仅代表作者个人观点,与本网无关。""",
    "柳溪:老旧小区有了“主心骨”",
    None,
    None,
    "柳溪街道",
    "柳溪:老旧小区有了“主心骨”",
    "在柳溪街道,居民说事有地方。" + P3,
    ("资料图片", "标签", "相关文章", "免责"),
)
PLATFORM = Page(
    "content platform, publication data above the title in another order",
    f"""\
2021-03-02 08:00
枫林街道:议事会开到家门口
——枫林街道治理纪实
关注
枫林区枫林街道{P1}
{P2}
{P3}
本文来源:枫林融媒
声明:本文由入驻平台的作者撰写,仅代表作者本人观点,不代表平台立场。
阅读 (2.3万)
打开APP阅读全文""",
    "枫林街道:议事会开到家门口",
    "2021-03-02",
    "枫林融媒",
    "枫林区枫林街道",
    "枫林街道:议事会开到家门口",
    P3,
    ("2021", "关注", "声明", "阅读", "APP"),
)
PAGES = (PLATFORM, NEWS, WECHAT, GOVERNMENT, SUBMISSION, PARTY, AGENCY, SIGNED, COMMENT)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Page, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(page.text, encoding="utf-8")
    (document,) = read_paths([tmp_path])
    assert isinstance(document, Document)
    assert (document.title, document.date, document.source) == (page.title, page.date, page.source)
    assert str(document.place).endswith(page.place)
    lines = document.text.split("\n")
    assert (lines[0], lines[-1]) == (page.first, page.last)
    assert document.text.count(page.title) == 1
    for paragraph in (P1, P2, P3):
        assert paragraph in document.text
    for word in page.removed:
        assert word not in document.text
        assert any(word in line.text for line in document.removed)
    assert all(line.reason for line in document.removed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_line_is_lost(page: Page) -> None:
    document = read_text(page.text, kind="report", clean=True)
    left = [line.strip() for line in page.text.split("\n") if line.strip()]
    for number, line in enumerate(page.text.split("\n"), 1):
        if not line.strip():
            continue
        pieces = [removed.text for removed in document.removed if removed.number == number]
        assert line.strip() in document.text or "".join(pieces) == line.strip() or line.strip().endswith(tuple(pieces))
    assert len(document.text.split("\n")) + len(document.removed) >= len(left)


PLAIN = (
    f"{P1}\n{P2}\n{P3}",
    f"柳溪街道的一年\n\n{P1}\n\n一、说事\n\n{P2}\n\n二、定事\n\n{P3}",
    "街道不大,事情不少。\n居民扫一扫墙上的二维码,就能说出自己的难处。\n来源不明的传单由网格员收走。\n相关新闻一发布,居民都来问。",
    f"{P1}编辑、记者、社工一起上阵,打印材料、分享经验。\n关键词是“商量”。{P2}\n首页公示三天,无人反对。",
)


@pytest.mark.parametrize("text", PLAIN)
def test_text_without_furniture_is_untouched(text: str) -> None:
    document = read_text(text, kind="report", clean=True)
    assert document.text == text
    assert document.removed == ()
    assert document.date is None


def test_indents_are_stripped() -> None:
    document = read_text(f"\u3000\u3000{P1}\n\u2003\u2003{P2}\n\u00a0\u00a0\u00a0\u00a0{P3}", kind="report", clean=True)
    assert document.text == f"{P1}\n{P2}\n{P3}"


def test_text_is_kept_exactly_without_clean() -> None:
    assert read_text(NEWS.text, kind="report").text == NEWS.text
    assert read_text(NEWS.text, kind="letter", clean=True).text == NEWS.text
