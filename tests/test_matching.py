"""The matcher: longest first, blocks, conditions, offsets into the text as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textgov.codebook import Code, Rule
from textgov.matching import Matcher
from textgov.types import Span


def code(identifier: str, *forms: str, rules: tuple[Rule, ...] = (), blocks: tuple[str, ...] = ()) -> Code:
    return Code(identifier, identifier, "", "", "", forms, rules, blocks)


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(hit.code.id, text[hit.start : hit.end]) for hit in matcher.find(text, [Span(0, len(text))])]


def test_the_longest_form_wins() -> None:
    matcher = Matcher.from_codes([code("a", "议事", "协商议事室", "议事室")])
    assert found(matcher, "新建协商议事室") == [("a", "协商议事室")]
    assert found(matcher, "大家议事") == [("a", "议事")]


def test_codes_do_not_hide_each_other() -> None:
    matcher = Matcher.from_codes([code("a", "党员志愿者"), code("b", "志愿者")])
    assert found(matcher, "党员志愿者") == [("a", "党员志愿者"), ("b", "志愿者")]


def test_a_block_swallows_the_form() -> None:
    matcher = Matcher.from_codes([code("grid", "网格", blocks=("网格布",))])
    assert found(matcher, "墙上挂网格布") == []
    assert found(matcher, "划分网格") == [("grid", "网格")]


def test_a_shared_form_gives_both_codes() -> None:
    matcher = Matcher.from_codes([code("a", "党员志愿队"), code("b", "党员志愿队")])
    assert found(matcher, "党员志愿队") == [("a", "党员志愿队"), ("b", "党员志愿队")]


def test_traditional_and_full_width_characters_keep_their_offsets() -> None:
    matcher = Matcher.from_codes([code("grid", "网格员", "AB网")])
    assert found(matcher, "　網格員上門，ＡＢ網") == [("grid", "網格員"), ("grid", "ＡＢ網")]


def test_conditions() -> None:
    rules = (Rule("活动", near=("志愿",), not_near=("取消",)), Rule("演出", near=("社区",), within=4))
    matcher = Matcher.from_codes([code("a", rules=rules)])
    assert found(matcher, "志愿者开展活动") == [("a", "活动")]
    assert found(matcher, "学校开展活动") == []
    assert found(matcher, "志愿者取消活动") == []
    assert found(matcher, "社区办演出") == [("a", "演出")]
    assert found(matcher, "社区里的老人们都去看演出") == []


def test_a_rule_stays_in_its_sentence() -> None:
    matcher = Matcher.from_codes([code("a", rules=(Rule("活动", near=("志愿",)),))])
    text = "志愿者来了。开展活动"
    assert matcher.find(text, [Span(0, 6), Span(6, 10)]) == []


def test_overlapping_hits_of_one_code_count_once() -> None:
    matcher = Matcher.from_codes([code("a", "志愿服务队", rules=(Rule("成立…服务队"),))])
    assert found(matcher, "成立志愿服务队") == [("a", "志愿服务队")]


def test_no_sentences_no_hits() -> None:
    assert Matcher.from_codes([code("a", "网格")]).find("", []) == []


@given(st.text(alphabet="网格员布志愿活动，。\n 議Ａ", max_size=60))
def test_hits_lie_in_the_text(text: str) -> None:
    matcher = Matcher.from_codes([code("a", "网格", "议", rules=(Rule("志愿…活动"),), blocks=("网格布",))])
    for hit in matcher.find(text, [Span(0, len(text))] if text else []):
        assert 0 <= hit.start < hit.end <= len(text)
