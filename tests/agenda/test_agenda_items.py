"""Agenda items: neutral, free of quotations, places that letters agree on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from textgov.codebook import Codebook, load_codebook
from textgov.stages.agenda import make_agenda
from textgov.stages.agenda.places import common_place
from textgov.types import AgendaItem, Cluster, Clustering, Document, Evidence, Figure, Heat, Route, Span, Tag, Tagging


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(None)


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["我家住在银杏苑,夜里很吵", "银杏苑东门的烧烤摊"], "银杏苑"),
        (["就在长虹路与云桥街交叉口", "我们长虹路晚上没有灯", "长虹路又堵了"], "长虹路"),
        (["请问滨河花园什么时候通气", "本人是滨河花园业主"], "滨河花园"),
        (["石磨村的水渠堵了", "我是石磨村的,水渠没人修"], "石磨村"),
        (["白鹭农贸市场脏", "白鹭农贸市场又脏又乱"], "白鹭农贸市场"),
        (["希望修通柳岸小学门前的路", "柳岸小学门口太堵"], "柳岸小学"),
        # Named by one letter only, by none, or not a name.
        (["我家住在银杏苑", "楼下太吵"], ""),
        (["楼下太吵", "晚上睡不着"], ""),
        (["小区里没有路灯", "小区路灯坏了"], ""),
        (["农贸市场太脏", "农贸市场没人扫"], ""),
        (["修路修了一年", "修路太慢"], ""),
        (["我们村里的干部", "村里的路"], ""),
        (["我们村干部不公开", "本村干部不公开"], ""),
        (["人民医院排队", "人民医院收费"], ""),
        (["这条路太黑", "这条路没灯", "这条路坏了"], ""),
        (["老旧小区没有电梯", "老旧小区该改造"], ""),
        (["网络拥堵,出路在哪里", "电路老化,思路不清"], ""),
        ([], ""),
    ],
)
def test_place(texts: Sequence[str], place: str) -> None:
    assert common_place(texts) == place


def letter(number: int, text: str, *, title: str = "", date: str | None = "2025-03-01") -> Document:
    return Document(f"L{number}", text, "letter", title, date)


def route(
    number: int, *, urgent: bool = False, issue: str = "noise", body: str = "urban_management", **more: object
) -> Route:
    names = {"noise": "噪声扰民", "parking": "小区停车与车位", "other": "其他或无法判断"}
    return Route(f"L{number}", issue, names[issue], body, body, 0.9, (), urgent=urgent, **more)  # type: ignore[arg-type]


def agenda(
    codebook: Codebook,
    letters: Sequence[Document],
    routes: Sequence[Route],
    *,
    terms: tuple[str, ...] = (),
    duplicates: tuple[tuple[str, ...], ...] = (),
    taggings: Sequence[Tagging] = (),
    body: str | None = "urban_management",
) -> AgendaItem:
    members = tuple(one.id for one in letters)
    heat = Heat(3.0, len(members), 1, 0.0, 0, 0)
    cluster = Cluster("C", letters[0].title, terms, members, "L0", None, None, heat, body, duplicates)
    (item,) = make_agenda(
        Clustering((cluster,), dict.fromkeys(members, "C")),
        letters,
        routes={one.id: one for one in routes},
        taggings={one.id: one for one in taggings},
        codebook=codebook,
    )
    return item


LETTERS = (
    letter(0, "银杏苑楼下的搅拌机夜里响到两点,我女儿睡不着。", title="银杏苑的搅拌机吵得我女儿睡不着"),
    letter(1, "住在银杏苑〔住址〕,搅拌机太吵,〔姓名〕敬上"),
)


def lines(item: AgendaItem) -> str:
    return "\n".join((item.title, item.place, *item.reports, *item.questions, *item.unknown))


def test_an_item_names_place_issue_and_terms_and_quotes_nobody(codebook: Codebook) -> None:
    terms = ("搅拌机", "银杏苑", "姓名", "两点", "我女儿", "3栋", "夜里")
    item = agenda(codebook, LETTERS, [route(0), route(1)], terms=terms)
    assert item.title == "银杏苑:噪声扰民(搅拌机)"
    assert item.reports == ("少于 5 封来信反映“噪声扰民”", "来信中的关键词:搅拌机")
    said = lines(item)
    for one in LETTERS:
        text = one.title + one.text
        assert not any(text[at : at + 7] in said for at in range(len(text) - 6))


@pytest.mark.parametrize(
    ("routes", "title", "first"),
    [
        ([route(0), route(1, issue="parking", body="env_property")], "噪声扰民", "少于 5 封来信反映“噪声扰民”"),
        ([route(0, issue="parking", body="env_property"), route(1)], "噪声扰民", "少于 5 封来信反映“噪声扰民”"),
        (
            [route(0, issue="other"), route(1, issue="other")],
            "内容相近的来信",
            "来信说的事还不能归类,请先由社工说明情况",
        ),
    ],
)
def test_the_leading_issue_comes_first(codebook: Codebook, routes: list[Route], title: str, first: str) -> None:
    item = agenda(codebook, [letter(0, "很吵"), letter(1, "太吵")], routes)
    assert (item.title, item.reports[0]) == (title, first)


@pytest.mark.parametrize(
    ("against", "who"),
    [
        (("shop", "shop"), "店铺与摊贩"),
        (("shop", "hospital"), "另一方"),
        ((None, None), "另一方"),
        (("shop", None), "另一方"),
    ],
)
def test_the_other_side_is_named_when_letters_agree(
    codebook: Codebook, against: tuple[str | None, str | None], who: str
) -> None:
    routes = [route(number, against=one) for number, one in enumerate(against)]
    assert f"{who}怎么说:来信只是一方的意见,需要当面听取" in agenda(codebook, LETTERS, routes).unknown


@pytest.mark.parametrize(("unit", "asked"), [("户", False), ("人", False), ("个", True), ("元", True)])
def test_how_many_are_concerned_is_asked_when_no_letter_says_it(codebook: Codebook, unit: str, asked: bool) -> None:
    tagging = Tagging("L0", (), (Figure(30.0, unit, "", f"30{unit}", 0, 3),))
    item = agenda(codebook, LETTERS, [route(0), route(1)], taggings=[tagging])
    assert ("影响到多少户、多少人:来信没有说" in item.unknown) == asked


def test_a_letter_sent_twice_does_not_give_its_place_away(codebook: Codebook) -> None:
    same = "我家在翠竹公寓,搅拌机太吵"
    item = agenda(codebook, [letter(0, same), letter(1, same)], [route(0), route(1)], duplicates=(("L0", "L1"),))
    assert item.place == ""
    assert any("有的来信文字基本相同" in line for line in item.reports)


def test_missing_dates_bodies_and_routes_are_said_or_borne(codebook: Codebook) -> None:
    item = agenda(codebook, [letter(0, "很吵", date=None), letter(1, "太吵")], [], body=None)
    assert item.lead == "triage"
    assert "来信时间:有的来信没有日期" in item.unknown
    assert item.supporting == ()


def test_further_issues_need_two_letters(codebook: Codebook) -> None:
    def tagging(number: int, *names: str) -> Tagging:
        evidence = (Evidence(0, 1, "很", "form", 0.9, "problem", Span(0, 2)),)
        return Tagging(f"L{number}", tuple(Tag(name, name, 0.9, "problem", evidence) for name in names))

    item = agenda(codebook, LETTERS, [route(0), route(1)], taggings=[tagging(0, "甲", "乙"), tagging(1, "甲")])
    assert "同时提到:甲" in item.reports


def test_urgent_items_come_first_then_the_hottest(codebook: Codebook) -> None:
    def cluster(name: str, heat: float, urgent: int) -> Cluster:
        return Cluster(name, name, (), ("L0", "L1"), "L0", None, None, Heat(heat, 2, 1, 0.0, 0, urgent))

    clusters = (cluster("a", 1.0, 0), cluster("b", 9.0, 0), cluster("c", 0.5, 1))
    found = make_agenda(Clustering(clusters, {}), LETTERS, routes={}, taggings={}, codebook=codebook, top=2)
    assert [(item.number, item.cluster) for item in found] == [(1, "c"), (2, "b")]
