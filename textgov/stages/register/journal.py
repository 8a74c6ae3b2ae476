"""The journal of a project's issues: one table in one SQLite file, to which lines are only ever added.

Where an issue stands is not stored but worked out from its lines (``record_of``), so that it cannot disagree with its
history. Triggers refuse every change of a line, whoever opens the file.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from textgov.errors import ReadError, TextgovError
from textgov.settings import REGISTER
from textgov.stages.register.states import record_of
from textgov.types import IssueEvent, IssueRecord

_COLUMNS = tuple(field.name for field in fields(IssueEvent) if field.name != "number")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS history (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  issue TEXT NOT NULL, date TEXT NOT NULL, event TEXT NOT NULL, state TEXT, label TEXT, letters INTEGER,
  body TEXT, due TEXT, result TEXT, note TEXT, "into" TEXT
);
CREATE TRIGGER IF NOT EXISTS history_is_not_changed BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, '历史记录只能追加,不能修改'); END;
CREATE TRIGGER IF NOT EXISTS history_is_not_deleted BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, '历史记录只能追加,不能删除'); END;
CREATE TRIGGER IF NOT EXISTS history_is_not_replaced BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, '历史记录只能追加,不能替换'); END;
"""


class Journal:
    """The open journal; only inside ``Journal.writing`` or ``Journal.reading``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def writing(cls, path: Path, *, wait: float = REGISTER.wait) -> Iterator[Journal]:
        """Open or make the file and hold it alone until the end: all lines are written, or after an error none.

        ``wait`` is in seconds. Raises TextgovError where another program holds the file longer, ReadError where it is
        no journal.
        """
        with _clear_errors(path):
            connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            with _clear_errors(path):
                connection.execute("BEGIN IMMEDIATE")
                for statement in _statements():
                    connection.execute(statement)
            try:
                yield cls(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            with _clear_errors(path):
                connection.execute("COMMIT")
        finally:
            connection.close()

    def records(self) -> dict[str, IssueRecord]:
        """Return where every issue stands, by id, in the order in which the issues were opened."""
        names = ", ".join(f'"{name}"' for name in ("number", *_COLUMNS))
        by_issue: defaultdict[str, list[IssueEvent]] = defaultdict(list)
        for row in self._connection.execute(f"SELECT {names} FROM history ORDER BY number"):
            event = IssueEvent(**dict(zip(("number", *_COLUMNS), row, strict=True)))
            by_issue[event.issue].append(event)
        return {issue: record_of(events) for issue, events in by_issue.items()}

    def add(self, events: Iterable[IssueEvent]) -> None:
        """Append the events; their ``number`` is given by the file."""
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        marks = ", ".join("?" * len(_COLUMNS))
        rows = [tuple(getattr(event, name) for name in _COLUMNS) for event in events]
        self._connection.executemany(f"INSERT INTO history ({names}) VALUES ({marks})", rows)


def _statements() -> Iterator[str]:
    """Yield the statements of the schema one by one: a script of several would end the transaction."""
    statement = ""
    for line in _SCHEMA.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def _clear_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise TextgovError(
                f"{path} 正被另一个程序使用;请等它做完(或关闭打开它的程序)再试一次,这一次什么也没有写入"
            ) from error
        raise TextgovError(f"{path} 打不开或写不进去;请检查文件夹是否存在、有没有写的权限、磁盘有没有空间") from error
    except sqlite3.DatabaseError as error:
        raise ReadError(
            f"{path} 不是问题台账或已损坏", "请恢复备份;实在没有,改名后会新建一份,以前的历史在旧文件里"
        ) from error
