"""Pieces of HTML that several parts of report.html use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[str], *, numbers: Sequence[str] = ()) -> str:
    """Return a table that sorts by a click on a heading; ``rows`` are HTML, ``numbers`` the headings of numbers."""
    head = "".join(f"<th{' class=n' if name in numbers else ''}>{name}</th>" for name in headings)
    body = "".join(rows)
    return (
        f'<div class="scroll"><table class="sortable"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
