"""Everything that is said to the person at the terminal: messages, progress, tables. Standard error only, but tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from textgov.stages.export.tables import Table

Item = TypeVar("Item")

# A terminal table is a glance, not the result: more rows scroll away.
_TABLE_ROWS = 20
# Cells beyond this would push the other columns off the screen.
_CELL_CHARACTERS = 60
# Columns up to this many cells wide are never cut.
_SHORT_COLUMN = 14


class Console:
    """Messages by level: ``quiet`` says errors only, ``verbose`` says each step too."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet, self.verbose = quiet, verbose

    def say(self, message: str) -> None:
        """Say what was done, unless quiet."""
        if not self.quiet:
            print(message, file=sys.stderr)  # noqa: T201 - this is the one place that prints messages

    def detail(self, message: str) -> None:
        """Say a step, if verbose."""
        if self.verbose:
            print(message, file=sys.stderr)  # noqa: T201

    def warn(self, message: str) -> None:
        """Say what went wrong, always."""
        print(message, file=sys.stderr)  # noqa: T201

    def progress(
        self, items: Sequence[Item] | Iterable[Item], what: str, *, total: int | None = None
    ) -> Iterator[Item]:
        """Yield the items under a progress bar; no bar when quiet or when standard error is not a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console as RichConsole
        from rich.progress import track

        count = total if total is not None else (len(items) if isinstance(items, Sequence) else None)
        screen = RichConsole(stderr=True)
        yield from track(items, description=what, total=count, console=screen, transient=True)

    def show(self, table: Table) -> None:
        """Show a table on standard output: its first rows, a line each, the columns that say most."""
        from rich.cells import cell_len
        from rich.console import Console as RichConsole
        from rich.table import Table as RichTable

        screen = RichConsole()
        drawn = RichTable(title=table.name, title_justify="left", row_styles=("", "dim"))
        wanted = [c for c in table.columns if not table.glance or c.key in table.glance]
        filled = [c for c in wanted if any(row.get(c.key) not in (None, "") for row in table.rows)]
        lines = [[_cell(row.get(column.key), column.kind) for column in filled] for row in table.rows[:_TABLE_ROWS]]
        natural = [
            max(cell_len(text) for text in (column.heading, *(line[number] for line in lines)))
            for number, column in enumerate(filled)
        ]
        # Short columns keep their width (three more for lines and blanks); the long ones share what is left.
        short = [width for width in natural if width <= _SHORT_COLUMN]
        left = screen.width - 1 - 3 * len(natural) - sum(short)
        most = max(_SHORT_COLUMN // 2, left // max(1, len(natural) - len(short)))
        for column, width in zip(filled, natural, strict=True):
            side: Literal["left", "right"] = "right" if column.kind in ("number", "percent") else "left"
            shown = width if width <= _SHORT_COLUMN else min(width, most)
            drawn.add_column(column.heading, no_wrap=True, overflow="ellipsis", justify=side, width=shown)
        for line in lines:
            drawn.add_row(*line)
        screen.print(drawn)
        if len(table.rows) > _TABLE_ROWS or len(wanted) < len(table.columns):
            screen.print(f"共 {len(table.rows)} 行;要全部行和列,请加 -o 文件名.xlsx")


def _cell(value: object, kind: str) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0%}" if kind == "percent" else f"{value:g}"
    text = str(value).partition("\n")[0]
    return escape(text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…")
