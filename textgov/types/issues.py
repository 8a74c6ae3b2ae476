"""Letters about one problem, its way to the meeting and back, and what may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


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
