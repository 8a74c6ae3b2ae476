"""The things that flow through textgov: frozen dataclasses, standard library only.

A letter's way: ``Document`` → ``Masked`` → ``Segmentation`` → ``Tagging`` → ``Route`` → ``Clustering`` → ``AgendaItem``.
All offsets are Python character offsets, half-open ``[start, end)``, into the ``text`` of the document they belong to.
"""

from textgov.types.documents import Document, Kind, Place, Rejected, RemovedLine, Segmentation, Span, Status, Token
from textgov.types.issues import (
    AgendaItem,
    Cluster,
    Clustering,
    Criterion,
    Heat,
    IssueEvent,
    IssueRecord,
    IssueState,
    Publication,
    ReplyCheck,
)
from textgov.types.masks import FACT_LABELS, FINDING_LABELS, Finding, Masked, Risk
from textgov.types.results import RunResult
from textgov.types.routes import Alternative, Explanation, FiredRule, IssuePart, Phrase, Referral, Route
from textgov.types.tags import Check, CheckKind, Evidence, Figure, Name, NameSummary, NameType, Period, Tag, Tagging

__all__ = [
    "FACT_LABELS",
    "FINDING_LABELS",
    "AgendaItem",
    "Alternative",
    "Check",
    "CheckKind",
    "Cluster",
    "Clustering",
    "Criterion",
    "Document",
    "Evidence",
    "Explanation",
    "Figure",
    "Finding",
    "FiredRule",
    "Heat",
    "IssueEvent",
    "IssuePart",
    "IssueRecord",
    "IssueState",
    "Kind",
    "Masked",
    "Name",
    "NameSummary",
    "NameType",
    "Period",
    "Phrase",
    "Place",
    "Publication",
    "Referral",
    "Rejected",
    "RemovedLine",
    "ReplyCheck",
    "Risk",
    "Route",
    "RunResult",
    "Segmentation",
    "Span",
    "Status",
    "Tag",
    "Tagging",
    "Token",
]
