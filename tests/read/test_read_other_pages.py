"""Ten page heads and tails of further shapes, with what is expected written before the reader saw them; all invented."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from textgov.stages.read import read_text
from textgov.types import Document, Place

LONG = "居民坐在一条长凳上,把停车、晾晒、噪声的事一件件摆出来说,能当场定的当场定,定不了的写进本子,下回接着说。"
END = "他们还打算把办法写成小册子,送到每户人家,请大家挑毛病、添主意,让规矩越用越顺手。"


@dataclass(frozen=True)
class Page:
    name: str
    text: str
    title: str
    date: str | None
    source: str | None
    place: Place
    last: str
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


COUNTY = Page(
    "county government site",
    f"""\
桂岭县人民政府
繁体版 | 无障碍浏览 | 长者模式
首页 >> 乡镇动态 >> 石桥镇
石桥镇:“三本账”管好村里事
发布时间:2024-08-15 16:20:11 信息来源:石桥镇党政办 点击数:312 【字体:大 中 小】 【打印】
近日,记者从湖北省云泽市桂岭县石桥镇了解到,石桥镇给每个村配了三本账。{LONG}
{END}
附件:
相关文档:
桂岭县春耕现场会召开
石桥镇开展防汛演练
主办:桂岭县人民政府办公室 网站标识码:4200000000
鄂ICP备00000000号""",
    "石桥镇:“三本账”管好村里事",
    "2024-08-15",
    "石桥镇党政办",
    Place("湖北省", "云泽市", "桂岭县", "石桥镇"),
    END,
    ("长者模式", "乡镇动态", "点击数", "春耕现场会", "标识码"),
)
LEARNING = Page(
    "learning platform",
    f"""\
清水街道:一张“心愿单”连起万家灯火
白鹭市融媒体中心
2023-11-09
作者:何小满 林小山
字体
走进江苏省白鹭市南浦区清水街道,墙上贴满了心愿单。{LONG}
如今,清水街道的九个社区都有了认领人。{END}
来源:江苏学习平台
责任编辑:周小禾
打开学习客户端,查看更多内容""",
    "清水街道:一张“心愿单”连起万家灯火",
    "2023-11-09",
    "江苏学习平台",
    Place("江苏省", "白鹭市", "南浦区", "清水街道"),
    "如今,清水街道的九个社区都有了认领人。" + END,
    ("融媒体中心", "何小满", "周小禾", "打开学习"),
)
PLATFORM = Page(
    "news app with accounts",
    f"""\
登录
对话清水街道社区书记丨门敲开了,话就说开了
白鹭发布
2022-03-14 17:35
来源:潮汐新闻·潮汐号·政务
字号
白鹭市南浦区的清水街道,老房子占了一半。{LONG}
去年冬天,清水街道请来律师坐班。{END}
原标题:《门敲开了,话就说开了》
特别声明
本文为潮汐号作者或机构在潮汐新闻上传并发布,仅代表该作者或机构观点,不代表潮汐新闻的观点或立场。
阅读原文
收藏
我要举报""",
    "对话清水街道社区书记丨门敲开了,话就说开了",
    "2022-03-14",
    "潮汐新闻·潮汐号·政务",
    Place(None, "白鹭市", "南浦区", "清水街道"),
    "去年冬天,清水街道请来律师坐班。" + END,
    ("登录", "白鹭发布", "字号", "原标题", "特别声明", "举报"),
)
WECHAT = Page(
    "public account",
    f"""\
老街坊的“板凳会”又开张了
原创 小禾 南湖融媒 2024年05月20日 19:02 湖南
↑点击蓝字,关注“南湖融媒”
晚饭后,长禾市南湖区望月街道的巷口摆出一排板凳。{LONG}
望月街道的板凳会开了三年。{END}
你想在板凳会上说点啥?留言区见!
供稿 | 望月街道
编辑 | 小禾
一审 | 何小满 二审 | 林小山 三审 | 周小禾
点个“在看”,让更多人看到""",
    "老街坊的“板凳会”又开张了",
    "2024-05-20",
    "南湖融媒",
    Place(None, "长禾市", "南湖区", "望月街道"),
    "望月街道的板凳会开了三年。" + END,
    ("蓝字", "原创", "留言区", "供稿", "三审", "在看"),
)
PARTY = Page(
    "party site",
    f"""\
基层党建网>>地方党建>>实践探索
湖南长禾:党旗插在院落里
2021年07月01日09:15 来源:党建网微平台
分享到:
“门口有旗,心里有底。”在湖南省长禾市南湖区望月街道,住户常把这句话挂在嘴边。{LONG}
望月街道党工委把院落分成四片。{END}
(作者:中共长禾市南湖区委组织部 何小满)
(责编:林小山、周小禾)""",
    "湖南长禾:党旗插在院落里",
    "2021-07-01",
    "党建网微平台",
    Place("湖南省", "长禾市", "南湖区", "望月街道"),
    "望月街道党工委把院落分成四片。" + END,
    ("实践探索", "分享到", "组织部", "责编"),
)
BULLETIN = Page(
    "internal bulletin as it comes out of a PDF",
    f"""\
内部资料 注意保存
基层治理简报
第12期
(总第88期)
中共云岭县委社会工作部编 2025年3月7日
竹溪镇建“说事长廊”化解邻里难题
竹溪镇位于云岭县东南,镇上老街窄、住户密。{LONG}
贵州省黔湖市云岭县竹溪镇还请退休教师记账。{END}
报:县委常委
送:县直各部门
发:各乡镇
共印80份""",
    "竹溪镇建“说事长廊”化解邻里难题",
    "2025-03-07",
    "中共云岭县委社会工作部",
    Place("贵州省", "黔湖市", "云岭县", "竹溪镇"),
    "贵州省黔湖市云岭县竹溪镇还请退休教师记账。" + END,
    ("内部资料", "简报", "总第88期", "县直各部门", "共印80份"),
)
PAPER = Page(
    "journal paper",
    f"""\
社区研究 2019年第3期
老街区居民议事的条件——以竹溪街道为例
何小满1 林小山2
(1.青禾大学公共管理学院,青禾 330000;2.青禾市委党校,青禾 330001)
摘要:本文以青禾市白石区竹溪街道为个案,考察议事为何能够持续。研究发现,场地、带头人和回应三者缺一不可。
关键词:议事;老街区;自治
中图分类号:C912 文献标识码:A 文章编号:1000-0000(2019)03-0012-08
收稿日期:2019-02-11
基金项目:青禾市社会科学规划课题(2018QH01)
一、问题的提出
竹溪街道的房子多半建于四十年前。{LONG}
二、讨论
{END}""",
    "老街区居民议事的条件——以竹溪街道为例",
    None,
    None,
    Place(None, "青禾市", "白石区", "竹溪街道"),
    END,
    ("第3期", "何小满1", "330000", "文献标识码", "收稿日期", "基金项目"),
    ("摘要:本文以", "一、问题的提出"),
)
SPEECH = Page(
    "speech transcript",
    f"""\
一封信、一张桌、一本账
——在全市社会工作会议上的交流发言
石桥镇党委书记 林 小 山
2024年5月8日
同志们:
下面,我代表石桥镇作个汇报。石桥镇是青禾市桂岭县人口最多的镇。{LONG}
{END}
以上汇报,不当之处请批评指正。""",
    "一封信、一张桌、一本账",
    "2024-05-08",
    None,
    Place(None, "青禾市", "桂岭县", "石桥镇"),
    "以上汇报,不当之处请批评指正。",
    ("交流发言", "林 小 山", "5月8日"),
    ("同志们:",),
)
FORM = Page(
    "application form",
    f"""\
附件2
社区治理创新案例申报表
申报单位(盖章):四川省锦阳市青川区石板街道办事处
联系人:何小满 联系电话:0000-0000000
填报日期:2022年9月30日
案例名称:“一把钥匙”开出熟人社区
案例类别:居民自治
一、基本情况
石板街道辖七个社区,租户多、老人多。{LONG}
二、主要成效
{END}""",
    "“一把钥匙”开出熟人社区",
    "2022-09-30",
    None,
    Place("四川省", "锦阳市", "青川区", "石板街道"),
    END,
    ("附件2", "申报表", "申报单位", "联系人", "填报日期", "案例类别"),
    ("一、基本情况",),
)
INDEX = Page(
    "publication index, one field a line, and a sign-off",
    f"""\
索引号:011008-2023-00002
主题分类:其他
发文机关:石桥镇人民政府
成文日期:2023年01月12日
标题:石桥镇2022年度工作总结
发文字号:石政〔2023〕2号
发布日期:2023年01月16日
有效性:有效
石桥镇人民政府
石桥镇2022年度工作总结
石政〔2023〕2号
县人民政府:
受疫情影响,石桥镇上半年的议事会改在院子里开。{LONG}
{END}
附件:石桥镇2022年工作台账
河南省青禾市桂岭县石桥镇人民政府
2023年1月12日
(此件公开发布)""",
    "石桥镇2022年度工作总结",
    "2023-01-16",
    "石桥镇人民政府",
    Place("河南省", "青禾市", "桂岭县", "石桥镇"),
    END,
    ("索引号", "有效性", "石政〔2023〕2号", "工作台账", "此件公开"),
    ("县人民政府:",),
)
PAGES = (COUNTY, LEARNING, PLATFORM, WECHAT, PARTY, BULLETIN, PAPER, SPEECH, FORM, INDEX)


def read(page: Page) -> Document:
    return read_text(page.text, kind="report", clean=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_metadata(page: Page) -> None:
    document = read(page)
    assert (document.title, document.date, document.source) == (page.title, page.date, page.source)
    assert document.place == page.place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_furniture(page: Page) -> None:
    document = read(page)
    assert document.text.split("\n")[-1] == page.last
    for word in (*page.kept, LONG, END):
        assert word in document.text
    for word in page.removed:
        assert word not in document.text
        assert any(word in line.text for line in document.removed)
