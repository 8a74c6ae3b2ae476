"""Pieces of HTML that the report pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_FOLDER = Path(__file__).parent
Section = tuple[str, str, Iterable[str]]


def page(
    title: str, subtitle: str, head: str, sections: Iterable[Section], *, styles: Sequence[str] = ("report.css",)
) -> Iterator[str]:
    """Yield a self-contained page piece by piece.

    ``head`` is HTML above the sections; a section is (anchor, title, pieces of HTML) and is left out when it is empty.
    """
    filled = [(anchor, name, "".join(parts)) for anchor, name, parts in sections]
    filled = [section for section in filled if section[2]]
    css = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in styles)
    yield (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{css}</style></head><body>"
        f"<header><h1>{title}</h1><p>{subtitle}</p></header><nav>"
    )
    yield from (f'<a href="#{anchor}">{name}</a>' for anchor, name, _ in filled)
    yield f"</nav><main>{head}"
    yield from (f'<section id="{anchor}"><h2>{name}</h2>{content}</section>' for anchor, name, content in filled)
    script = (_FOLDER / "report.js").read_text(encoding="utf-8")
    yield f"</main><script>{script}</script></body></html>\n"


def table(headings: Sequence[str], rows: Iterable[str], *, numbers: Sequence[str] = ()) -> str:
    """Return a table that sorts by a click on a heading; ``rows`` are HTML, ``numbers`` the headings of numbers."""
    head = "".join(f"<th{' class=n' if name in numbers else ''}>{name}</th>" for name in headings)
    body = "".join(rows)
    return (
        f'<div class="scroll"><table class="sortable"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
