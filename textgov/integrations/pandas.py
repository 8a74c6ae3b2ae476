"""pandas: every result as DataFrames, with the field names of the JSON rows and of the .csv files.

``frame(textgov.compare(reports))`` is the matrix of cases by practices; ``frames(…)`` holds all there is to a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from textgov.codings import Agreement
from textgov.errors import MissingExtraError, UsageError
from textgov.research_types import Comparison, Network
from textgov.stages.export.research_tables import NOT_MENTIONED
from textgov.types import Clustering, Document, Masked, Place, Route, Segmentation, Tagging

try:
    import pandas as pd
except ImportError:
    raise MissingExtraError("没有装 pandas;请运行 pip install 'textgov[pandas]'") from None

Rows = Iterable[Mapping[str, Any]]
_Make = Callable[[Any], Mapping[str, Any]]
_DATES = ("date", "first", "last")


def frame(result: object) -> pd.DataFrame:
    """Return the main table of ``result``: the first of ``frames(result)``, empty where the result is an empty list."""
    return next(iter(frames(result).values()), pd.DataFrame())


def frames(result: object) -> dict[str, pd.DataFrame]:
    """Return the tables of a result of textgov, or of a list of results of one kind, by name, the main one first.

    | result of | tables |
    |---|---|
    | ``read(…).documents`` | documents |
    | ``tag`` | tags, evidence, figures, checks |
    | ``route`` | routes, alternatives, parts |
    | ``cluster`` | clusters, letters |
    | ``compare`` | matrix, counts, evidence, figures, keys, by_practices, by_words, cases, years |
    | ``cooccur`` | edges, nodes |
    | ``agreement`` | codes, pairs, disagreements |
    | ``redact`` | masked, spans |
    | ``segment`` | tokens, sentences |
    | ``kwic``, ``keyness``, ``agenda`` | rows |
    | others | a table for each field with results of its own (``topics``), then rows |

    Dates are datetime64 (NaT where the text names none), offsets are those of the result. Rows of ``segment`` and
    ``redact`` are numbered from 0 (``document``), because these results have no id. Raises UsageError for what is no
    result of textgov.
    """
    items = [result] if _is_result(result) or not isinstance(result, Iterable) else list(result)
    wrong = [item for item in items if not _is_result(item) or type(item) is not type(items[0])]
    if wrong:
        raise UsageError(f"不能把 {type(wrong[0]).__name__} 变成表;可以用 textgov 各个函数的结果,或同一种结果的列表")
    if not items:
        return {}
    make: _Make = _FRAMES.get(type(items[0]), _plain)
    return {name: table if isinstance(table, pd.DataFrame) else _frame(table) for name, table in make(items).items()}


def _is_result(item: object) -> bool:
    return is_dataclass(item) and not isinstance(item, type)


def _frame(rows: Rows) -> pd.DataFrame:
    made = pd.DataFrame(list(rows))
    for name in set(_DATES) & set(made.columns):
        made[name] = pd.to_datetime(made[name], format="ISO8601", errors="coerce")
    return made


def _flat(item: Any, *without: str, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields of a dataclass or named tuple; what lies inside another gets its name in front."""
    for name in getattr(item, "_fields", None) or [field.name for field in fields(item)]:
        value = getattr(item, name)
        if name in without:
            continue
        if isinstance(value, Place):
            yield prefix + name, str(value)
        elif is_dataclass(value) or hasattr(value, "_fields"):
            yield from _flat(value, prefix=f"{prefix}{name}_")
        else:
            yield prefix + name, value


def _row(item: Any, *without: str, **head: Any) -> dict[str, Any]:
    return head | dict(_flat(item, *without))


def _plain(items: Sequence[Any]) -> dict[str, Rows]:
    """Return a table for each field that holds several results of its own, and the other fields as ``rows``."""
    lists = [
        field.name
        for field in fields(items[0])
        if any(
            isinstance(value := getattr(item, field.name), tuple) and value and _is_result(value[0]) for item in items
        )
    ]
    inner: dict[str, Rows] = {name: [_row(one) for item in items for one in getattr(item, name)] for name in lists}
    return inner | {"rows": [_row(item, *lists) for item in items]}


def _documents(items: Sequence[Document]) -> dict[str, Rows]:
    return {"documents": [_row(item, "metadata", "removed") | dict(item.metadata) for item in items]}


def _tags(items: Sequence[Tagging]) -> dict[str, Rows]:
    pairs = [(item.id, tag) for item in items for tag in item.tags]
    return {
        "tags": [_row(tag, "evidence", id=name) | {"count": len(tag.evidence)} for name, tag in pairs],
        "evidence": [
            _row(evidence, id=name, code=tag.code, name=tag.name) for name, tag in pairs for evidence in tag.evidence
        ],
        "figures": [_row(figure, id=item.id) for item in items for figure in item.figures],
        "checks": [_row(check, id=item.id) for item in items for check in item.checks],
    }


def _routes(items: Sequence[Route]) -> dict[str, Rows]:
    return {
        "routes": [_row(item, "alternatives", "issues") for item in items],
        "alternatives": [
            _row(one, id=item.id, rank=rank) for item in items for rank, one in enumerate(item.alternatives, 1)
        ],
        "parts": [_row(part, id=item.id) for item in items for part in item.issues],
    }


def _clusters(items: Sequence[Clustering]) -> dict[str, Rows]:
    return {
        "clusters": [_row(cluster) | {"size": cluster.size} for item in items for cluster in item.clusters],
        "letters": [{"id": name, "cluster": cluster} for item in items for name, cluster in item.assignments.items()],
    }


def _masked(items: Sequence[Masked]) -> dict[str, Rows]:
    return {
        "masked": [_row(item, "spans", document=number) for number, item in enumerate(items)],
        "spans": [_row(span, document=number) for number, item in enumerate(items) for span in item.spans],
    }


def _segments(items: Sequence[Segmentation]) -> dict[str, Rows]:
    return {
        "tokens": [_row(token, document=number) for number, item in enumerate(items) for token in item.tokens],
        "sentences": [_row(span, document=number) for number, item in enumerate(items) for span in item.sentences],
    }


def _networks(items: Sequence[Network]) -> dict[str, Rows]:
    return {
        "edges": [_row(edge) for item in items for edge in item.edges],
        "nodes": [_row(node) for item in items for node in item.nodes],
    }


def _agreements(items: Sequence[Agreement]) -> dict[str, Rows]:
    return {
        "codes": [
            _row(one) for item in items for one in (item.overall, *item.codes, *([item.status] if item.status else []))
        ],
        "pairs": [_row(pair) for item in items for pair in item.pairs],
        "disagreements": [_row(one) for item in items for one in item.disagreements],
    }


def _comparison(items: Sequence[Comparison]) -> dict[str, Any]:
    """Return the tables of one comparison; rows are the cases by label, columns of the matrices the practices' codes."""
    (found,) = items
    labels = pd.Index([case.label for case in found.cases], name="case")
    statuses = [
        [case.cells[c].status if c in case.cells else NOT_MENTIONED for c in found.practices] for case in found.cases
    ]
    counts = [[case.cells[c].count if c in case.cells else 0 for c in found.practices] for case in found.cases]
    codes = list(found.practices)
    names = found.practices
    return {
        "matrix": pd.DataFrame(statuses, index=labels, columns=codes),
        "counts": pd.DataFrame(counts, index=labels, columns=codes),
        "evidence": [
            _row(cell, case=case.label, id=case.id, code=code, name=names[code]) | {"count": cell.count}
            for case in found.cases
            for code, cell in case.cells.items()
        ],
        "figures": [_row(figure, case=case.label, id=case.id) for case in found.cases for figure in case.figures],
        "keys": [_row(key, case=case.label, id=case.id) for case in found.cases for key in case.keys],
        "by_practices": pd.DataFrame(list(found.by_practices), index=labels, columns=list(labels)),
        "by_words": pd.DataFrame(list(found.by_words), index=labels, columns=list(labels)),
        "cases": [_row(case, "cells", "figures", "keys") for case in found.cases],
        "years": pd.DataFrame(
            [[year.cases, *(year.mentions.get(code, 0) for code in codes)] for year in found.trend],
            index=pd.Index([year.year for year in found.trend], name="year"),
            columns=["cases", *codes],
        ),
    }


_FRAMES: dict[type, _Make] = {
    Document: _documents,
    Tagging: _tags,
    Route: _routes,
    Clustering: _clusters,
    Masked: _masked,
    Segmentation: _segments,
    Network: _networks,
    Agreement: _agreements,
    Comparison: _comparison,
}
