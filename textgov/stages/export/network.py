"""Co-occurrence networks as GraphML, GEXF and a picture."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from textgov.files import write_text
from textgov.research_types import Network
from textgov.settings import RESEARCH
from textgov.stages.export.charts import sheet
from textgov.stages.export.plain import printable
from textgov.stages.export.png import write_pngs

_WIDTH, _HEIGHT, _MARGIN = 1000, 760, 70
_LARGEST, _SMALLEST = 26.0, 5.0
_STEPS = 300
# Nodes are pushed this far apart, in so many small moves.
_APART, _PUSHES = 64.0, 60
# Written over circles and edges, with a white rim.
_TEXT = 'font-size="14" text-anchor="middle" stroke="#fff" stroke-width="3" paint-order="stroke"'


def graphml(network: Network) -> str:
    """Return the network in GraphML 1.0 (http://graphml.graphdrawing.org), as Gephi, Cytoscape and networkx read it."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    keys = (
        ("label", "node", "string"),
        ("count", "node", "int"),
        ("together", "edge", "int"),
        ("npmi", "edge", "double"),
    )
    for name, target, kind in keys:
        # What networkx and Gephi take for an edge's weight is called so.
        shown = {"together": "weight"}.get(name, name)
        ET.SubElement(root, "key", {"id": name, "for": target, "attr.name": shown, "attr.type": kind})
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    numbers = {node.name: f"n{number}" for number, node in enumerate(network.nodes)}
    for node in network.nodes:
        element = ET.SubElement(graph, "node", id=numbers[node.name])
        ET.SubElement(element, "data", key="label").text = printable(node.name)
        ET.SubElement(element, "data", key="count").text = str(node.count)
    for edge in network.edges:
        element = ET.SubElement(graph, "edge", source=numbers[edge.source], target=numbers[edge.target])
        ET.SubElement(element, "data", key="together").text = str(edge.count)
        ET.SubElement(element, "data", key="npmi").text = f"{edge.npmi:.4f}"
    return _document(root)


def gexf(network: Network) -> str:
    """Return the network in GEXF 1.3 (https://gexf.net), the format of Gephi."""
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    for target, title, kind in (("node", "count", "integer"), ("edge", "npmi", "double")):
        attributes = ET.SubElement(graph, "attributes", {"class": target})
        ET.SubElement(attributes, "attribute", id=title, title=title, type=kind)
    numbers = {node.name: f"n{number}" for number, node in enumerate(network.nodes)}
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for node in network.nodes:
        element = ET.SubElement(nodes, "node", id=numbers[node.name], label=printable(node.name))
        _attribute(element, "count", str(node.count))
    for number, edge in enumerate(network.edges):
        source, target = numbers[edge.source], numbers[edge.target]
        element = ET.SubElement(edges, "edge", id=f"e{number}", source=source, target=target, weight=str(edge.count))
        _attribute(element, "npmi", f"{edge.npmi:.4f}")
    return _document(root)


def _attribute(element: ET.Element, name: str, value: str) -> None:
    ET.SubElement(ET.SubElement(element, "attvalues"), "attvalue", {"for": name, "value": value})


def _document(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def picture(network: Network) -> str:
    """Return the strongest part of the network as SVG; the same network gives the same picture.

    Larger is more frequent, thicker more often together, darker further above chance. Nodes without an edge are left out.
    """
    edges = sorted(network.edges, key=lambda edge: (-edge.npmi * edge.count, edge.source, edge.target))
    edges = [edge for edge in edges if edge.npmi > 0][: RESEARCH.drawn_edges]
    linked = {name for edge in edges for name in (edge.source, edge.target)}
    nodes = [node for node in network.nodes if node.name in linked][: RESEARCH.drawn_nodes]
    places = {node.name: number for number, node in enumerate(nodes)}
    edges = [edge for edge in edges if edge.source in places and edge.target in places]
    if not edges:
        return sheet(_WIDTH, _HEIGHT, '<text x="40" y="60" font-size="18">没有一起出现到规定次数的</text>')
    weights = np.zeros((len(nodes), len(nodes)))
    for edge in edges:
        a, b = places[edge.source], places[edge.target]
        weights[a, b] = weights[b, a] = edge.npmi
    points = _spring(weights)
    most, often = max(node.count for node in nodes), max(edge.count for edge in edges)
    out = ['<rect width="100%" height="100%" fill="#fff"/>']
    for edge in reversed(edges):
        (x1, y1), (x2, y2) = points[places[edge.source]], points[places[edge.target]]
        width = 0.8 + 5.2 * math.sqrt(edge.count / often)
        out.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#3d78b0" stroke-width="{width:.1f}"'
            f' stroke-opacity="{0.15 + 0.6 * edge.npmi:.2f}"><title>{escape(printable(edge.source))}—'
            f"{escape(printable(edge.target))}:同现 {edge.count} 次,NPMI {edge.npmi:.2f}</title></line>"
        )
    names = []
    for node in nodes:
        x, y = points[places[node.name]]
        radius = max(_SMALLEST, _LARGEST * math.sqrt(node.count / most))
        name = escape(printable(node.name))
        out.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#f2b45c" stroke="#fff" stroke-width="1.5">'
            f"<title>{name}:{node.count} 次</title></circle>"
        )
        names.append(f'<text x="{x:.1f}" y="{y + radius + 14:.1f}" {_TEXT}>{name}</text>')
    return sheet(_WIDTH, _HEIGHT, *out, *names)


def _spring(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return points in the picture by the spring layout of Fruchterman & Reingold (1991), started from a circle.

    A weak pull to the middle keeps parts that are not connected on the sheet.
    """
    size = len(weights)
    angles = 2 * np.pi * np.arange(size) / size
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    ideal = 2.2 / math.sqrt(size)
    for step in range(_STEPS):
        apart = points[:, None] - points[None]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        force = ideal**2 / distance**2 - weights * distance / ideal
        np.fill_diagonal(force, 0.0)
        move = (apart * force[..., None]).sum(axis=1) - 0.8 * points
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        heat = 0.15 * (1 - step / _STEPS)
        points = points + move * (np.minimum(length, heat) / length)[:, None]
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([_WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN])
    return _apart(_MARGIN + (points - low) / np.maximum(high - low, 1e-9) * room)


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push nodes off each other that are so close that one's name would be written over the other's circle."""
    for _ in range(_PUSHES):
        between = points[:, None] - points[None]
        distance = np.maximum(np.hypot(between[..., 0], between[..., 1]), 1e-3)
        push = np.maximum(0.0, _APART - distance) / 2
        np.fill_diagonal(push, 0.0)
        points = points + (between * (push / distance)[..., None]).sum(axis=1)
        points = np.clip(points, _MARGIN, (_WIDTH - _MARGIN, _HEIGHT - _MARGIN))
    return points


NETWORK_FILES: dict[str, Callable[[Network], str]] = {
    ".graphml": graphml,
    ".gexf": gexf,
    ".svg": picture,
    ".png": picture,
}


def write_network(path: str | Path, network: Network) -> None:
    """Write the network to ``path``; its ending (.graphml, .gexf, .svg, .png) says how.

    Raises KeyError for another ending; see ``write_pngs`` for what may be wrong with .png.
    """
    path = Path(path)
    made = NETWORK_FILES[path.suffix.lower()](network)
    if path.suffix.lower() == ".png":
        write_pngs({path: made})
    else:
        write_text(path, made)
