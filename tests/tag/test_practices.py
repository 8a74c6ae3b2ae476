"""Tagging: what counts, what only looks like it, and that evidence can be found in the text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.codebook import default_codebook
from textgov.settings import TAG
from textgov.stages.segment import split_sentences
from textgov.stages.tag.practices import Tagger
from textgov.types import Document, Tagging


@cache
def tagger(kind: str = "report") -> Tagger:
    return Tagger.from_codebook(default_codebook(), "letter" if kind == "letter" else "report")


def tag(text: str, kind: str = "report") -> Tagging:
    return tagger(kind).tag(Document("t", text, "letter" if kind == "letter" else "report"), split_sentences(text))


def codes(text: str) -> set[str]:
    return {found.code for found in tag(text).tags}


# Text, a code that it has, a code that it only seems to have.
TRAPS = [
    ("网格员每天入格巡查。", "grid", ""),
    ("外墙抹灰前先铺一层网格布。", "", "grid"),
    ("街道党工委书记高尚说,路还很长。", "", "party_building"),
    ("党员高尚带头拆了自家围墙。", "party_building", "civility"),
    ("居民在协商议事室里商定了停车办法。", "deliberation", ""),
    ("大家的品德都很高尚。", "", "civility"),
    ("持续优化营商环境。", "", "environment"),
    ("社区设“好邻里”议事会,每月收集居民意见。", "deliberation", "safety"),
    ("村民共同制定停车约定,写进公约。", "self_governance", "points"),
    ("“晚霞”志愿服务队每周上门理发。", "volunteering", "charity"),
    ("高考填报志愿今天开始。", "", "volunteering"),
    ("巩固党支部在矛盾化解、垃圾分类、物业管理等工作上的牵头作用。", "party_building", "mediation"),
    ("社区开展了矛盾化解、垃圾分类、文明养犬等活动。", "mediation", "points"),
    ("网格员查出占道、油烟、漏水。", "grid", ""),
    ("住户们定下《荷巷公约》12条。", "self_governance", ""),
    ("厂里腾出40个车位给居民夜间停。", "partnership", ""),
    ("旧锅炉房变成了茶室。", "public_space", ""),
    ("理发的师傅分文不取。", "volunteering", ""),
    ("有人家的电瓶车还在飞线充电。", "safety", "environment"),
    ("两家在调解室坐下来,签了协议。", "mediation", "deliberation"),
    ("护士上门采样。", "", "opinion_channels"),
    # Words that only arise where two others meet.
    ("镇里在城乡风貌上下功夫。", "", "civility"),
    ("这一带的房子多为老旧平房。", "", "elder_child_care"),
    ("溪畔社区通过校社共建办起画室。", "partnership", "digital"),
    ("菜地按面积分成三块。", "", "points"),
    ("河边新修了居民宿舍。", "", "employment_business"),
    ("绿道沿河长约三公里。", "", "environment"),
    ("他是优秀共产党员。", "", "party_building"),
    # Places where something merely happens; people who are merely named.
    ("歌会在文化礼堂门口散场。", "", "public_space"),
    ("村里新建文化礼堂一座。", "public_space", ""),
    ("骑手在送餐途中拍下坑洼。", "", "elder_child_care"),
    ("敲门入户宣传防火。", "safety", "opinion_channels"),
    ("楼里十名党员认领了公益岗位。", "party_building", "employment_business"),
    # What a list of deeds, of helpers, of windows names is done; what a list of fields names is not.
    ("队员们每晚巡逻、排查隐患、进行矛盾调解。", "mediation", ""),
    ("大厅设立信访接待、法律援助、人民调解3个专业窗口。", "mediation", ""),
    ("用好坝坝会、线上问卷、入户访谈等多种方式。", "deliberation", ""),
    # Families of words.
    ("六号楼的屋面漏水,上月修缮好了。", "property_mgmt", ""),
    ("化粪池满溢多年,入夏前清掏完毕。", "property_mgmt", ""),
    ("楼组长逐户送去意见征询书。", "opinion_channels", ""),
    ("三家爱心企业认领了四十个微心愿。", "charity", "opinion_channels"),
    ("写下心愿的居民由社区登记微心愿。", "opinion_channels", ""),
    ("社区开起直播间,给居民解读社保政策。", "digital", ""),
    ("零工驿站推荐她去工坊,她有了工作。", "employment_business", ""),
    ("旧空地改造成儿童乐园和休闲区。", "public_space", ""),
    ("七个单位合署办公,一声哨响就到场。", "partnership", ""),
    ("社区工作任务繁重,报表太多。", "burden_reduction", ""),
    ("垃圾不落地加分,乱停车扣分,得分跟年底评优挂钩。", "points", ""),
    ("三官一律每月进村。", "rule_of_law", ""),
    ("房屋征收工作进了收尾阶段。", "resettlement", ""),
    ("文艺汇演唱到夜里九点。", "public_services", ""),
    ("社区给最热心的街坊颁发荣誉证书。", "civility", ""),
    ("业委会规范化履职,换届选出七人。", "self_governance", ""),
    # Words of the place instead of those of the office.
    ("腊月里的火塘会定下了修桥的日子。", "deliberation", ""),
    ("樟树底下摆了茶桌,乡亲们凑到一起合计修路。", "deliberation", ""),
    ("路灯坏了,随手一拍就传到村里。", "opinion_channels", ""),
    ("外来工有委屈没处讲。", "opinion_channels", ""),
    ("穿橘马甲的嫂子们轮班接送。", "volunteering", "property_mgmt"),
    ("穿黑马甲的保安巡楼。", "", "volunteering"),
    ("摆摊的规矩也写进新约里。", "self_governance", ""),
    ("镇党委立下规矩,干部每月下村。", "", "self_governance"),
    ("小区收支贴在单元门口。", "self_governance", ""),
    ("电动自行车不许进楼。", "safety", ""),
    ("废弃岗亭改成了歇脚的小屋。", "public_space", ""),
    ("攒够了分就去换盐。", "points", ""),
    ("两家各退一步,火气消了。", "mediation", ""),
    # Slogans, credits, subjects of talk, other senses.
    ("实践证明,党建引领是根本。", "", "party_building"),
    ("文 | 小米  图 | 街道党建办  编辑 | 区民政局", "", "party_building"),
    ("漏水、飞线、油烟,样样都能在群里说。", "", "environment"),
    ("有人嫌广场舞太吵。", "", "public_services"),
    ("楼里有位驻村第一书记的亲戚。", "", "cadre"),
    ("他们要赡养老人。", "", "elder_child_care"),
    ("那棵树少说也有四百岁。", "", "elder_child_care"),
    ("东岭镇2021年上半年疫情防控工作情况", "", "epidemic"),
    ("·东岭镇部署夏季消防检查", "", "safety"),
]


@pytest.mark.parametrize(("text", "has", "has_not"), TRAPS)
def test_traps(text: str, has: str, has_not: str) -> None:
    found = codes(text)
    assert not has or has in found
    assert not has_not or has_not not in found


def test_a_coined_name_keeps_the_meaning_that_its_apposition_gives() -> None:
    explained = "村里有一支“晚晴帮”志愿服务队。\n晚晴帮今天又出门了。"
    (found,) = [found for found in tag(explained).tags if found.code == "volunteering"]
    assert [evidence.quote for evidence in found.evidence] == ["村里有一支“晚晴帮”志愿服务队", "晚晴帮今天又出门了"]
    assert "晚晴帮" in found.evidence[1].by
    assert "volunteering" not in codes("晚晴帮今天又出门了。")


def test_full_width_and_traditional_characters() -> None:
    assert "grid" in codes("全鎮劃分網格９６個,網格員每天巡查。")


PIECES = [
    "网格员走访",
    "，",
    "。",
    "党支部牵头",
    "、",
    "１２户",
    "议事会",
    "\n",
    "“",
    "”",
    "积分兑换",
    "下一步",
    "𠮷",
    "a",
    " ",
    "矛盾",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_evidence_is_exact_and_sorted(pieces: list[str]) -> None:
    text = "".join(pieces)
    sentences = split_sentences(text)
    tagging = tag(text)
    for found in tagging.tags:
        assert 0 < found.score <= 1 and found.evidence
        for evidence in found.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote != ""
            assert evidence.sentence in sentences
            assert evidence.sentence.start <= evidence.start < evidence.end <= evidence.sentence.end
            assert len(evidence.quote) <= max(TAG.max_quote, len(evidence.by) + 60)
    assert [found.score for found in tagging.tags] == sorted((found.score for found in tagging.tags), reverse=True)


def test_score_is_the_noisy_or_of_the_evidence() -> None:
    (grid,) = [found for found in tag("网格员每天巡查。网格长每周走访。").tags if found.code == "grid"]
    missing = 1.0
    for evidence in grid.evidence:
        missing *= 1 - evidence.score
    assert grid.score == pytest.approx(1 - missing, abs=1e-5)


def test_one_paragraph_does_not_lend_weak_words_to_another() -> None:
    weak = "老王爱说老人的事"
    assert "elder_child_care" not in codes(weak) and "elder_child_care" not in codes(f"{weak}\n{weak}")


def test_figures_below_a_heading_of_plans_are_planned() -> None:
    figures = tag("一、主要做法\n设立食堂5个。\n二、下一步打算\n开办食堂6个。").figures
    assert [(figure.value, figure.planned) for figure in figures] == [(5, False), (6, True)]


def test_a_letters_issues_are_problems() -> None:
    tagging = tag("小区垃圾没人清运,物业已经停了电梯。", "letter")
    assert {found.code for found in tagging.tags} <= set(default_codebook().issues)
    assert {found.status for found in tagging.tags} <= {"problem"}


def test_empty_text() -> None:
    assert tag("") == Tagging("t", (), ())
