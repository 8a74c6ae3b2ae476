"""Every example of practices.toml gets its practice; no counter-example does."""

from __future__ import annotations

from functools import cache

import pytest

from textgov.codebook import default_codebook
from textgov.stages.segment import split_sentences
from textgov.stages.tag.practices import Tagger
from textgov.types import Document

PRACTICES = default_codebook().practices


@cache
def tagger() -> Tagger:
    return Tagger.from_codebook(default_codebook(), "report")


def codes(text: str) -> set[str]:
    return {tag.code for tag in tagger().tag(Document("t", text, "report"), split_sentences(text)).tags}


@pytest.mark.parametrize(("code", "text"), [(c.id, text) for c in PRACTICES.values() for text in c.examples])
def test_example_gets_its_practice(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), [(c.id, text) for c in PRACTICES.values() for text in c.counter_examples])
def test_counter_example_does_not(code: str, text: str) -> None:
    assert code not in codes(text)


@pytest.mark.parametrize("code", PRACTICES)
def test_every_practice_is_described(code: str) -> None:
    practice = PRACTICES[code]
    assert practice.definition and practice.include and practice.exclude
    assert len(practice.examples) >= 3 and len(practice.counter_examples) >= 2
    assert len(practice.forms) >= 20
