"""Co-occurrence: what is mentioned together, and how much more often than by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations
from math import log

from textgov.research_types import Edge, Network, Node


def npmi(both: int, first: int, second: int, units: int) -> float:
    """Return normalised pointwise mutual information (Bouma 2009) in [-1, 1].

    ``both`` of ``units`` units hold both, ``first`` and ``second`` of them hold each. 1: they only occur together (also
    where both are in every unit); 0: as often together as by chance; -1: never together.
    """
    if both == 0:
        return -1.0
    if both == units:
        return 1.0
    return log(both * units / (first * second)) / -log(both / units)


def cooccur(units: Iterable[Collection[str]], *, minimum: int = 2) -> Network:
    """Return the network of what occurs in the same unit (sentence, paragraph, document).

    A unit counts each of its names once; empty units count, because they say how rare the others are. Nodes and edges
    that occur in fewer than ``minimum`` units are left out.
    """
    nodes: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    total = 0
    for unit in units:
        names = sorted(set(unit))
        total += 1
        nodes.update(names)
        pairs.update(combinations(names, 2))
    edges = [
        Edge(a, b, count, npmi(count, nodes[a], nodes[b], total)) for (a, b), count in pairs.items() if count >= minimum
    ]
    kept = [Node(name, count) for name, count in nodes.items() if count >= minimum]
    return Network(
        nodes=tuple(sorted(kept, key=lambda node: (-node.count, node.name))),
        edges=tuple(sorted(edges, key=lambda edge: (-edge.count, -edge.npmi, edge.source, edge.target))),
        units=total,
    )
