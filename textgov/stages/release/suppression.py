"""Cell suppression: small counts are hidden, and as many others as it takes that no small one can be worked out.

Source of the method: Hundepool et al., Statistical Disclosure Control (2012), chapter 4: primary suppression by a
threshold, secondary suppression checked by the feasibility interval of every hidden cell (linear programming).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

Key = tuple[str, ...]


class Relation(NamedTuple):
    """A total that is published with its parts: ``counts[total] == sum(counts[part] for part in parts)``."""

    total: Key
    parts: tuple[Key, ...]


def suppress(
    counts: Mapping[Key, int], relations: Sequence[Relation], *, k: int, also: Collection[Key] = ()
) -> frozenset[Key]:
    """Return the cells to hide.

    Cells of 1 to ``k - 1`` letters are hidden, and those in ``also``; then further ones, the smallest first, until from
    all that is published each of them could still have ``k`` different values. Tables that share totals are given
    together: ``relations`` holds the sums of all of them. A cell of 0 is published, nobody stands behind it.
    """
    hidden = {key for key, count in counts.items() if 0 < count < k} | set(also)
    for key in sorted(hidden):
        while _width(key, hidden, counts, relations) < k - 1:
            more = _smallest_beside(key, hidden, counts, relations)
            if more is None:
                break
            hidden.add(more)
    return frozenset(hidden)


def _smallest_beside(
    key: Key, hidden: Collection[Key], counts: Mapping[Key, int], relations: Iterable[Relation]
) -> Key | None:
    """Return the smallest published cell of the sums that give ``key`` away; a total only where no part is left.

    A sum with one hidden cell is such a sum: it says what the cell is. Where none is left, those with ``key`` itself.
    """
    linked = _linked(key, hidden, relations).relations
    solved = [one for one in linked if sum(cell in hidden for cell in (one.total, *one.parts)) == 1]
    beside = solved or [one for one in linked if key == one.total or key in one.parts]
    parts = {part for relation in beside for part in relation.parts if counts[part]} - set(hidden)
    totals = {relation.total for relation in beside} - set(hidden)
    open_ones = parts or totals
    return min(open_ones, key=lambda one: (counts[one], one)) if open_ones else None


def _width(key: Key, hidden: Collection[Key], counts: Mapping[Key, int], relations: Iterable[Relation]) -> float:
    """Return how far apart the smallest and the largest value are that ``key`` could have, from what is published."""
    from scipy.optimize import linprog
    from scipy.sparse import lil_array

    linked = _linked(key, hidden, relations)
    number = {one: position for position, one in enumerate(linked.cells)}
    equations = lil_array((len(linked.relations), len(number)))
    known = []
    for row, relation in enumerate(linked.relations):
        right = 0
        for sign, one in [(-1, relation.total), *((1, part) for part in relation.parts)]:
            if one in number:
                equations[row, number[one]] += sign
            else:
                right -= sign * counts[one]
        known.append(right)
    if not known:
        return float("inf")
    aim = [0.0] * len(number)
    ends = []
    for sign in (1, -1):
        aim[number[key]] = sign
        found = linprog(aim, A_eq=equations.tocsr(), b_eq=known, bounds=(0, None), method="highs")
        ends.append(sign * found.fun if found.status == 0 else sign * float("-inf"))
    return float(ends[1] - ends[0])


class _Linked(NamedTuple):
    cells: list[Key]
    relations: list[Relation]


def _linked(key: Key, hidden: Collection[Key], relations: Iterable[Relation]) -> _Linked:
    """Return the hidden cells that hang together with ``key`` through sums, and those sums: the rest says nothing."""
    left = [(relation, {relation.total, *relation.parts} & set(hidden)) for relation in relations]
    cells, taken = {key}, []
    grown = True
    while grown:
        near = [(relation, found) for relation, found in left if found & cells]
        left = [(relation, found) for relation, found in left if not found & cells]
        grown = bool(near)
        for relation, found in near:
            taken.append(relation)
            cells |= found
    return _Linked(sorted(cells), taken)
