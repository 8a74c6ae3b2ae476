"""The router with the model that ships: bodies, issues, abstention, urgency, conflict of interest, reasons."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from textgov.codebook import default_codebook
from textgov.stages.route import Router
from textgov.stages.segment import split_sentences
from textgov.types import Document, Route


@cache
def router() -> Router:
    return Router.from_folder(None, default_codebook())


def routed(text: str, *, title: str = "", threshold: float | None = None) -> Route:
    return router().route(Document("L1", text, "letter", title=title), split_sentences(text), threshold=threshold)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("槐荫路南段的路灯坏了快一个月，晚上黑漆漆的，请派人来修。", "construction"),
        ("楼下烧烤店的油烟直接往我家窗户灌，开窗就呛，请城管来看看。", "urban_management"),
        ("老板拖欠我们六个人三个月工资，电话也不接，过年都没钱回家。", "social_affairs"),
        ("孩子今年上一年级，户口和房子不在一处，不知道划在哪个小学，学位够不够？", "education_culture"),
        ("12路公交车最近半小时才来一趟，上班总迟到，能不能加密班次？", "transport"),
        ("物业费一年比一年高，楼道却没人扫，电梯三天两头坏，物业公司只会催费。", "env_property"),
        ("昨晚又有小偷撬门，这个月已经第三户被偷了，希望派出所加强巡逻。", "security"),
        ("在街口健身房办了两年的卡，上周突然关门跑路，钱也不退。", "market"),
        ("我家和隔壁老秦为滴水檐的地界吵了两年，他又往我这边砌了半尺墙，请来调解。", "mediation"),
        ("村里征地款到现在没分，外嫁女算不算有份也没个说法，请公开分配办法。", "agri_collective"),
        ("镇医院的医生看错了药，孩子打完针浑身起疹子，希望给个说法。", "public_health"),
        ("村里独居老人多，中午没人做饭，能不能办个助餐点？", "elderly_women_children"),
    ],
)
def test_the_lead_follows_the_remits(text: str, body: str) -> None:
    assert routed(text, threshold=0).body == body


def test_a_route_is_consistent() -> None:
    route = routed("槐荫路南段的路灯坏了快一个月，晚上黑漆漆的，请派人来修。")
    book = default_codebook()
    assert not route.abstained
    assert route.body == route.alternatives[0].body
    assert route.body_name == book.bodies[route.body].name
    assert route.issue == "roads"
    assert route.issue_name == book.issues["roads"].name
    assert route.probability == route.alternatives[0].probability
    assert all(a.probability >= b.probability for a, b in pairwise(route.alternatives))
    assert sum(a.probability for a in route.alternatives) <= 1 + 1e-9


def test_an_abstained_letter_keeps_its_best_guess() -> None:
    text = "槐荫路南段的路灯坏了快一个月，晚上黑漆漆的，请派人来修。"
    route = routed(text, threshold=1)
    assert route.abstained
    assert (route.body, route.body_name) == ("triage", default_codebook().bodies["triage"].name)
    assert route.alternatives[0].body == "construction"
    assert route.issue == "roads"
    assert "请人看一下" in route.reasons[0]


@pytest.mark.parametrize("text", ["", "   ", "。。。", "asdf 1234"])
def test_a_letter_without_content_is_left_to_a_person(text: str) -> None:
    assert routed(text).body == "triage"


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("三楼窗户冒黑烟，屋里还有老人没下来，救命啊！", True),
        ("隔壁男的又拿刀追着打老婆，孩子在哭，快来人！", True),
        ("希望街道多组织几场免费电影。", False),
        ("公交站牌的字掉色了，请换一块。", False),
    ],
)
def test_danger_is_urgent(text: str, urgent: bool) -> None:
    route = routed(text)
    assert route.urgent == urgent
    assert bool(route.urgent_words) == urgent
    assert all(word in text for word in route.urgent_words)


def test_parts_cover_the_letter_and_name_two_issues() -> None:
    text = "楼下烧烤摊的油烟天天往家里灌，熏得睡不着觉。另外，12路公交车半小时才来一趟，能不能增加公交班次？"
    route = routed(text)
    assert [part.issue for part in route.issues] == ["air_pollution", "public_transport"]
    assert route.issues[0].start == 0
    assert route.issues[-1].end == len(text)
    assert all(a.end <= b.start for a, b in pairwise(route.issues))
    assert {part.body for part in route.issues} == {route.alternatives[0].body, *route.supporting}


@pytest.mark.parametrize(
    ("text", "watched"),
    [
        ("村主任把征地补偿款截留了一大半，组里的田都没了，钱没分到手。", True),
        ("征地补偿款什么时候分？组里的田去年就征了。", False),
    ],
)
def test_the_accused_does_not_decide_alone(text: str, watched: bool) -> None:
    route = routed(text)
    assert (("supervision" in route.supporting) or route.alternatives[0].body == "supervision") == watched


def test_reasons_quote_the_letter_and_the_remit() -> None:
    text = "槐荫路南段的路灯坏了快一个月，晚上黑漆漆的，请派人来修。"
    reasons = routed(text).reasons
    assert 2 <= len(reasons) <= 4
    words = reasons[0].partition(":")[2].split("、")
    assert words
    assert all(word in text and len(word) <= 10 for word in words)
    assert any("职责" in line for line in reasons)


def test_a_batch_gives_what_single_letters_give() -> None:
    texts = ["路灯坏了。", "", "物业费太高，电梯老坏。还有楼下麻将馆半夜吵。", "拖欠工资三个月。"]
    documents = [Document(str(i), text, "letter", title="请帮忙" if i % 2 else "") for i, text in enumerate(texts)]
    together = router().route_many(documents, lambda d: split_sentences(d.text))
    for document, found in zip(documents, together, strict=True):
        alone = router().route(document, split_sentences(document.text))
        assert [a.body for a in alone.alternatives] == [a.body for a in found.alternatives]
        assert alone.probability == pytest.approx(found.probability, abs=1e-6)
        assert alone.issues == found.issues
        assert alone.reasons == found.reasons


def test_every_rule_names_a_known_body_and_says_why() -> None:
    book = default_codebook()
    for rule in book.routing:
        assert 0 < rule.weight <= 1
        assert rule.reason
        assert not rule.issue or rule.issue in book.issues
