"""Eight page shapes and the furniture's look-alikes inside a text; places, people and papers are invented."""

from __future__ import annotations

import pytest

from textgov.stages.read import read_text
from textgov.types import Place

TALK = "大家把凳子搬到树下,从水电费说到孩子上学,一条条记在黑板上,能办的当天就办,办不了的写明原因。"
NEXT = "往后,这块黑板还要挂到每个自然村去,谁来写、谁来擦、谁来答复,都由村民自己推举的人说了算。"

# name: page, title, date, source, place, words that go, words that stay
PAGES = {
    "newspaper, names of all who took part above the text": (
        f"""\
第03版:基层
2023年8月9日 星期三
黑板挂上老槐树
石桥镇听民声办民事
本报记者 何小满 通讯员 林小山
本报讯 八月的傍晚,青禾市桂岭县石桥镇槐树村的人聚在树下。{TALK}
{NEXT}
上一版 下一版
□何小满""",
        "黑板挂上老槐树",
        "2023-08-09",
        None,
        Place(None, "青禾市", "桂岭县", "石桥镇"),
        ("第03版", "本报记者", "上一版", "□何小满"),
        ("本报讯",),
    ),
    "public account copied piece by piece": (
        f"""\
一块黑板,治好了我们村的“心病”
原创
小禾
石桥融媒
2024年05月20日 19:02
湖南
在小说阅读器中沉浸阅读
石桥镇在湖南省青禾市桂岭县,山多田少。{TALK}
石桥镇的黑板如今有二十三块。{NEXT}
预览时标签不可点
微信扫一扫
关注该公众号""",
        "一块黑板,治好了我们村的“心病”",
        "2024-05-20",
        "石桥融媒",
        Place("湖南省", "青禾市", "桂岭县", "石桥镇"),
        ("原创", "小禾", "沉浸阅读", "标签不可点", "扫一扫"),
        (),
    ),
    "bureau's site, province in the title": (
        f"""\
您当前的位置:首页 > 工作动态 > 地方民政
江苏白鹭:小黑板写下百姓事
来源:白鹭市民政局    时间:2022-11-03 09:00    访问次数:77
近年来,白鹭市南浦区清水街道用小黑板记下居民的话。{TALK}
清水街道还把黑板搬到网上。{NEXT}
分享:
【打印】【关闭】
Copyright 2022 白鹭市民政局""",
        "江苏白鹭:小黑板写下百姓事",
        "2022-11-03",
        "白鹭市民政局",
        Place("江苏省", "白鹭市", "南浦区", "清水街道"),
        ("地方民政", "访问次数", "打印", "Copyright"),
        (),
    ),
    "report to superiors, no day in the date": (
        f"""\
关于石桥镇“黑板议事”工作的情况汇报
石桥镇党委 石桥镇人民政府
(2023年3月)
尊敬的各位领导:
石桥镇隶属云南省青禾市桂岭县,辖二十三个村。{TALK}
{NEXT}
特此汇报。""",
        "关于石桥镇“黑板议事”工作的情况汇报",
        None,
        None,
        Place("云南省", "青禾市", "桂岭县", "石桥镇"),
        ("石桥镇党委 石桥镇人民政府",),
        ("尊敬的各位领导:", "特此汇报。"),
    ),
    "collection of cases": (
        f"""\
案例十七
小黑板连起民心
——新疆维吾尔自治区青禾市红柳区白杨街道
推荐单位:红柳区委社会工作部
红柳区白杨街道有十一个民族的居民。{TALK}
白杨街道请各族居民轮流执笔。{NEXT}
【专家点评】
小黑板的好处在于看得见、改得动、追得着,谁答应的事谁的名字就写在上面,赖不掉也拖不得。
(点评人:青禾大学 何小满)""",
        "小黑板连起民心",
        None,
        None,
        Place("新疆维吾尔自治区", "青禾市", "红柳区", "白杨街道"),
        ("推荐单位", "点评人"),
        ("专家点评",),
    ),
    "news agency's dateline with the place": (
        f"""\
一块黑板的议事经
2021-12-01 10:30:00 来源: 青禾新闻网
字体: 小 中 大 分享到:
青禾新闻网白鹭12月1日电(记者何小满、林小山)在福建省白鹭市南浦区清水街道,黑板成了居民的“会议桌”。{TALK}
{NEXT}
(参与采写:周小禾)
【纠错】 【责任编辑:林小山】""",
        "一块黑板的议事经",
        "2021-12-01",
        "青禾新闻网",
        Place("福建省", "白鹭市", "南浦区", "清水街道"),
        ("分享到", "参与采写", "纠错"),
        ("12月1日电",),
    ),
    "third party's report with a cover": (
        f"""\
项目编号:QH-2024-09
清水街道社区营造项目
终期评估报告
委托方:白鹭市南浦区清水街道办事处
评估方:青禾社会工作评估中心
二〇二四年十二月十日
一、项目概况
清水街道于一月启动项目。{TALK}
二、建议
{NEXT}""",
        "清水街道社区营造项目",
        "2024-12-10",
        None,
        Place(None, "白鹭市", "南浦区", "清水街道"),
        ("项目编号", "委托方", "评估方", "二〇二四年"),
        ("一、项目概况",),
    ),
    "county's site with a column mark in the title": (
        f"""\
登录 注册
【乡镇传真】石桥镇:黑板上的民意清单
日期:2025/04/07 浏览量:41 信息员:何小满
3月以来,桂岭县石桥镇在二十三个村挂出黑板。{TALK}
青禾市桂岭县把这个做法写进文件。{NEXT}
编辑:林小山 初审:周小禾 终审:何小川
友情链接: 青禾市人民政府 桂岭县党建网""",
        "【乡镇传真】石桥镇:黑板上的民意清单",
        "2025-04-07",
        None,
        Place(None, "青禾市", "桂岭县", "石桥镇"),
        ("浏览量", "信息员", "终审", "友情链接"),
        (),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    text, title, date, source, place, gone, kept = PAGES[name]
    document = read_text(text, kind="report", clean=True)
    assert (document.title, document.date, document.source) == (title, date, source)
    assert document.place == place
    assert not [word for word in gone if word in document.text]
    assert not [word for word in (*kept, TALK, NEXT) if word not in document.text]


LOOK_ALIKES = (
    f"石桥镇的一年\n{TALK}\n课题组\n{NEXT}\n石桥镇党委书记 林小山\n{TALK}",
    f"石桥镇的一年\n{TALK}\n送:一份热饭\n{NEXT}\n附件:不多,只有一本账\n{TALK}",
    f"石桥镇的一年\n{TALK}\n有人在评论区留言说,街道的信箱该换了,你们来看看。\n{NEXT}\n{TALK}",
    f"石桥镇的一年\n主持人:请各位发言。\n{TALK}\n{NEXT}\n年底,有人留言说:“你们辛苦了,明年还来。”",
    f"石桥镇的一年\n槐树村的人说\n“你先说,留言也行”\n{TALK}\n{NEXT}\n一年里,镇上送:米、油、书。",
    f"石桥镇的一年\n记者:黑板为什么能挂下来?\n何小满:{TALK}\n记者:往后呢?\n何小满:{NEXT}",
    "石桥镇\n一天\n2023年5月6日\n晴",
    f"石桥镇的一年\n{TALK}\n2023年5月6日\n{NEXT}\n——这是大家的话\n{TALK}",
)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_within_the_text_stay(text: str) -> None:
    document = read_text(text, kind="report", clean=True)
    assert document.text == text
    assert document.removed == ()
