"""Every example of issues.toml gets its issue; no counter-example does."""

from __future__ import annotations

from functools import cache

import pytest

from textgov.codebook import default_codebook
from textgov.stages.segment import split_sentences
from textgov.stages.tag.practices import Tagger
from textgov.types import Document

ISSUES = default_codebook().issues


@cache
def tagger() -> Tagger:
    return Tagger.from_codebook(default_codebook(), "letter")


def codes(text: str) -> set[str]:
    return {tag.code for tag in tagger().tag(Document("t", text, "letter"), split_sentences(text)).tags}


@pytest.mark.parametrize(("code", "text"), [(c.id, text) for c in ISSUES.values() for text in c.examples])
def test_example_gets_its_issue(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), [(c.id, text) for c in ISSUES.values() for text in c.counter_examples])
def test_counter_example_does_not(code: str, text: str) -> None:
    assert code not in codes(text)


@pytest.mark.parametrize("code", ISSUES)
def test_every_issue_is_described(code: str) -> None:
    issue = ISSUES[code]
    assert issue.definition and issue.include and issue.exclude
    assert len(issue.examples) >= 3 and len(issue.counter_examples) >= 2
    assert issue.forms and issue.rules
