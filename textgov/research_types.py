"""What the research tools return: frozen dataclasses, standard library only, beside those of ``types``.

They pass from the stage ``research`` to the stage ``export``, which never import each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textgov.types import Figure, Status


@dataclass(frozen=True, slots=True)
class Concordance:
    """One match in its context: ``match == text[start:end]`` of the document; ``left`` and ``right`` touch it."""

    document: str
    left: str
    match: str
    right: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Key:
    """A word that is more (``log_ratio`` > 0) or less frequent in the target than in the reference.

    ``target`` and ``reference`` are counts; the rates are per 1,000 words. ``p`` is that of G² at one degree of freedom;
    ``significant`` says that it stays below 0.05 after Bonferroni's correction for the number of words tested.
    ``dispersion`` is Gries' DP over the target's parts in [0, 1] (0 evenly spread, near 1 in one place), or None where
    the target has one part or lacks the word.
    """

    word: str
    target: int
    reference: int
    target_rate: float
    reference_rate: float
    g2: float
    log_ratio: float
    p: float
    significant: bool
    dispersion: float | None


@dataclass(frozen=True, slots=True)
class Node:
    """Something that occurs in ``count`` units."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that occur together in ``count`` units; ``npmi`` in [-1, 1] says how much more than by chance."""

    source: str
    target: str
    count: int
    npmi: float


@dataclass(frozen=True, slots=True)
class Network:
    """A co-occurrence network over ``units`` units; nodes and edges are sorted, the most frequent first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    units: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A practice that a case mentions: its status, how much evidence of each status, and the first sentence of it.

    ``sentence == text[start:end]``; ``anchor`` is where the evidence itself begins.
    """

    status: Status
    done: int
    planned: int
    problem: int
    sentence: str
    start: int
    end: int
    anchor: int

    @property
    def count(self) -> int:
        """The number of pieces of evidence."""
        return self.done + self.planned + self.problem


@dataclass(frozen=True, slots=True)
class Case:
    """One report: what it is, the practices it mentions by code, its figures and the words that set it apart.

    A code that is missing from ``cells`` is not mentioned; that does not mean that the practice is not done there.
    """

    id: str
    label: str
    title: str
    place: str
    date: str | None
    source: str | None
    characters: int
    words: int
    cells: Mapping[str, Cell]
    figures: tuple[Figure, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that several cases give: ``values`` maps the case's number (from 0) to its figures."""

    subject: str
    unit: str
    values: Mapping[int, tuple[Figure, ...]]


@dataclass(frozen=True, slots=True)
class Year:
    """How many cases are from a year, and how many of them mention each practice."""

    year: int
    cases: int
    mentions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cases side by side.

    ``practices`` maps the codebook's codes to names, mentioned or not. ``by_practices`` and ``by_words`` are symmetric
    matrices of cosines in [0, 1]. ``order`` lists the cases' numbers so that similar cases stand together. ``trend`` is
    empty unless two years are known. ``network`` joins practices (by name) that are written of in one paragraph.
    """

    cases: tuple[Case, ...]
    practices: Mapping[str, str]
    figures: tuple[FigureRow, ...]
    by_practices: tuple[tuple[float, ...], ...]
    by_words: tuple[tuple[float, ...], ...]
    order: tuple[int, ...]
    trend: tuple[Year, ...]
    network: Network


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word that the dictionary lacks, with what speaks for it.

    ``kind`` and ``pos`` (jieba's tag) are guessed from its ending. ``pmi`` is the least pointwise mutual information in
    bits over all ways to cut it in two; ``left`` and ``right`` are the entropies in bits of its neighbours; all three are
    None where the word is too rare. ``quoted`` times it stands in quotation marks, ``named`` times the text says that it
    is a name. ``parts`` is how the stock segmenter cuts it; ``listed`` says that textgov keeps it whole already.
    ``example`` is a sentence of ``document``.
    """

    word: str
    kind: str
    pos: str
    count: int
    documents: int
    score: float
    pmi: float | None
    left: float | None
    right: float | None
    quoted: int
    named: int
    parts: tuple[str, ...]
    listed: bool
    document: str
    example: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word that is used like another: ``similarity`` is a cosine in [-1, 1], ``count`` how often it occurs."""

    word: str
    similarity: float
    count: int


@dataclass(frozen=True, slots=True)
class TopicUnit:
    """A paragraph or a whole document under a topic model.

    ``number`` counts the document's paragraphs from 1, 0 for the whole document. ``weights`` are the topics' shares, which
    sum to 1, or all 0 where the text has none of the model's words. ``words`` is the number of words that count.
    """

    document: str
    number: int
    text: str
    words: int
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its ``words`` with weights, the heaviest first; ``label`` are those that set it apart.

    ``share`` is its mean share over the units, ``size`` the number of units in which it is the largest. ``coherence`` is
    the mean NPMI of its ten heaviest words, in [-1, 1]. ``stability`` in [0, 1] is how many of these ten come back when
    the model is made again from a part of the units with another seed. ``examples`` are places in ``TopicModel.units``.
    """

    number: int
    label: tuple[str, ...]
    words: tuple[tuple[str, float], ...]
    share: float
    size: int
    coherence: float
    stability: float
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Topics of texts, the largest first.

    ``curve`` holds the mean coherence of every number of topics that was tried (one entry when the number was given).
    ``left_out`` units have too few words. ``warnings`` are in Chinese.
    """

    method: str
    by: str
    seed: int
    topics: tuple[Topic, ...]
    units: tuple[TopicUnit, ...]
    curve: tuple[tuple[int, float], ...]
    vocabulary: int
    left_out: int
    warnings: tuple[str, ...]

    def documents(self) -> dict[str, tuple[float, ...]]:
        """Return each document's shares of the topics: the mean over its units, weighted by their words."""
        sums: dict[str, list[float]] = {}
        for unit in self.units:
            row = sums.setdefault(unit.document, [0.0] * len(self.topics))
            for number, weight in enumerate(unit.weights):
                row[number] += weight * unit.words
        return {name: tuple(value / (sum(row) or 1.0) for value in row) for name, row in sums.items()}
