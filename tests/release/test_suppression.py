"""Small counts cannot be read, nor worked out from what is published."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textgov.stages.release import Relation, give_away, suppress


def table(counts: list[list[int]]):
    """A table as cells and the sums of its rows and columns."""
    rows, columns = range(len(counts)), range(len(counts[0]))
    cells = {(f"r{i}", f"c{j}"): counts[i][j] for i, j in product(rows, columns)}
    cells |= {(f"r{i}",): sum(counts[i]) for i in rows}
    cells |= {(f"c{j}",): sum(row[j] for row in counts) for j in columns}
    cells[("all",)] = sum(map(sum, counts))
    relations = [Relation((f"r{i}",), tuple((f"r{i}", f"c{j}") for j in columns)) for i in rows]
    relations += [Relation((f"c{j}",), tuple((f"r{i}", f"c{j}") for i in rows)) for j in columns]
    relations.append(Relation(("all",), tuple((f"r{i}",) for i in rows)))
    relations.append(Relation(("all",), tuple((f"c{j}",) for j in columns)))
    return cells, relations


def test_one_small_cell_takes_three_others_with_it() -> None:
    cells, relations = table([[20, 3, 30], [12, 14, 16], [40, 50, 60]])
    hidden = suppress(cells, relations, k=5)
    assert ("r0", "c1") in hidden
    assert len(hidden) == 4
    assert all(sum(key[:1] == (f"r{i}",) for key in hidden) != 1 for i in range(3))


def test_nothing_is_hidden_without_need() -> None:
    cells, relations = table([[20, 0], [12, 14]])
    assert suppress(cells, relations, k=5) == frozenset()


def test_two_small_cells_of_a_row_must_not_give_each_other_away() -> None:
    cells, relations = table([[1, 1, 30]])
    # Together they are 2, so each would be 0, 1 or 2: too little to hide behind.
    assert ("r0", "c2") in suppress(cells, relations, k=5) or ("r0",) in suppress(cells, relations, k=5)


def test_tables_that_share_totals_are_seen_together() -> None:
    months = {("a", "1"): 9, ("a", "2"): 3, ("b", "1"): 20, ("b", "2"): 30}
    totals = {("a",): 12, ("b",): 50}
    other = {("a", "x"): 12}
    relations = [
        Relation(("a",), (("a", "1"), ("a", "2"))),
        Relation(("b",), (("b", "1"), ("b", "2"))),
        Relation(("a",), (("a", "x"),)),
    ]
    hidden = suppress(months | totals | other, relations, k=5)
    assert {("a", "1"), ("a", "2")} <= hidden


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=3),
    st.integers(2, 4),
)
def test_no_small_cell_can_be_worked_out(counts: list[list[int]], k: int) -> None:
    cells, relations = table(counts)
    hidden = suppress(cells, relations, k=k)
    small = {key for key, count in cells.items() if 0 < count < k}
    assert small <= hidden
    for relation in relations:
        concealed = [key for key in (relation.total, *relation.parts) if key in hidden]
        # A sum with one unknown is an equation that gives it away.
        assert not (len(concealed) == 1 and concealed[0] in small)


@pytest.mark.parametrize(
    ("before", "now", "given_away"),
    [(12, 12, False), (12, 13, True), (12, 16, True), (12, 17, False), (12, 9, True), (12, 5, False)],
)
def test_differences_between_releases(before: int, now: int, given_away: bool) -> None:
    assert (("a",) in give_away({("a",): now}, [{("a",): before}], k=5)) is given_away


def test_a_hidden_cell_of_an_earlier_release_gives_nothing_away() -> None:
    assert give_away({("a",): 7, ("b",): 9}, [{("b",): 9}], k=5) == frozenset()
