"""The Python functions: one text or many, the same ids in every run, nothing lost."""

from __future__ import annotations

import pytest

import textgov
from textgov.types import Masked, Route, Segmentation, Tagging

LETTER = "隔壁烧烤店半夜油烟直往屋里灌,求你们管管"


@pytest.mark.parametrize(
    ("function", "kind"),
    [(textgov.segment, Segmentation), (textgov.tag, Tagging), (textgov.route, Route), (textgov.redact, Masked)],
)
@pytest.mark.parametrize("text", [LETTER, "", " \n", "路灯\ud83d坏了", "a" * 5000, "鄰居佔了公家的路"])
def test_one_text_gives_one_result_and_many_give_a_list(function, kind, text) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(function(text), kind)
    found = function([text, LETTER, text])
    assert [type(one) for one in found] == [kind] * 3


def test_the_same_text_twice_keeps_two_letters() -> None:
    first, second, third = textgov.route([LETTER, LETTER, "别的事"])
    assert second.id == f"{first.id}-2"
    assert textgov.route(LETTER).id == first.id
    clustering = textgov.cluster([LETTER, LETTER, "别的事"])
    assert len(clustering.assignments) == 3
    assert third.id not in clustering.clusters[0].members


def test_a_stage_s_package_does_not_hide_its_function() -> None:
    assert all(
        callable(getattr(textgov, name)) for name in ("read", "segment", "tag", "route", "cluster", "agenda", "train")
    )


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="tga"):
        textgov.tga  # noqa: B018


def test_agenda_quotes_no_letter() -> None:
    letters = [f"{name}小区3号楼的电梯又停了,老人困在里面半天没人管" for name in ("听泉", "听泉", "听泉")]
    items = textgov.agenda([letters[0], letters[1] + ",急", letters[2] + ",快来"])
    assert len(items) == 1
    assert not any("困在里面半天" in line for line in (items[0].title, *items[0].reports, *items[0].unknown))
