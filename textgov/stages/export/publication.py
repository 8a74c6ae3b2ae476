"""The public version as files: a page, tables, the agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from textgov.codebook import Codebook
from textgov.files import write_text
from textgov.stages.export.agenda import write_agenda
from textgov.stages.export.charts import columns
from textgov.stages.export.html import page, table
from textgov.stages.export.plain import printable
from textgov.stages.export.tables import Column, Table
from textgov.stages.export.wording import subject, typeset
from textgov.stages.export.writers import write_xlsx
from textgov.types import Publication

HIDDEN = "＊"
_TOTAL = "合计"


def write_publication(folder: Path, found: Publication, codebook: Codebook) -> list[Path]:
    """Write ``public.html``, ``public.xlsx``, ``agenda.docx`` and ``agenda.html`` into ``folder``; return the files."""
    tables = [_by_period(found, codebook), _by_issue(found, codebook)]
    files = [folder / name for name in ("public.html", "public.xlsx", "agenda.docx", "agenda.html")]
    write_text(files[0], printable("".join(_page(found, tables))))
    write_xlsx(files[1], [*tables, _notes(found)])
    for path in files[2:]:
        write_agenda(path, found.agenda)
    return files


def _shown(count: int | None) -> int | str:
    return HIDDEN if count is None else count


def _keys(found: Publication, kind: str) -> list[str]:
    return sorted(key[1] for key in found.cells if len(key) == 2 and key[0] == kind)


def _body_name(body: str, codebook: Codebook) -> str:
    return codebook.bodies[body].name if body in codebook.bodies else body


def _by_period(found: Publication, codebook: Codebook) -> Table:
    periods = _keys(found, "period")
    headings = (
        Column("body", "建议牵头", 30),
        *(Column(p, p, 10, "number") for p in periods),
        Column("total", _TOTAL, 8, "number"),
    )
    rows: list[dict[str, Any]] = []
    for body in _keys(found, "body"):
        cells = {p: _shown(found.cells.get(("body", body, "period", p), 0)) for p in periods}
        rows.append({"body": _body_name(body, codebook), **cells, "total": _shown(found.cells["body", body])})
    sums = {p: _shown(found.cells["period", p]) for p in periods}
    rows.append({"body": _TOTAL, **sums, "total": _shown(found.cells.get(("total",), 0))})
    return Table("各部门来信", headings, rows)


def _by_issue(found: Publication, codebook: Codebook) -> Table:
    headings = (Column("body", "建议牵头", 30), Column("issue", "诉求", 30), Column("letters", "来信数", 10, "number"))
    names = {code.id: code.name for code in codebook.issues.values()}
    rows: list[dict[str, Any]] = [
        {"body": _body_name(key[1], codebook), "issue": names.get(key[3], key[3]), "letters": _shown(count)}
        for key, count in sorted(found.cells.items(), key=lambda one: (one[0][1:2], -(one[1] or 0), one[0]))
        if key[2:3] == ("issue",)
    ]
    return Table("各类诉求", headings, rows)


def _explained(found: Publication) -> list[str]:
    return [
        f"{HIDDEN} 表示隐去:少于 {found.k} 封,或者与别的数字相减能推出少于 {found.k} 封的数字,或者与以前公开的数字相减会暴露新来的几封信。",
        f"少于 {found.k} 封的问题不列出。议事清单里的来信数是区间。部门是系统按来信内容建议的,以最后办理为准。",
        "没有列出的不等于没有问题:只统计收到的来信。",
    ]


def _notes(found: Publication) -> Table:
    return Table("说明", (Column("note", "说明", 90),), [{"note": typeset(line)} for line in _explained(found)])


def _page(found: Publication, tables: Iterable[Table]) -> Iterator[str]:
    total = found.cells.get(("total",), 0)
    shown = "（数字隐去）" if total is None else f"{total} 封"
    lines = "".join(f"<p>{escape(typeset(line))}</p>" for line in _explained(found))
    periods = [(p, found.cells["period", p]) for p in _keys(found, "period")]
    chart = columns([(period, count) for period, count in periods if count is not None])
    items = [
        f"<tr><td>{item.number}<td>{escape(subject(item))}<td>{item.band}<td>{escape(typeset(item.lead_name))}"
        for item in found.agenda
    ]
    sections = [
        ("agenda", "提请议事的问题", [table(["序号", "议题", "来信", "建议牵头"], items)] if items else []),
        ("periods", "来信变化", [chart] if chart else []),
        *((f"table{number}", one.name, [_html(one)]) for number, one in enumerate(tables, 1)),
        ("notes", "怎样看这些数字", [lines]),
    ]
    yield from page("来信情况公开", f"共收到来信 {shown}；个人信息已遮盖，不引用来信原文。", "", sections)


def _html(one: Table) -> str:
    rows = ["<tr>" + "".join(f"<td>{escape(str(row[c.key]))}" for c in one.columns) for row in one.rows]
    return table([escape(c.heading) for c in one.columns], rows)
