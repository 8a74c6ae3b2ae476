"""The time of invented figures, told from the publication date; and the ends of ranges."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.stages.tag.figures import find_figures
from textgov.types import Figure, Span

PUBLISHED = "2023-10-20"


def figures(text: str, published: str | None = PUBLISHED) -> tuple[Figure, ...]:
    sentences = [Span(found.start(), found.end()) for found in re.finditer(r"[^。\n]+[。\n]?", text)]
    return find_figures(text, sentences, published=published)


def periods(text: str, published: str | None = PUBLISHED) -> list[str]:
    """``words first..last`` of each figure, ``-`` where no time governs it."""
    return [
        f"{p.quote} {p.first or ''}..{p.last or ''}" if (p := figure.period) else "-"
        for figure in figures(text, published)
    ]


TIMES = [
    # years
    ("2021年，镇里修通村道3条。", ["2021年 2021-01-01..2021-12-31"]),
    ("今年，已办结提案18件。", ["今年 2023-01-01..2023-10-20"]),
    ("去年排查燃气隐患260处。", ["去年 2022-01-01..2022-12-31"]),
    ("前年，合作社只有社员9户。", ["前年 2021-01-01..2021-12-31"]),
    ("二〇二二年走访军属40户。", ["二〇二二年 2022-01-01..2022-12-31"]),
    ("2022年度开展讲座11场。", ["2022年度 2022-01-01..2022-12-31"]),
    ("明年将新建驿站4个。", ["明年 2024-01-01..2024-12-31"]),
    ("2019—2021年，共栽树800棵。", ["2019—2021年 2019-01-01..2021-12-31"]),
    ("2020年改造小区5个，次年改造9个。", ["2020年 2020-01-01..2020-12-31", "次年 2021-01-01..2021-12-31"]),
    # parts of years
    ("上半年，开庭审理纠纷57起。", ["上半年 2023-01-01..2023-06-30"]),
    ("去年下半年招募义工33名。", ["去年下半年 2022-07-01..2022-12-31"]),
    ("第一季度，12345热线派单410件。", ["第一季度 2023-01-01..2023-03-31"]),
    ("前三季度巡河900次。", ["前三季度 2023-01-01..2023-09-30"]),
    ("前5个月，接访群众71批。", ["前5个月 2023-01-01..2023-05-31"]),
    ("今年1—8月，送医下乡14次。", ["今年1—8月 2023-01-01..2023-08-31"]),
    ("7月至8月，办暑托班6期。", ["7月至8月 2023-07-01..2023-08-31"]),
    ("12月，慰问困难户20户。", ["12月 2022-12-01..2022-12-31"]),
    ("三月份植树500棵。", ["三月份 2023-03-01..2023-03-31"]),
    ("8月下旬，转移群众160人。", ["8月下旬 2023-08-21..2023-08-31"]),
    ("全年共发放救助金46万元。", ["全年 2022-01-01..2022-12-31"]),
    ("2022年，街道扩编，9月增配网格员6名。", ["9月 2022-09-01..2022-09-30"]),
    # days
    ("6月12日，集中清运垃圾8吨。", ["6月12日 2023-06-12..2023-06-12"]),
    ("7月10日至20日，轮训楼长90人。", ["7月10日至20日 2023-07-10..2023-07-20"]),
    ("昨日，巡逻队劝返游客12名。", ["昨日 2023-10-19..2023-10-19"]),
    ("本月，收到锦旗2面。", ["本月 2023-10-01..2023-10-20"]),
    ("上个月收到信件15封。", ["上个月 2023-09-01..2023-09-30"]),
    # beginnings
    ("去年以来，办夜市7场。", ["去年以来 2022-01-01..2023-10-20"]),
    ("自5月以来，调解欠薪案9件。", ["自5月以来 2023-05-01..2023-10-20"]),
    ("从今年4月起，义诊老人230人次。", ["从今年4月起 2023-04-01..2023-10-20"]),
    ("自去年8月揭牌以来，接待参观团31批。", ["自去年8月揭牌以来 2022-08-01..2023-10-20"]),
    ("2020年至今，修缮危房66户。", ["2020年至今 2020-01-01..2023-10-20"]),
    ("2022年截至目前，开展普法课28场。", ["2022年截至目前 2022-01-01..2023-10-20"]),
    ("党的二十大以来，宣讲团下村52场。", ["党的二十大以来 2022-10-16..2023-10-20"]),
    ("“十三五”期间，脱贫310户。", ["“十三五”期间 2016-01-01..2020-12-31"]),
    ("去年12月至今年2月，除雪出动人员300人次。", ["去年12月至今年2月 2022-12-01..2023-02-28"]),
    # states
    ("截至6月底，共登记社会组织44家。", ["截至6月底 ..2023-06-30"]),
    ("截至2022年，村里有民宿13家。", ["截至2022年 ..2022-12-31"]),
    ("目前，合唱队有队员35人。", ["目前 ..2023-10-20"]),
    ("到目前为止，认领心愿98个。", ["到目前为止 ..2023-10-20"]),
    ("现有保洁员22名。", ["现有 ..2023-10-20"]),
    # told back and ahead
    ("近三年，流动人口增加4000人。", ["近三年 2020-10-20..2023-10-20"]),
    ("两年来，化解物业纠纷105起。", ["两年来 2021-10-20..2023-10-20"]),
    ("开放半年来，书屋借书1200册。", ["半年来 2023-04-20..2023-10-20"]),
    ("过去一周检查餐馆18家。", ["过去一周 2023-10-13..2023-10-20"]),
    ("未来三年，计划培育家政企业10家。", ["未来三年 2023-10-20..2026-10-20"]),
    ("计划年底前新装路灯60盏。", ["年底前 ..2023-12-31"]),
    ("到2025年底，建成口袋公园30个。", ["到2025年底 ..2025-12-31"]),
    ("2025年前建成停车楼2座。", ["2025年前 ..2024-12-31"]),
    # one sentence, several times; several sentences, one time
    ("2021年办学习班3期，2022年办5期课程。", ["2021年 2021-01-01..2021-12-31", "2022年 2022-01-01..2022-12-31"]),
    ("去年以来，社区搭台议事。累计开会41场。", ["去年以来 2022-01-01..2023-10-20"]),
    ("去年以来，社区搭台议事。楼长有17名。", ["-"]),
    ("收入从2019年的30万元增到2022年的90万元。", ["2019年 2019-01-01..2019-12-31", "2022年 2022-01-01..2022-12-31"]),
    # when something came to be is not when it was counted
    ("小区2003年建成，共有住户856户。", ["-"]),
    ("街道成立于2014年8月，下辖社区12个。", ["-"]),
    ("服务站于2019年4月挂牌，现有人员4名。", ["现有 ..2023-10-20"]),
    ("2023年街道成立了5支队伍，办活动30场。", ["2023年 2023-01-01..2023-10-20"] * 2),
    # compared with, or no time at all
    ("警情比2021年减少60起。", ["-"]),
    ("与去年同期相比，信访减少30件。", ["-"]),
    ("《2022年民生清单》列出项目12个。", ["-"]),
    ("获评2020年度先进集体3个。", ["-"]),
    ("每年办晚会2场，3天内办结诉求90件。", ["-", "-"]),
    ("60年代建的厂房有9栋。", ["-"]),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_the_time_of_a_figure(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("去年以来，办夜市7场。", "去年以来"),
        ("今年修路3条。", "今年"),
        ("截至6月底，登记社会组织44家。", "截至6月底"),
        ("近三年，建成驿站8个。", "近三年"),
        ("目前有队员35人。", "目前"),
        ("6月12日，清运垃圾8吨。", "6月12日"),
    ],
)
def test_without_a_date_relative_times_stay_open_and_say_so(text: str, quote: str) -> None:
    period = figures(text, None)[0].period
    assert period is not None
    assert (period.quote, period.first, period.last) == (quote, None, None)
    assert "没有发布日期" in period.note


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年，修路3条。", "2021-01-01", "2021-12-31"),
        ("2021年6月，修路3条。", "2021-06-01", "2021-06-30"),
        ("自2020年5月起，修路3条。", "2020-05-01", None),
        ("“十三五”期间，修路3条。", "2016-01-01", "2020-12-31"),
    ],
)
def test_without_a_date_written_years_are_known(text: str, first: str | None, last: str | None) -> None:
    period = figures(text, None)[0].period
    assert period is not None
    assert (period.first, period.last, period.note) == (first, last, "")


@pytest.mark.parametrize("text", ["近年来，培育社工15名。", "成立以来，接待居民200人次。", "一年多来，办市集9场。"])
def test_a_time_without_a_beginning_says_so(text: str) -> None:
    period = figures(text)[0].period
    assert period is not None
    assert (period.first, period.last) == (None, PUBLISHED)
    assert period.note


def test_a_day_that_does_not_exist_is_not_guessed() -> None:
    period = figures("6月31日，清查出租屋120间。")[0].period
    assert period is not None
    assert (period.first, period.last, period.note) == (None, None, "没有这样的日期")


RANGES = [
    ("选派3到5名社工。", (3, 5)),
    ("由10-20户推选一名楼长。", (10, 20)),
    ("投入50—80万元。", (500_000, 800_000)),
    ("每组配三五个组员。", (3, 5)),
    ("来了两三百人。", (200, 300)),
    ("有十五六户人家。", (15, 16)),
    ("筹集3万元至5万元。", (30_000, 50_000)),
    ("每村评出1～2户示范户。", (1, 2)),
    ("参加的有5至8家企业。", (5, 8)),
    ("满意率在85%到90%之间。", (85, 90)),
    # no ends that could be named
    ("来了几百人。", (None, None)),
    ("来了数千人。", (None, None)),
    ("来了300人。", (None, None)),
]


@pytest.mark.parametrize(("text", "ends"), RANGES)
def test_ranges_have_ends_and_no_value(text: str, ends: tuple[float | None, float | None]) -> None:
    found = figures(text)[0]
    assert (found.low, found.high) == ends
    assert ends == (None, None) or found.value is None


SUBJECTS = [
    ("街道拿出60万元支持创业。", ""),
    ("六个安置小区的物业费收缴率只有四成。", "安置小区"),
    ("汇集11个部门的数据。", "部门"),
    ("培育两个高效运作的社会组织。", "社会组织"),
    ("覆盖400余人次。", ""),
    ("投入200万元。", "投入"),
    ("60岁以上老人占近30%。", "60岁以上老人"),
    ("真正报到的党员只有73名。", "党员"),
    ("2017年登记邻里纠纷632件。", "邻里纠纷"),
    ("网格员目前216人。", "网格员"),
    ("夜校办了43期。", "夜校"),
    ("村里拆掉旱厕30座。", "旱厕"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_the_subject_is_what_is_counted(text: str, subject: str) -> None:
    assert figures(text)[0].subject == subject


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        "今去明年月日底初以来自从截至到目前近三第一季度上半12023456789.-—、，。的3个人万元建成“”十四五期间\n",
        max_size=60,
    ),
    st.sampled_from([PUBLISHED, "2024-02-29", "0001-01-01", "9999-12-31", "no date", None]),
)
def test_times_never_fail_and_are_quoted_exactly(text: str, published: str | None) -> None:
    for figure in figures(text, published):
        if period := figure.period:
            assert text[period.start : period.end] == period.quote
            assert period.first is None or period.last is None or period.first <= period.last


@pytest.mark.parametrize(
    "piece", ["2021年", "自5月", "截至", "近", "一月到", "2021年至", "去年12月至", "今年", "自2021年6月成"]
)
def test_hostile_times_take_linear_time(piece: str) -> None:
    text = piece * 20_000 + "3个人"
    begin = time.process_time()
    find_figures(text, [Span(0, len(text))], published=PUBLISHED)
    assert time.process_time() - begin < 2
