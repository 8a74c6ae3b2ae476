"""Figures of invented reports and letters: positives beside negatives."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.stages.tag.figures import find_figures
from textgov.types import Figure, Span


def sentences(text: str) -> list[Span]:
    return [
        Span(found.start(), found.end()) for found in re.finditer(r"[^。!?！？\n]*[。!?！？\n]|[^。!?！？\n]+", text)
    ]


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(text, sentences(text))


def short(figure: Figure) -> str:
    """``value unit subject``, with approx and a plan in brackets: 1200人 志愿者 [余] [planned]."""
    value = "?" if figure.value is None else f"{figure.value:g}" if figure.value < 1e5 else f"{figure.value:.0f}"
    marks = [figure.approx] * bool(figure.approx) + ["planned"] * figure.planned
    return f"{value}{figure.unit} {figure.subject}" + "".join(f" [{mark}]" for mark in marks)


COUNTED = [
    # the noun behind the measure word
    ("青禾街道下辖12个社区、3个行政村。", ["12个 社区", "3个 行政村"]),
    ("整合27家共建单位资源,组建5支“银杏”志愿服务队。", ["27家 共建单位资源", "5支 “银杏”志愿服务队"]),
    ("从退休教师、网格员中选出了32名调解员。", ["32名 调解员"]),
    ("新建了两座社区食堂和四处口袋公园。", ["2座 社区食堂", "4处 口袋公园"]),
    ("为18位独居老人安装了烟感报警器。", ["18位 独居老人"]),
    ("全镇5家养老机构、6处长者食堂全部开门迎客。", ["5家 养老机构", "6处 长者食堂"]),
    ("组织三支书画队伍走进村子。", ["3支 书画队伍"]),
    ("两条线索已移交派出所。", ["2条 线索"]),
    ("10名义工轮流值班。", ["10名 义工"]),
    ("5位居民代表当场签字。", ["5位 居民代表"]),
    # the noun before the number
    ("梧桐镇现有网格员216人、楼栋长1,048名。", ["216人 网格员", "1048名 楼栋长"]),
    ("共排查安全隐患368处,整改率97.5%。", ["368处 安全隐患", "97.5% 整改率"]),
    ("累计召开院坝会46场次,收集意见建议312条。", ["46场次 院坝会", "312条 意见建议"]),
    ("发放宣传册5000余份,覆盖居民1.2万余户。", ["5000份 宣传册 [余]", "12000户 居民 [余]"]),
    ("建成儿童之家一个、图书角两处、健身点三个。", ["1个 儿童之家", "2处 图书角", "3个 健身点"]),
    ("在册党员(85名)全部亮明身份。", ["85名 在册党员"]),
    ("办理群众诉求１５６件。", ["156件 群众诉求"]),
    ("更換路燈40盞。", ["40盏 路燈"]),
    ("举办技能培训班8期,培训学员420人次。", ["8期 技能培训班", "420人次 培训学员"]),
    ("群众满意度达百分之九十六点五。", ["96.5% 群众满意度"]),
    # qualifiers
    ("近两千名居民参加了开街仪式。", ["2000名 居民 [近]"]),
    ("志愿者突破八百人。", ["800人 志愿者 [超]"]),
    ("每个小区配备不少于2名楼道长。", ["2名 楼道长 [不少于]"]),
    ("活动吸引了数百名青少年。", ["?名 青少年 [数]"]),
    ("调解纠纷几十起,惠及上千户家庭。", ["?起 纠纷 [数]", "1000户 家庭 [上]"]),
    ("清理垃圾约30吨,腾出空地600平方米左右。", ["30吨 垃圾 [约]", "600平方米 空地 [约]"]),
    ("九成以上的居民签了公约。", ["90% 居民 [不少于]"]),
    ("年内开展宣讲百余场,听众逾3万人次。", ["100场 宣讲 [余]", "30000人次 听众 [超]"]),
    ("村里有两百多户人家。", ["200户 人家 [多]"]),
    # money
    ("投入资金三百二十万元。", ["3200000元 资金"]),
    ("争取上级补助1.5亿元、社会捐款20余万元。", ["150000000元 上级补助", "200000元 社会捐款 [余]"]),
    ("他欠我186000元,押金两千块也没退。", ["186000元 他欠我", "2000元 押金"]),
    ("停车一小时收20块钱,物业费每月每平方米1.8元。", ["20元 停车一小时收", "1.8元 物业费每月每平方米"]),
    ("总投资3.5亿,惠及人口4.2万。", ["350000000元 总投资", "42000人 人口"]),
    # ranges have no value
    ("每组配三五名骨干。", ["?名 骨干"]),
    ("由10-15户居民推选一名代表。", ["?户 居民"]),
    ("现场来了两三百人。", ["?人 现场来"]),
    ("选派2至3名社工驻点。", ["?名 社工驻点"]),
    # plans
    ("计划到2027年建成8个邻里中心。", ["8个 邻里中心 [planned]"]),
    ("明年,街道将新增停车位500个。", ["500个 停车位 [planned]"]),
    ("各村均需组建一支应急小分队。", ["1支 应急小分队 [planned]"]),
    ("力争培育社区社会组织30家,目前已登记12家。", ["30家 社区社会组织 [planned]", "12家 "]),
    ("将全镇划分为64个网格。", ["64个 网格"]),
    ("将3个闲置仓库改造成乡村书屋。", ["3个 闲置仓库"]),
    ("制定三年行动计划,成立8个专班。", ["8个 专班"]),
    ("拟投入200万元。下半年举办了7场集市。", ["2000000元 拟投入 [planned]", "7场 集市"]),
    ("将近100名学生到场。", ["100名 学生 [近]"]),
    # found in a second round of invented reports
    ("每季度至少召开一次恳谈会。", ["1次 恳谈会"]),
    ("达成共识41项,小组活动36节。", ["41项 共识", "36节 小组活动"]),
    ("平均每万名居民拥有社工18.6人。", ["18.6人 社工"]),
    ("集体收入从2019年的32万元增长到2022年的186万元。", ["320000元 集体收入", "1860000元 "]),
    ("建起了3000平方米的邻里中心。", ["3000平方米 邻里中心"]),
    ("筹得十几万元。", ["?元  [数]"]),
    ("网格35，105名党员进网格。", ["105名 党员进网格"]),
    ("开展夜谈30余场（次）,到会900人（次）。", ["30场次 夜谈 [余]", "900人次 到会"]),
    # the same people twice, and a number that is missing
    ("帮扶8名困境儿童8人,划分个网格。", ["8名 困境儿童"]),
    ("“红色议事厅”已有9个,每周有活动。", ["9个 “红色议事厅”"]),
    ("附近二百三十来个孩子没处去。", ["230个 孩子 [来]"]),
    ("门口的牌子剩6块,花了三十块。", ["6块 牌子", "30元 "]),
    ("夜校办了43期。", ["43期 夜校"]),
    ("请来两位保洁、一位门卫。", ["2位 保洁", "1位 门卫"]),
    ("不到300人、过百户。", ["300人  [不足]", "100户  [超]"]),
]

NOT_COUNTED = [
    "2023年5月18日,第3届邻里节在二号楼前举行。",
    "推行“1+4+N”工作体系,构建“三横一竖”四条线。",
    "开展“五个一”活动,做到“两个维护”,落实三项机制。",
    "一是建机制,二是强队伍,三是优服务。",
    "15分钟生活圈,24小时自助服务,三个工作日内答复。",
    "60岁以上、6岁以下、80后和90后。",
    "建好一支队伍,打造一个平台,探索出一条路子。",
    "一个个难题被破解,一批批项目落地,一系列活动接连举行。",
    "大家一起动手,一路走来,一定能行,四处张贴。",
    "五级书记一起抓,三级网格,二级响应,一等奖。",
    "服务热线0513-86661234,邮编226001,12345热线。",
    "我家住3栋2单元1201室,12楼,5号楼东边。",
    "坐23路公交,走3公里,8点出门,等了40分钟。",
    "根据条例第三条第2款,文号〔2021〕15号。",
    "从2019年4月以来,18年买的房,住了3年零2个月。",
    "知百家姓、管百家事、解百家难,走进千家万户。",
    "三官一律进村,一户一档,三所一庭联动。",
    "党的二十届三中全会,十四五规划,一二三产业融合。",
    "聚焦三个方面发力,围绕四个维度推进。",
    "打通服务群众最后一公里,解决了二次供水难题。",
    "坚持三位一体,推动三治融合,用好“三张清单”。",
    "前三名获得奖状,排名第5位,位列前10名。",
    "离县城120公里,海拔800米,东经118度。",
    "学习《关于加强3个中心建设的若干意见》。",
    "这是一个老旧小区,有一位大姐,每一个人都关心。",
    "需求、资源、项目“三单”对接,“五社”联动。",
    "城乡二元结构,多元共治,一元化领导。",
    "他骑三轮车来,12月份又来了。",
    "今年两节期间,全体干部人人在岗。",
    "好事一件接一件,问题倒有几个。",
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_counts(text: str, expected: list[str]) -> None:
    assert [short(figure) for figure in figures(text)] == expected


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_is_no_count(text: str) -> None:
    assert figures(text) == ()


def test_the_caller_may_judge_plans() -> None:
    text = "明年新建5个食堂,选聘20名厨师。"
    found = find_figures(text, sentences(text), planned=lambda span: "厨师" in text[span.start : span.end])
    assert [figure.planned for figure in found] == [False, True]


def test_works_without_sentences() -> None:
    assert [figure.value for figure in find_figures("设立驿站6个", ())] == [6]


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        "一二三十百千万几数余近超5013.，,、。“”()（）的个名家支元%年月人户次将计划已共第+-至 到社区队伍a㎡", max_size=80
    )
    | st.text()
)
def test_quotes_are_exact_sorted_and_disjoint(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end
        assert figure.quote == text[figure.start : figure.end]
        assert figure.subject in figure.quote
        end = figure.end


@pytest.mark.parametrize(
    "text",
    [
        *("1" * 1_000_000, "一" * 1_000_000, "十个" * 300_000, "1+" * 100_000, "3个人," * 10_000, "(一个" * 10_000),
        *("“" * 200_000, "1,000," * 30_000, "将" * 200_000, "《" * 200_000, "几" * 200_000, "9个社区" * 10_000),
    ],
    ids=lambda text: text[:6],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    begin = time.process_time()
    find_figures(text, [Span(0, len(text))])
    assert time.process_time() - begin < 2


@pytest.mark.shared
def test_quality_on_the_development_reports(shared: Path) -> None:
    hits = wanted = found = 0
    for line in (shared / "gold" / "practices_seeds.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        got = {(figure.value, figure.unit) for figure in figures(row["text"])}
        gold = {(figure["value"], figure["unit"]) for figure in row["figures"]}
        maybe = {(figure["value"], figure["unit"]) for figure in row["figures_maybe"]}
        hits, wanted, found = hits + len(got & gold), wanted + len(gold), found + len(got - (maybe - gold))
    assert 2 * hits / (wanted + found) >= 0.93
