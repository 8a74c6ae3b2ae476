"""Names in invented sentences: what must be found beside what must not."""

from __future__ import annotations

import pytest

from textgov.stages.names import find_names, summarise
from textgov.toolbox import toolbox
from textgov.types import Name


def names(text: str) -> tuple[Name, ...]:
    return find_names(text, toolbox().segmenter.segment(text, pos=True))


def found(text: str) -> set[tuple[str, str]]:
    return {(name.type, name.canonical) for name in names(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走进青檀街道柳浦社区，楼道干净。", {("street", "青檀街道"), ("community", "柳浦社区")}),
        ("从大河头村到小河东村只有一条土路。", {("village", "大河头村"), ("village", "小河东村")}),
        ("在柳浦、桐花、东塘三个社区试点。", {("community", f"{name}社区") for name in ("柳浦", "桐花", "东塘")}),
        ("桐花一区、水云家园两个小区相邻。", {("compound", "桐花一区"), ("compound", "水云家园")}),
        ("家住福康里的老人说好。", {("compound", "福康里")}),
        ("幸福社区位于老城。", {("community", "幸福社区")}),
        ("乌兰坡嘎查的牧民来了。", {("village", "乌兰坡嘎查")}),
        ("土湾乡乡贤联谊会牵头。", {("organisation", "土湾乡乡贤联谊会")}),
    ],
)  # fmt: skip
def test_places(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由区民政局和县委组织部牵头。", {"区民政局", "县委组织部"}),
        ("离不开区住房和城乡建设局的支持。", {"区住房和城乡建设局"}),
        ("引入禾苗社会工作服务中心运营。", {"禾苗社会工作服务中心"}),
        ("与众鑫停车管理有限公司商量。", {"众鑫停车管理有限公司"}),
        ("柳浦社区党委认领心愿。", {"柳浦社区党委"}),
        ("柳浦社区成立了业主委员会。", set()),
        ("动员社区党支部、物业公司参与。", set()),
        ("形成共建共治的新格局，优化布局。", set()),
    ],
)
def test_organisations(text: str, expected: set[str]) -> None:
    assert {name for kind, name in found(text) if kind == "organisation"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推行“四方同坐”工作法。", {"四方同坐"}),
        ("“暖阳行动”开展三年来，群众满意。", {"暖阳行动"}),
        ("成立了“晚晴帮”，老人有人陪。后来晚晴帮越办越大。", {"晚晴帮"}),
        ("推行一村一警机制。", {"一村一警"}),
        ("打通服务群众“最后一公里”。", set()),
        ("推行“网格化”管理。", set()),
        ("拨打“12345”热线。", set()),
    ],
)
def test_programmes(text: str, expected: set[str]) -> None:
    assert {name for kind, name in found(text) if kind == "programme"} == expected


@pytest.mark.parametrize(
    "text",
    [
        "动员社区居民参与，筑牢社区治理根基。",
        "我们社区各小区都有群，该村也有。",
        "建设美丽乡村，打造智慧社区、熟人社区。",
        "全镇有三个村改社区，“村改社区”怎么管，大家心里没底。",
        "全镇58个村，城乡面貌一新，城中有村。",
        "村民和村干部在村里开会，村规民约上墙。",
        "老旧小区改造、安置小区管理、居民小区停车。",
        "大学生村官来到镇上，镇静地坐镇指挥。",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text) == set()


def test_a_short_form_stands_for_the_name() -> None:
    text = "芦坼街道很大。走出芦坼，芦坼社区也不小，芦坼路很长。"
    assert [(n.text, n.canonical) for n in names(text)] == [
        ("芦坼街道", "芦坼街道"),
        ("芦坼", "芦坼街道"),
        ("芦坼社区", "芦坼社区"),
    ]


def test_an_ordinary_word_is_no_short_form() -> None:
    assert len(names("光明街道开会。光明的未来在前方。")) == 1


def test_names_are_disjoint_and_quote_the_text() -> None:
    text = "ＡＢ　雲溪區雲岫街道辦事處在柳浦社區黨委的支持下，由禾苗協會牽頭。" * 3
    last = 0
    for name in names(text):
        assert name.start >= last
        assert text[name.start : name.end] == name.text
        last = name.end
    assert last


def test_the_summary_counts_and_lists_other_forms() -> None:
    text = "芦坼街道很大。芦坼有湖，芦坼街道有山。柳浦社区在芦坼。"
    first, second = summarise(names(text))
    assert (first.name, first.type, first.count, first.aliases) == ("芦坼街道", "street", 4, ("芦坼",))
    assert text[slice(*first.mentions[0])] == "芦坼街道"
    assert (second.name, second.count) == ("柳浦社区", 1)


def test_empty_text() -> None:
    assert names("") == ()
