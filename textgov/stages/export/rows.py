"""The JSON rows of the interface: one function a result, keys and order as users' scripts rely on them."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any

from textgov.types import (
    Check,
    Cluster,
    Clustering,
    Document,
    Figure,
    Masked,
    Rejected,
    Route,
    Segmentation,
    Tag,
    Tagging,
)

Row = dict[str, Any]


def segment_row(document: Document, segmentation: Segmentation) -> Row:
    """Return ``{"id", "sentences", "tokens"}``."""
    return {
        "id": document.id,
        "sentences": [[span.start, span.end] for span in segmentation.sentences],
        "tokens": [{"text": t.text, "start": t.start, "end": t.end, "pos": t.pos} for t in segmentation.tokens],
    }


def tag_row(document: Document, tagging: Tagging) -> Row:
    """Return ``{"id", "kind", "title", "date", "tags", "figures"}`` and, for reports, source, place and checks."""
    row: Row = {"id": document.id, "kind": document.kind, "title": document.title, "date": document.date}
    if document.kind == "report":
        row["source"] = document.source
        row["place"] = asdict(document.place) if document.place else None
    row |= {"tags": [_tag(tag) for tag in tagging.tags], "figures": [_figure(f) for f in tagging.figures]}
    return row | {"checks": [_check(check) for check in tagging.checks]} if document.kind == "report" else row


def _tag(tag: Tag) -> Row:
    return {
        "code": tag.code,
        "name": tag.name,
        "score": round(tag.score, 4),
        "status": tag.status,
        "evidence": [
            {
                "start": e.start,
                "end": e.end,
                "quote": e.quote,
                "by": e.by,
                "score": round(e.score, 4),
                "status": e.status,
                "sentence": [e.sentence.start, e.sentence.end],
            }
            for e in tag.evidence
        ],
    }


def _figure(figure: Figure) -> Row:
    return {
        "value": finite(figure.value),
        "unit": figure.unit,
        "subject": figure.subject,
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "approx": figure.approx,
        "planned": figure.planned,
        "low": finite(figure.low),
        "high": finite(figure.high),
        "period": asdict(figure.period) if figure.period else None,
    }


def finite(value: float | None) -> float | int | None:
    """Return a number as JSON and cells hold it: a row of digits without end is more than a float holds."""
    if value is None or not isfinite(value):
        return None
    return int(value) if value == int(value) else value


def _check(check: Check) -> Row:
    return {
        "kind": check.kind,
        "ok": check.ok,
        "quote": check.quote,
        "start": check.start,
        "end": check.end,
        "spans": [[span.start, span.end] for span in check.spans],
        "explanation": check.explanation,
        "sentence": [check.sentence.start, check.sentence.end],
    }


def route_row(route: Route) -> Row:
    """Return the row of ``textgov route``; probabilities are rounded to four places; ``set`` and ``referral`` are there when asked for."""
    row: Row = {
        "id": route.id,
        "issue": route.issue,
        "issue_name": route.issue_name,
        "body": route.body,
        "body_name": route.body_name,
        "probability": round(route.probability, 4),
        "alternatives": [{"body": a.body, "probability": round(a.probability, 4)} for a in route.alternatives],
        "supporting": list(route.supporting),
        "abstained": route.abstained,
        "urgent": route.urgent,
        "urgent_words": list(route.urgent_words),
        "against": route.against,
        "issues": [{"issue": p.issue, "body": p.body, "start": p.start, "end": p.end} for p in route.issues],
        "reasons": list(route.reasons),
        "phrases": [{"start": p.start, "end": p.end, "text": p.text, "weight": p.weight} for p in route.phrases],
    }
    if route.set:
        row["set"] = list(route.set)
    if route.referral is not None:
        one = route.referral
        row["referral"] = {
            "office": one.office,
            "contact": one.contact,
            "outside": one.outside,
            "supporting": list(one.supporting),
            "day": one.day,
        }
    return row


def redact_row(document: Document, masked: Masked) -> Row:
    """Return id, title, date, text, spans and risk of a masked document; the spans are on the raw text."""
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "text": masked.text,
        "spans": [
            {"start": s.start, "end": s.end, "type": s.type, "score": round(s.score, 4), "by": s.by}
            for s in masked.spans
        ],
        "risk": {"level": masked.risk.level, "reasons": list(masked.risk.reasons)},
    }


def cluster_letter_rows(clustering: Clustering) -> list[Row]:
    """Return ``{"id", "cluster"}`` for every letter, in the order of the input."""
    return [{"id": letter, "cluster": cluster} for letter, cluster in clustering.assignments.items()]


def cluster_row(cluster: Cluster) -> Row:
    """Return the row of ``clusters.jsonl``; ``heat`` is the value, ``heat_parts`` what it is made of."""
    return {
        "cluster": cluster.id,
        "label": cluster.label,
        "terms": list(cluster.terms),
        "size": cluster.size,
        "members": list(cluster.members),
        "representative": cluster.representative,
        "first": cluster.first,
        "last": cluster.last,
        "heat": round(cluster.heat.value, 4),
        "heat_parts": {key: part for key, part in asdict(cluster.heat).items() if key != "value"},
        "body": cluster.body,
        "duplicates": [list(group) for group in cluster.duplicates],
        "representatives": list(cluster.representatives),
        "trend": dict(cluster.trend),
        "bursts": [list(burst) for burst in cluster.bursts],
        "locked": cluster.locked,
    }


def rejected_row(rejected: Rejected) -> Row:
    """Return ``{"path", "row", "reason", "advice"}``."""
    return asdict(rejected)
