"""Co-occurrence: NPMI by hand, the network, its files and its picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from math import isclose, log

import pytest

import textgov
from textgov.errors import UsageError
from textgov.research_types import Edge, Network, Node
from textgov.stages.export.network import gexf, graphml, picture
from textgov.stages.research.cooccur import cooccur, npmi

UNITS = [{"网格", "议事"}, {"网格", "议事"}, {"网格"}, {"积分", "议事"}, set(), set(), {"积分"}, set()]


@pytest.mark.parametrize(
    ("both", "first", "second", "units", "expected"),
    [
        (2, 2, 2, 8, 1.0),  # only together
        (2, 4, 4, 8, 0.0),  # by chance
        (0, 3, 3, 8, -1.0),  # never
        (8, 8, 8, 8, 1.0),  # always, everywhere
        (2, 3, 3, 8, log(2 * 8 / 9) / -log(2 / 8)),
    ],
)
def test_npmi(both: int, first: int, second: int, units: int, expected: float) -> None:
    assert isclose(npmi(both, first, second, units), expected, abs_tol=1e-12)


def test_the_network() -> None:
    network = cooccur(UNITS)
    assert network.units == 8
    assert network.nodes == (Node("网格", 3), Node("议事", 3), Node("积分", 2))
    (edge,) = network.edges
    assert (edge.source, edge.target, edge.count) == ("网格", "议事", 2)
    assert isclose(edge.npmi, log(16 / 9) / log(4))
    assert len(cooccur(UNITS, minimum=1).edges) == 2
    assert cooccur(UNITS, minimum=4) == Network((), (), 8)
    assert cooccur([]) == Network((), (), 0)


def test_a_name_counts_once_in_a_unit() -> None:
    assert cooccur([["网格", "网格", "议事"]], minimum=1).nodes == (Node("网格", 1), Node("议事", 1))


STRANGE = Network((Node('<甲&"\x01', 3), Node("乙", 2), Node("丙", 2)), (Edge('<甲&"\x01', "乙", 2, 0.5),), 5)


def test_graphml_reads_back() -> None:
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(graphml(STRANGE))
    nodes = root.findall(".//g:node", space)
    assert [node.find("g:data[@key='label']", space).text for node in nodes] == ['<甲&" ', "乙", "丙"]  # type: ignore[union-attr]
    (edge,) = root.findall(".//g:edge", space)
    assert (edge.get("source"), edge.get("target")) == ("n0", "n1")
    assert [data.text for data in edge] == ["2", "0.5000"]
    assert {key.get("id") for key in root.findall("g:key", space)} == {
        d.get("key") for d in root.iter() if d.get("key")
    }


def test_gexf_reads_back() -> None:
    space = {"g": "http://gexf.net/1.3"}
    root = ET.fromstring(gexf(STRANGE))
    assert [node.get("label") for node in root.findall(".//g:node", space)] == ['<甲&" ', "乙", "丙"]
    (edge,) = root.findall(".//g:edge", space)
    assert (edge.get("source"), edge.get("target"), edge.get("weight")) == ("n0", "n1", "2")


@pytest.mark.parametrize("network", [STRANGE, Network((), (), 0), cooccur(UNITS, minimum=1)])
def test_the_picture_is_xml_and_always_the_same(network: Network) -> None:
    drawn = picture(network)
    assert drawn == picture(network)
    root = ET.fromstring(drawn)
    circles = root.findall("{http://www.w3.org/2000/svg}circle")
    linked = {name for edge in network.edges if edge.npmi > 0 for name in (edge.source, edge.target)}
    assert len(circles) == len(linked)
    for circle in circles:
        assert 0 <= float(circle.get("cx", "nan")) <= 1000
        assert 0 <= float(circle.get("cy", "nan")) <= 760


TEXT = "社区召开协商议事会，居委会和物业公司都到场。\n网格员每天巡查。\n居委会请来物业公司，再开一次协商议事会。"


def test_from_a_text() -> None:
    organisations = textgov.cooccur(TEXT, of="organisations", by="paragraph")
    assert ("居委会", "物业公司", 2) in [(edge.source, edge.target, edge.count) for edge in organisations.edges]
    assert "网格员" not in {node.name for node in organisations.nodes}
    assert organisations.units == 3
    practices = textgov.cooccur(TEXT, by="document", minimum=1)
    assert {"协商议事", "网格化治理"} <= {node.name for node in practices.nodes}
    assert practices.units == 1
    apart = textgov.cooccur(TEXT, by="sentence", minimum=1)
    assert not [edge for edge in apart.edges if {edge.source, edge.target} == {"协商议事", "网格化治理"}]
    assert "我们" not in {node.name for node in textgov.cooccur(TEXT, of="terms", minimum=1).nodes}


def test_only_the_most_frequent_terms() -> None:
    network = textgov.cooccur(TEXT, of="terms", by="document", minimum=1, top=2)
    assert len(network.nodes) == 2


def test_unknown_choices() -> None:
    with pytest.raises(UsageError, match="word"):
        textgov.cooccur(TEXT, of="word")  # type: ignore[arg-type]
