"""No letter goes to the body that it accuses: supervision leads, looks too, or a person decides."""

from __future__ import annotations

import pytest

from textgov import api
from textgov.types import Document


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("城管队的人动手打人,把我妈的菜筐踢翻了。", "urban_management"),
        ("调解委员会的人偏袒对方,只听他家的,逼我按手印。", "mediation"),
        ("派出所的民警收了赌场老板的烟,举报一次他们先知道一次。", "security"),
        ("民政办把低保给了主任的小舅子,我家两个残疾人没有份。", "social_affairs"),
        ("教育办的主任收钱安排学位,不送礼的排到最后。", "education_culture"),
        ("卫健办的科长让我们去他老婆开的诊所做检查,不去就不给报销。", "public_health"),
    ],
)
def test_wrongdoing_goes_to_supervision(text: str, accused: str) -> None:
    route = api.route(text, threshold=0)
    assert route.body == "supervision"
    assert route.issue == "official_conduct"
    assert route.alternatives[0].body != accused
    assert accused not in route.supporting
    assert any("核查" in line for line in route.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "报警三次派出所都不出警,小偷天天来,民警说管不了。",
        "监督委员会的人和村主任是一伙的,查账都是走过场。",
    ],
)
def test_a_person_decides_where_the_body_did_nothing_or_is_supervision_itself(text: str) -> None:
    route = api.route(text, threshold=0)
    assert (route.abstained, route.body) == (True, "triage")
    assert any("社工站的人看过再定" in line for line in route.reasons)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("请城管来管管楼下的流动摊贩,占道太厉害。", "urban_management"),
        ("昨晚小偷撬门,派出所来得很快,希望再多巡逻几次抓到小偷。", "security"),
        ("物业公司只收费不扫地,楼道的垃圾堆了一个月。", "env_property"),
    ],
)
def test_who_is_asked_or_praised_still_leads(text: str, body: str) -> None:
    assert api.route(text, threshold=0).body == body


def test_who_did_nothing_about_another_is_watched() -> None:
    route = api.route("找了城管五回都不管,楼下的流动摊贩天天占道。", threshold=0)
    assert (route.body, route.against) == ("urban_management", "shop")
    assert "supervision" in route.supporting
    assert any("一同看办得怎样" in line for line in route.reasons)


def test_a_long_letter_that_tells_it_by_the_way_is_left_to_a_person() -> None:
    story = "流动摊贩每天占道经营,从早上五点到晚上十点,油烟和垃圾弄得整条街没法走。" * 6
    route = api.route(story + "城管收了他们的烟就走了。", threshold=0)
    assert route.abstained
    assert route.alternatives[0].body == "urban_management"
    assert "supervision" in route.supporting


def test_deciding_phrases_have_their_place_in_the_text() -> None:
    document = Document("L1", "槐荫路南段的路灯坏了快一个月,晚上黑漆漆的。", "letter", title="路灯不亮")
    route = api.route(document)
    assert route.phrases
    for phrase in route.phrases:
        assert phrase.text == document.text[phrase.start : phrase.end]
        assert phrase.weight > 0
    assert [p.weight for p in route.phrases] == sorted((p.weight for p in route.phrases), reverse=True)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("小区门口的烧烤摊占了消防通道,油烟也大。", "消防通道"),
        ("槐荫路南段的路灯坏了快一个月,晚上黑漆漆的。", None),
    ],
)
def test_a_likely_second_body_is_named_with_its_words(text: str, second: str | None) -> None:
    lines = [line for line in api.route(text).reasons if line.startswith("为什么不是")]
    assert len(lines) == (second is not None)
    assert second is None or second in lines[0]


def test_an_explanation_is_of_the_masked_letter() -> None:
    found = api.explain("我叫覃小满,电话15400001234。民政办把低保给了主任的小舅子。")
    shown = repr(found)
    assert "15400001234" not in shown
    assert "覃小满" not in shown
    before, after = ({one.body: one.probability for one in some} for some in (found.before, found.after))
    assert before["social_affairs"] > 0.2
    assert "social_affairs" not in after
    assert found.after[0].body == "supervision"
    assert found.accused[0][2]
    assert found.conflict
    assert set(found.phrases) == {a.body for a in found.route.alternatives[:2]}
