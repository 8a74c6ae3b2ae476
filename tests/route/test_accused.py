"""Who is accused and of what; asking, telling, praising and mentioning are no accusations.

``UNSEEN`` was written and coded before the finder existed: its first run was right in 13 of 14 (the one is right now).
"""

from __future__ import annotations

from functools import cache

import pytest

from textgov.codebook import default_codebook
from textgov.stages.route.signals import SignalFinder
from textgov.stages.segment import split_sentences

TABLE = [
    ("居委会自己收钱不办事,盖个章要一百块。", "residents_committee", "wrong"),
    ("城管办的人打人,我妈胳膊都青了。", "enforcement", "wrong"),
    ("派出所不出警,打了三次电话都说没车。", "police", "idle"),
    ("调解委员会偏袒对方,我一句话都插不上。", "mediation", "wrong"),
    ("找过居委会,居委会很热心,第二天就派人来看。", None, None),
    ("已向城管反映,希望尽快处理楼下的烧烤摊。", None, None),
    ("希望派出所加强巡逻,小偷太多了。", None, None),
    ("请城管严查这家店,老板打人骂人。", None, None),
    ("网格员上门登记,顺手把隔壁给的烟都收走了,说是检查费。", "residents_committee", "wrong"),
    ("村支书把低保给了自己小舅子。", "village_cadre", "wrong"),
    ("村干部把修路的钱挪用了,账从来不公开。", "village_cadre", "wrong"),
    ("社区书记把公益岗位都安排给亲戚。", "residents_committee", "wrong"),
    ("我向民政办申请低保,他们推来推去三个月没个话。", "civil_affairs", "idle"),
    ("物业保安打人,派出所来了以后把人带走了,处理得很及时。", "property_company", "wrong"),
    ("派出所包庇开赌场的老板,举报一次他们提前知道一次。", "police", "wrong"),
    ("民警很负责,半夜把我走丢的父亲送回来。", None, None),
    ("报了警,民警说管不了,让我找社区。", "police", "idle"),
    ("城管收了摊贩的烟酒就不来查了。", "enforcement", "wrong"),
    ("楼上打孩子,希望妇联管管。", None, None),
    ("俺们村队长把地租都吞咧问他要账他就骂人", "village_cadre", "wrong"),
    ("街道办事处窗口的人态度恶劣,把我的材料扔地上。", "street_office", "wrong"),
    ("我到街道办事处问过,窗口说要等通知,请问什么时候能办?", None, None),
    ("监督委员会的人和村主任是一伙的,查账都是走过场。", "supervision", "wrong"),
    ("邻居仗着有亲戚在派出所,天天骂我。", None, None),
    ("应急办来检查,前脚拿了厂里两条烟后脚就说没问题。", "emergency", "wrong"),
    ("教育办的主任收钱安排学位,不送礼的排到最后。", "education", "wrong"),
    ("交警大队乱罚款,不给单子。", "transport", "wrong"),
]
UNSEEN = [
    ("那个调解员是他家亲戚,开口就叫我让三尺。", "mediation", "wrong"),
    ("派出所的人喊我去签字不签就不让走还推我一把", "police", "wrong"),
    ("城管上周来清理过,干得漂亮,就是走了以后摊子又回来了。", None, None),
    ("书记讲要给他两条烟才给我报危房。", "village_cadre", "wrong"),
    ("去了五趟社区,回回说负责的人不在。", "residents_committee", "idle"),
    ("建设办验收的时候在酒桌上签的字,路不到一年就烂了。", "construction", "wrong"),
    ("感谢居委会的同志冒雨给我送米,他们自己还没吃饭。", None, None),
    ("想请村委会牵头把沟清一清。", None, None),
    ("工商所的人吃完饭不给钱还要打包。", "market", "wrong"),
    ("老人摔倒以后,派出所和网格员都赶来帮忙,只有物业经理站着看。", "property_company", "idle"),
    ("卫健办的科长让我们去他老婆开的诊所做检查。", "health", "wrong"),
    ("经管站管账的跟队长合伙把卖树的钱分了。", "agriculture", "wrong"),
    ("打了城管电话,对方说马上来,等了一个月也冇看见人。", "enforcement", "idle"),
    ("妇联的同志劝我忍一忍,说家丑不可外扬。", "elder_women", "idle"),
]


@cache
def finder() -> SignalFinder:
    return SignalFinder.from_codebook(default_codebook())


@pytest.mark.parametrize(("text", "actor", "grade"), [*TABLE, *UNSEEN])
def test_the_accused_and_the_act(text: str, actor: str | None, grade: str | None) -> None:
    found = [one for one in finder().find(text, split_sentences(text)).accusations if not one.bare]
    gravest = next((one for one in found if one.wrong), found[0] if found else None)
    if actor is None or gravest is None:
        assert gravest is None
        assert actor is None
        return
    assert gravest.actor.id == actor
    assert gravest.wrong == (grade == "wrong")
    assert gravest.words == text[gravest.start : gravest.end]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("派出所的人从来不收钱。", 0),
        ("派出所的人收钱。", 1),
        ("收钱不办事的居委会要来何用。", 1),
        ("举报村会计,集体的账几年没看见,都是假账。", 1),
        ("老板打人,派出所管得好。", 0),
        ("", 0),
    ],
)
def test_negation_and_order(text: str, accused: int) -> None:
    assert len(finder().find(text, split_sentences(text)).accusations) == accused


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("派出所给我做笔录,把我没说的话也写上去了。", True),
        ("派出所给我做笔录,把我没说的话也写上去了,请查一查。", False),
        ("派出所的同志很及时。", False),
        ("我去派出所做笔录,把我没说的话也写上去了。", False),
    ],
)
def test_an_office_that_a_short_letter_is_about(text: str, bare: bool) -> None:
    found = finder().find(text, split_sentences(text)).accusations
    assert [one.bare for one in found] == ([True] if bare else [])
