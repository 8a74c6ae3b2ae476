"""What coders found in texts, and how far they agree: frozen dataclasses, as in ``types``.

A coder is a person or the tool. A unit is what was coded as one piece: a document, a paragraph, a letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textgov.types import Status


@dataclass(frozen=True, slots=True)
class Coding:
    """One code given to one unit; ``quote`` is the passage, ``start`` and ``end`` its offsets where they are known."""

    unit: str
    code: str
    status: Status | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Coder:
    """All that one coder did.

    ``units`` are the units the coder looked at, in order, also those without any code; ``open`` holds the (unit, code)
    pairs the coder left undecided, which count neither way; ``texts`` are the units' texts where the file has them.
    ``codes`` are the codes that the coder judged, such as the columns of a table; None: all there are.
    """

    name: str
    units: tuple[str, ...]
    codings: tuple[Coding, ...]
    open: frozenset[tuple[str, str]] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """How far all coders agree on one code, on all codes together (``code == ""``) or on the status.

    ``judged`` is the number of judgements that can be compared (a unit times a code); ``coded`` says in how many of
    their units anyone gave the code; ``prevalence`` is the share of judgements that gave it (None for the status). ``agreement`` is
    the share of pairs of coders that agree, in [0, 1]; ``kappa`` needs exactly two coders; ``low`` and ``high`` bound
    alpha. A measure that is not defined, because nothing varies or nothing can be compared, is None. ``few``: coded in
    too few units to judge. ``precision``, ``recall`` and ``f1`` compare the other coders with the gold.
    """

    code: str
    name: str
    judged: int
    coded: int
    prevalence: float | None
    agreement: float | None
    kappa: float | None
    alpha: float | None
    low: float | None
    high: float | None
    few: bool
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders over all codes: micro precision, recall and F1 of ``other`` where ``one`` is the gold."""

    one: str
    other: str
    judged: int
    agreement: float | None
    kappa: float | None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One code of one unit on which the coders differ: about whether it is there, or about its status.

    ``judgements`` holds, a coder, ``"yes"``, ``"no"``, ``"open"`` or (``about == "status"``) the status; ``quotes`` the
    passages the coder marked.
    """

    unit: str
    code: str
    name: str
    about: str
    judgements: Mapping[str, str]
    quotes: Mapping[str, tuple[str, ...]]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two or more coders over the units that all of them looked at.

    ``missing`` maps every other unit to the coders who do not have it; ``warnings`` are sentences in Chinese.
    """

    coders: tuple[str, ...]
    gold: str | None
    units: tuple[str, ...]
    overall: Measure
    codes: tuple[Measure, ...]
    status: Measure | None
    pairs: tuple[Pair, ...]
    disagreements: tuple[Disagreement, ...]
    missing: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...]
