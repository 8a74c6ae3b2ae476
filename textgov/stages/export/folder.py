"""Result folders: what ``run`` and ``cluster`` leave behind."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from textgov.codebook import Codebook
from textgov.files import write_json, write_text
from textgov.stages.export import issues, rows, tables
from textgov.stages.export.agenda import write_agenda
from textgov.stages.export.issue_page import write_issue_page
from textgov.stages.export.names import name_table
from textgov.stages.export.report import write_report
from textgov.stages.export.tag_tables import tag_tables
from textgov.stages.export.writers import json_lines, write_xlsx
from textgov.types import Clustering, Document, RunResult


def write_clustering(
    folder: Path,
    clustering: Clustering,
    *,
    names: Mapping[str, str] | None = None,
    letters: Sequence[Document] = (),
    urgent: Container[str] = (),
    formula: str = "",
) -> list[Path]:
    """Write ``letters.jsonl``, ``clusters.jsonl`` and ``clusters.xlsx`` into ``folder``.

    ``names`` gives the bodies' names by id for the workbook; without it the ids stand there. With the masked ``letters``
    the workbook shows typical letters, months and the letters that stand alone (``urgent`` ids first), which are in
    ``alone.jsonl`` too, and ``report.html`` shows the issues as pictures,
    with the ``formula`` of heat.
    """
    places = rows.cluster_letter_rows(clustering)
    files = {
        "letters.jsonl": json_lines(places),
        "clusters.jsonl": json_lines(map(rows.cluster_row, clustering.clusters)),
    }
    if letters:
        files["alone.jsonl"] = json_lines(issues.alone_rows(clustering, letters, urgent))
    for name, text in files.items():
        write_text(folder / name, text)
    alone = tables.Table("来信归属", tables.LETTER_CLUSTER_COLUMNS, places)
    further = issues.sheets(clustering, letters, urgent) if letters else []
    write_xlsx(
        folder / "clusters.xlsx", [tables.cluster_table(clustering.clusters, names=names or {}), *further, alone]
    )
    written = [folder / "clusters.xlsx", *(folder / name for name in files)]
    if letters:
        write_issue_page(folder / "report.html", clustering, letters, urgent=urgent, names=names, formula=formula)
        written.insert(0, folder / "report.html")
    return written


def write_result(folder: Path, result: RunResult, codebook: Codebook) -> list[Path]:
    """Write everything a run found into ``folder``; return the files, the most useful first.

    A ``rejected.jsonl`` of an earlier run is removed when this one rejected nothing.
    """
    reports = [d for d in result.documents if d.kind == "report"]
    letters = [d for d in result.documents if d.kind == "letter"]
    taggings = result.taggings
    written = [folder / "report.html", folder / "results.xlsx"]
    write_report(folder / "report.html", result, codebook)

    names = {body.id: body.name for body in codebook.bodies.values()}
    sheets = []
    texts = {"tags.jsonl": json_lines(rows.tag_row(d, taggings[d.id]) for d in result.documents)}
    if letters:
        routes = [result.routes[d.id] for d in letters]
        sheets.append(tables.route_table(letters, routes, names=names))
        texts["routes.jsonl"] = json_lines(map(rows.route_row, routes))
        texts["masked.jsonl"] = json_lines(_masked_row(d, result) for d in letters)
    if result.clustering is not None:
        sheets.append(tables.cluster_table(result.clustering.clusters, names=names))
        for name in ("agenda.docx", "agenda.html"):
            write_agenda(folder / name, result.agenda)
            written.append(folder / name)
        written += write_clustering(folder, result.clustering, names=names)
    if letters:
        sheets.append(_issues(letters, result))
    if reports:
        sheets += tag_tables(reports, [taggings[d.id] for d in reports])
    if any(result.names.values()):
        sheets.append(name_table(reports, result.names))
    if result.rejected:
        sheets.append(tables.rejected_table(result.rejected))
        texts["rejected.jsonl"] = json_lines(map(rows.rejected_row, result.rejected))
    else:
        (folder / "rejected.jsonl").unlink(missing_ok=True)
    write_xlsx(folder / "results.xlsx", sheets)
    for name, text in texts.items():
        write_text(folder / name, text)
    write_json(folder / "run.json", result.info)
    return written + [folder / name for name in (*texts, "run.json")]


def _issues(letters: Iterable[Document], result: RunResult) -> tables.Table:
    letters = list(letters)
    table = tag_tables(letters, [result.taggings[d.id] for d in letters])[0]
    return tables.Table("来信诉求", table.columns, table.rows)


def _masked_row(document: Document, result: RunResult) -> rows.Row:
    risk = result.risks[document.id]
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "text": document.text,
        "risk": {"level": risk.level, "reasons": list(risk.reasons)},
    }
