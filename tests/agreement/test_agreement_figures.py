"""Coders side by side: which units and codes count, what is listed, what is warned about."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from textgov.codings import Coder, Coding
from textgov.errors import TextgovError, UsageError
from textgov.settings import AgreementSettings
from textgov.stages.agreement import coder_of_codes, coder_of_taggings, compare
from textgov.types import Evidence, Span, Tag, Tagging

NAMES = {"grid": "网格化治理", "points": "积分制"}
FAST = AgreementSettings(resamples=50)


def coder(name: str, **codes: str) -> Coder:
    return coder_of_codes(name, {unit: given.split() for unit, given in codes.items()})


def test_units_of_all_coders_count_and_the_others_are_listed() -> None:
    one = coder("甲", a="grid", b="", c="points", d="grid")
    found = compare([one, coder("乙", a="grid", b="", c="", e="grid")], names=NAMES, settings=FAST)
    assert found.units == ("a", "b", "c")
    assert dict(found.missing) == {"d": ("乙",), "e": ("甲",)}
    assert [(m.code, m.name, m.judged, m.coded) for m in found.codes] == [
        ("grid", "网格化治理", 3, 1),
        ("points", "积分制", 3, 1),
    ]
    assert found.overall.judged == 6
    assert found.overall.agreement == pytest.approx(5 / 6)
    assert "d、e" in found.warnings[0]
    assert all(measure.few for measure in found.codes)


def test_a_name_and_a_code_are_the_same() -> None:
    found = compare([coder("甲", a="grid", b=""), coder("乙", a="网格化治理", b="")], names=NAMES, settings=FAST)
    assert [measure.code for measure in found.codes] == ["grid"]
    assert found.overall.kappa == found.overall.alpha == 1.0
    assert found.disagreements == ()


def test_codes_outside_the_codebook_stay_and_slips_are_named() -> None:
    found = compare([coder("甲", a="红白理事", b=""), coder("乙", a="红白喜事", b="")], names=NAMES, settings=FAST)
    assert {measure.code for measure in found.codes} == {"红白理事", "红白喜事"}
    assert "红白喜事(乙)" in found.warnings[-1]


def test_what_a_coder_left_open_counts_neither_way() -> None:
    one = Coder("甲", ("a", "b", "c"), (Coding("a", "grid"),), frozenset({("b", "grid")}))
    found = compare([one, coder("乙", a="grid", b="grid", c="")], names=NAMES, settings=FAST)
    assert (found.codes[0].judged, found.codes[0].coded, found.codes[0].agreement) == (2, 1, 1.0)
    assert found.disagreements == ()


def test_a_code_that_a_coder_did_not_judge_counts_neither_way() -> None:
    one = Coder("甲", ("a", "b"), (Coding("a", "网格化治理"),), codes=frozenset({"网格化治理"}))
    tool = coder("本工具", a="grid points", b="points")
    found = compare([one, tool], names=NAMES, settings=FAST)
    assert [(measure.code, measure.judged, measure.agreement) for measure in found.codes] == [("grid", 2, 1.0)]
    assert (found.overall.agreement, found.disagreements) == (1.0, ())
    assert "甲 的表里没有这些编码的列" in found.warnings[0]
    third = compare([one, tool, coder("乙", a="grid", b="points")], names=NAMES, settings=FAST)
    assert {measure.code: measure.agreement for measure in third.codes} == {"grid": 1.0, "points": 0.5}


def test_disagreements_show_both_codings() -> None:
    one = Coder("甲", ("a", "b"), (Coding("a", "grid", "done", "设了八个网格"), Coding("b", "points", "planned")))
    other = Coder("乙", ("a", "b"), (Coding("b", "points", "done", "积分能换米"),), texts={"b": "积分能换米了。"})
    first, second = compare([one, other], names=NAMES, settings=FAST).disagreements
    assert (first.unit, first.about, dict(first.judgements)) == ("a", "code", {"甲": "yes", "乙": "no"})
    assert first.quotes["甲"] == ("设了八个网格",)
    assert (second.unit, second.about, dict(second.judgements)) == ("b", "status", {"甲": "planned", "乙": "done"})
    assert second.text == "积分能换米了。"


STATUSES = [
    (["done", "done", "planned"], "done"),
    (["problem", "planned"], "planned"),
    (["problem", "problem", "done"], "problem"),
]


@pytest.mark.parametrize(("passages", "expected"), STATUSES)
def test_the_status_of_most_passages_counts(passages: list[str], expected: str) -> None:
    one = Coder("甲", ("a",), tuple(Coding("a", "grid", status) for status in passages))  # type: ignore[arg-type]
    other = Coder("乙", ("a",), (Coding("a", "grid", expected),))  # type: ignore[arg-type]
    found = compare([one, other], names=NAMES, settings=FAST)
    assert found.status is not None
    assert (found.status.judged, found.status.agreement) == (1, 1.0)


def test_without_statuses_there_is_no_status_measure() -> None:
    assert compare([coder("甲", a="grid"), coder("乙", a="grid")], settings=FAST).status is None


def test_gold() -> None:
    gold = coder("人", a="grid points", b="grid", c="", d="")
    tool = coder("工具", a="grid", b="grid", c="points", d="")
    found = compare([tool, gold], gold="人", names=NAMES, settings=FAST)
    assert (found.overall.precision, found.overall.recall, found.overall.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert [measure.f1 for measure in found.codes] == [1.0, 0.0]
    assert [(pair.one, pair.other, pair.f1) for pair in found.pairs] == [("人", "工具", pytest.approx(2 / 3))]
    assert compare([tool, gold], names=NAMES, settings=FAST).overall.f1 is None


def test_three_coders_have_alpha_and_kappa_by_pairs() -> None:
    three = [
        coder("甲", a="grid", b="", c=""),
        coder("乙", a="grid", b="", c="grid"),
        coder("丙", a="grid", b="", c=""),
    ]
    found = compare(three, names=NAMES, settings=FAST)
    assert found.overall.kappa is None
    assert found.overall.alpha == pytest.approx(1 - 8 * 2 / (81 - 16 - 25))
    assert [(pair.one, pair.other, pair.kappa) for pair in found.pairs] == [
        ("甲", "乙", pytest.approx(0.4)),
        ("甲", "丙", 1.0),
        ("乙", "丙", pytest.approx(0.4)),
    ]


def test_one_unit_with_one_code_has_no_alpha() -> None:
    found = compare([coder("甲", a="grid"), coder("乙", a="grid")], names=NAMES, settings=FAST)
    assert (found.overall.agreement, found.overall.alpha, found.overall.kappa, found.overall.low) == (
        1.0,
        None,
        None,
        None,
    )


def test_the_same_input_gives_the_same_figures() -> None:
    coders = [coder("甲", a="grid", b="", c="points"), coder("乙", a="grid", b="points", c="points")]
    assert compare(coders, names=NAMES) == compare(coders, names=NAMES)


def test_the_tool_is_a_coder() -> None:
    evidence = Evidence(0, 2, "网格", "form", 0.9, "done", Span(0, 5))
    tool = coder_of_taggings(
        "工具", [Tagging("a", (Tag("grid", "网格化治理", 0.9, "done", (evidence,)),)), Tagging("b", ())]
    )
    assert tool.units == ("a", "b")
    assert tool.codings == (Coding("a", "grid", "done", "网格", 0, 2),)


ONE = {"a": "grid"}
WRONG: list[tuple[list[Coder], str | None, type[Exception], str]] = [
    ([coder("甲", **ONE)], None, UsageError, "至少要两位"),
    ([coder("甲", **ONE), coder("甲", **ONE)], None, UsageError, "重名"),
    ([coder("甲", **ONE), coder("乙", **ONE)], "丙", UsageError, "没有名为“丙”"),
    ([coder("甲", **ONE), coder("乙", b="grid")], None, TextgovError, "没有一个单元"),
    ([coder("甲", a=""), coder("乙", a="")], None, TextgovError, "没有任何编码"),
    ([Coder("甲", (), ()), coder("乙", **ONE)], None, TextgovError, "没有单元"),
]


@pytest.mark.parametrize(("coders", "gold", "error", "message"), WRONG)
def test_what_cannot_be_compared(coders: list[Coder], gold: str | None, error: type[Exception], message: str) -> None:
    names: Mapping[str, str] = NAMES
    with pytest.raises(error, match=message):
        compare(coders, gold=gold, names=names, settings=FAST)
