"""The things that flow through textgov: frozen dataclasses, standard library only.

A letter's way: ``Document`` → ``Masked`` → ``Segmentation`` → ``Tagging`` → ``Route`` → ``Clustering`` → ``AgendaItem``.
All offsets are Python character offsets, half-open ``[start, end)``, into the ``text`` of the document they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["report", "letter"]
Status = Literal["done", "planned", "problem"]


class Span(NamedTuple):
    """A piece of a text: ``text[start:end]``. A named tuple, because a text has hundreds."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report is about; a level that the text does not name is None."""

    province: str | None = None
    city: str | None = None
    district: str | None = None
    street: str | None = None

    def __str__(self) -> str:
        return "".join(part for part in (self.province, self.city, self.district, self.street) if part)


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line of a file that is not part of the report's body, and why. ``number`` counts from 1."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report or one letter.

    ``date`` is an ISO date (YYYY-MM-DD) or None when the text does not say it; ``removed`` lists what the reader left
    out of ``text``; ``metadata`` holds the other columns of a letter's row as text, in the file's order.
    """

    id: str
    text: str
    kind: Kind
    title: str = ""
    date: str | None = None
    source: str | None = None
    place: Place | None = None
    path: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[RemovedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read: where, which row (from 1, None for a whole file), why, and what to do."""

    path: str
    row: int | None
    reason: str
    advice: str = ""


class Token(NamedTuple):
    """A word with its offsets; ``pos`` is jieba's part-of-speech tag, or ``""`` when not asked for.

    A named tuple: building frozen dataclasses took longer than finding the words (benchmarks/segmentation.py).
    """

    text: str
    start: int
    end: int
    pos: str = ""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The sentences and words of one text."""

    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a tag was given: ``quote == text[start:end]``; ``by`` names the rule that fired; ``sentence`` holds it."""

    start: int
    end: int
    quote: str
    by: str
    score: float
    status: Status
    sentence: Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A practice of a report or an issue of a letter, with at least one evidence. ``score`` is in (0, 1]."""

    code: str
    name: str
    score: float
    status: Status
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a figure is about, read from ``quote == text[start:end]`` (今年以来, 截至6月底, 2021年).

    ``first`` and ``last`` are ISO dates, both included; None is an end that the text leaves open or that cannot be known.
    ``note`` says in Chinese why a relative time was not resolved, else ``""``.
    """

    start: int
    end: int
    quote: str
    first: str | None = None
    last: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something.

    ``value`` is None where the text gives a range or an unknown amount (数千人次); ``low`` and ``high`` are a range's
    ends (3到5名) and None otherwise; ``approx`` is the word that makes it inexact (余, 多, 近, 超, 不少于 …) or ``""``;
    ``quote == text[start:end]``; ``period`` is None where the sentence names no time.
    """

    value: float | None
    unit: str
    subject: str
    quote: str
    start: int
    end: int
    approx: str = ""
    planned: bool = False
    low: float | None = None
    high: float | None = None
    period: Period | None = None


CheckKind = Literal["sum", "share", "missing", "doubled", "repeated", "percent", "date"]


@dataclass(frozen=True, slots=True)
class Check:
    """Something about a report's numbers that was checked: a sum or share, which may hold, or a defect of the text.

    ``kind``: ``sum`` a total and its parts, ``share`` a percentage of two numbers, ``missing`` a number is missing,
    ``doubled`` the same people counted twice, ``repeated`` a word or mark typed twice, ``percent`` and ``date``
    impossible ones. ``ok`` tells that the arithmetic holds; ``spans`` are the pieces compared, the total first;
    ``quote == text[start:end]`` spans all of them; ``explanation`` is Chinese.
    """

    kind: CheckKind
    ok: bool
    start: int
    end: int
    quote: str
    spans: tuple[Span, ...]
    explanation: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class Tagging:
    """All tags and figures of one document; tags sorted by score, then by place in the text.

    ``checks`` are the sums of a report that were checked and the defects of its text, by place in the text.
    """

    id: str
    tags: tuple[Tag, ...]
    figures: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A body (or the user's own label) and its probability in [0, 1]."""

    body: str
    probability: float


@dataclass(frozen=True, slots=True)
class IssuePart:
    """One issue of a letter, the body that owns it and the stretch of text that raises it."""

    issue: str
    body: str
    start: int
    end: int


NameType = Literal["street", "town", "community", "village", "compound", "organisation", "programme", "person", "place"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: ``text == document.text[start:end]``; ``canonical`` is its full form (八坼街道 for 八坼)."""

    text: str
    type: NameType
    start: int
    end: int
    canonical: str


@dataclass(frozen=True, slots=True)
class NameSummary:
    """One name of a document: where it stands, in order, and the other forms it is written in."""

    name: str
    type: NameType
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak for a decision: ``text == document.text[start:end]``; ``weight`` in the model's own measure."""

    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Referral:
    """The street's own office for a letter, from its directory as it was on ``day`` (ISO).

    ``office`` is empty where the directory names none. ``outside``: the matter is beyond the street, the writer has to go
    there instead. ``supporting`` are names with contacts of offices that help.
    """

    office: str
    contact: str
    day: str
    outside: bool = False
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Where a letter should go.

    ``alternatives`` is ranked, the chosen body first; an abstained letter keeps them and its best ``issue`` and has
    ``body == "triage"``. ``supporting`` lists bodies of the letter's further issues. ``against`` is the role that is
    complained about (government, company, property_company …) or None. ``urgent_words`` are the words that put the
    letter into the urgent lane. ``set``, where a coverage was asked for, is the smallest set of bodies that holds the lead
    body so often, the chosen body first. ``phrases`` are the deciding ones of the text, the strongest first; ``referral`` is
    there when a directory was given.
    """

    id: str
    issue: str | None
    issue_name: str | None
    body: str
    body_name: str
    probability: float
    alternatives: tuple[Alternative, ...]
    supporting: tuple[str, ...] = ()
    abstained: bool = False
    urgent: bool = False
    urgent_words: tuple[str, ...] = ()
    against: str | None = None
    issues: tuple[IssuePart, ...] = ()
    reasons: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    referral: Referral | None = None


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule beside the model that fired in a letter, with the words that fired it."""

    id: str
    words: str
    weight: float
    body: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a route came about.

    ``before`` and ``after`` are the bodies before and after rules and accusations, ``phrases`` by body what speaks most for
    the first two, ``accused`` who (name), with which words, and whether of wrongdoing, ``least`` the probability from which
    the letter would have been routed.
    """

    route: Route
    before: tuple[Alternative, ...]
    after: tuple[Alternative, ...]
    rules: tuple[FiredRule, ...]
    phrases: Mapping[str, tuple[Phrase, ...]]
    accused: tuple[tuple[str, str, bool], ...]
    conflict: str
    least: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal in a text: offsets in the raw text, type (PERSON, PHONE …), score in (0, 1], and why."""

    start: int
    end: int
    type: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Risk:
    """How likely a letter still gives its writer away: ``low``, ``medium`` or ``high``, with reasons in Chinese."""

    level: Literal["low", "medium", "high"]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its personal data replaced; ``spans`` are on the raw text, sorted and disjoint."""

    text: str
    spans: tuple[Finding, ...]
    risk: Risk


@dataclass(frozen=True, slots=True)
class Heat:
    """How much an issue presses, with the parts that make it up (see cluster/heat.py for the formula)."""

    value: float
    letters: int
    distinct_days: int
    growth: float
    likes: int
    urgent: int
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Letters about one concrete problem. ``first`` and ``last`` are ISO dates or None; members in order of date.

    ``representatives`` are the letters nearest the middle, no two of them copies; ``trend`` lists months (YYYY-MM) with
    their letters; ``bursts`` first day, last day and letters. A ``locked`` one takes no letters by itself.
    """

    id: str
    label: str
    terms: tuple[str, ...]
    members: tuple[str, ...]
    representative: str
    first: str | None
    last: str | None
    heat: Heat
    body: str | None = None
    duplicates: tuple[tuple[str, ...], ...] = ()
    representatives: tuple[str, ...] = ()
    trend: tuple[tuple[str, int], ...] = ()
    bursts: tuple[tuple[str, str, int], ...] = ()
    locked: bool = False

    @property
    def size(self) -> int:
        """The number of letters."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Clustering:
    """All letters' clusters: ``assignments`` maps every letter id to a cluster id, or None where it stands alone."""

    clusters: tuple[Cluster, ...]
    assignments: Mapping[str, str | None]


IssueState = Literal["收到", "归并", "上会", "议定", "办理", "答复", "回访", "部分解决", "重新打开", "已并入"]


@dataclass(frozen=True, slots=True)
class IssueEvent:
    """One line of a project's journal of issues: what happened on ``date`` (ISO).

    None means that the line says nothing about it. ``result`` may be told to the public, ``note`` may not; ``into`` is
    the issue that this one was merged into. ``number`` counts the lines from 1; 0 is a line not yet written.
    """

    issue: str
    date: str
    event: str
    number: int = 0
    state: IssueState | None = None
    label: str | None = None
    letters: int | None = None
    body: str | None = None
    due: str | None = None
    result: str | None = None
    note: str | None = None
    into: str | None = None


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """Where an issue stands: the sum of its events, which are in order."""

    id: str
    label: str
    state: IssueState
    since: str
    letters: int
    body: str | None
    due: str | None
    events: tuple[IssueEvent, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the residents' meeting, made from one cluster; every text is masked.

    No sentence of a letter is in it, unless ``quotes`` were asked for. ``letters`` is for ordering; what is shown is ``band`` (such as ``5–9 封``). ``first`` and ``last`` are months
    (YYYY-MM) or None. ``concerns`` says whom it concerns, ``level`` whose meeting it is; where the meeting cannot ``settle``
    it, ``goes_to`` says who can. ``earlier`` lists what earlier meetings did.
    """

    number: int
    cluster: str
    title: str
    letters: int
    band: str
    reports: tuple[str, ...]
    place: str
    lead: str
    lead_name: str
    remit: str
    supporting: tuple[str, ...]
    urgent: bool
    first: str | None
    last: str | None
    questions: tuple[str, ...]
    unknown: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    concerns: str = ""
    level: str = ""
    settle: bool = True
    goes_to: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """How good an answer is in one respect: ``score`` in [0, 1], or None where it cannot be told; ``quotes`` are pieces of it."""

    score: float | None
    reasons: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """An official answer to a letter, looked at in four respects. ``total`` is in [0, 1]; ``days`` from letter to answer.

    The scores read the wording only: whether what the answer says is true, nobody can see from it.
    """

    id: str
    relevance: Criterion
    completeness: Criterion
    explanation: Criterion
    timeliness: Criterion
    total: float
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What may be published about a batch of letters.

    ``cells`` are counts by key (see ``release.counts``); None where a count is hidden because it is below ``k`` or would
    let one be worked out. ``accepted`` lists the ids whose remaining personal data the user took responsibility for.
    """

    k: int
    cells: Mapping[tuple[str, ...], int | None]
    agenda: tuple[AgendaItem, ...]
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """What ``textgov run`` found, everything masked; mappings are from document id.

    ``info`` is what ``run.json`` records: versions, settings, seeds, digests of the inputs.
    """

    documents: tuple[Document, ...]
    taggings: Mapping[str, Tagging]
    routes: Mapping[str, Route]
    risks: Mapping[str, Risk]
    clustering: Clustering | None
    agenda: tuple[AgendaItem, ...]
    rejected: tuple[Rejected, ...]
    info: Mapping[str, object]
    names: Mapping[str, tuple[NameSummary, ...]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return the numbers that sum a run up, for the terminal and the head of the report."""
        reports = [document.id for document in self.documents if document.kind == "report"]
        clusters = self.clustering.clusters if self.clustering else ()
        return {
            "reports": len(reports),
            "letters": len(self.documents) - len(reports),
            "practices": len({tag.code for report in reports for tag in self.taggings[report].tags}),
            "figures": sum(len(self.taggings[report].figures) for report in reports),
            "routed": sum(not route.abstained for route in self.routes.values()),
            "abstained": sum(route.abstained for route in self.routes.values()),
            "urgent": sum(route.urgent for route in self.routes.values()),
            "clusters": len(clusters),
            "clustered": sum(cluster.size for cluster in clusters),
            "agenda": len(self.agenda),
            "rejected": len(self.rejected),
        }
