"""Every example of cues.toml hits its cue; no counter-example does."""

from __future__ import annotations

from functools import cache

import pytest

from textgov.codebook import default_codebook
from textgov.matching import Matcher
from textgov.stages.segment import split_sentences

CUES = default_codebook().cues
ROLES = {
    "government", "company", "developer", "school", "shop", "property_company", "hospital", "neighbour", "village_cadre",
}  # fmt: skip


@cache
def matcher() -> Matcher:
    return Matcher.from_codes(CUES.values())


def hits(text: str) -> set[str]:
    return {hit.code.id for hit in matcher().find(text, split_sentences(text))}


@pytest.mark.parametrize(("cue", "text"), [(c.id, text) for c in CUES.values() for text in c.examples])
def test_example_hits(cue: str, text: str) -> None:
    assert cue in hits(text)


@pytest.mark.parametrize(("cue", "text"), [(c.id, text) for c in CUES.values() for text in c.counter_examples])
def test_counter_example_does_not_hit(cue: str, text: str) -> None:
    assert cue not in hits(text)


def test_the_cues_that_routing_reads_are_there() -> None:
    assert set(CUES) == {
        "urgent",
        "calm",
        "wrongdoing",
        "idleness",
        "asked",
        "told",
        "denounced",
        "friendly",
        "request",
        "thanks",
    } | {f"against_{role}" for role in ROLES}
