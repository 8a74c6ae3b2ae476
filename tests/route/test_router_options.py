"""The options of ``textgov route`` that decide what a person looks at."""

from __future__ import annotations

import pytest

from textgov import api
from textgov.cli.route import costs_of
from textgov.errors import UsageError
from textgov.stages.export.rows import route_row
from textgov.stages.export.tables import route_table
from textgov.types import Document

TEXT = "楼下烧烤摊油烟大，电梯也老坏，物业不修"


@pytest.mark.parametrize(
    ("given", "costs"),
    [
        (None, None),
        ([], None),
        (["20"], {"": 20.0}),
        (["5", "supervision=30"], {"": 5.0, "supervision": 30.0}),
        (["mediation = 2.5"], {"mediation": 2.5}),
    ],
)
def test_costs_are_read(given: list[str] | None, costs: dict[str, float] | None) -> None:
    assert costs_of(given) == costs


@pytest.mark.parametrize("given", ["", "贵", "supervision=", "supervision=高"])
def test_a_cost_that_is_no_number_is_named(given: str) -> None:
    with pytest.raises(UsageError, match="请写一个数"):
        costs_of([given])


def test_the_dearer_a_mistake_the_more_is_set_aside() -> None:
    assert not api.route(TEXT, cost=1).abstained
    assert api.route(TEXT, cost=10_000).abstained
    lead = api.route(TEXT, cost=1).body
    assert api.route(TEXT, cost={"": 1, lead: 10_000}).abstained


def test_a_set_grows_with_the_coverage_and_is_written() -> None:
    small, large = api.route(TEXT, coverage=0.6), api.route(TEXT, coverage=0.999)
    assert small.set == tuple(a.body for a in large.alternatives)[: len(small.set)]
    assert len(small.set) < len(large.set)
    assert route_row(large)["set"] == list(large.set)
    assert "set" not in route_row(api.route(TEXT))
    documents = [Document(large.id, TEXT, "letter")]
    assert [c.key for c in route_table(documents, [large], names={}).columns][-1] == "set"
    assert "set" not in [c.key for c in route_table(documents, [api.route(TEXT)], names={}).columns]
