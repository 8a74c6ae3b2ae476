"""Corrections as JSON lines: masked letters with what people said about them; also readable as letters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from textgov.errors import ReadError
from textgov.files import write_text
from textgov.review_types import Correction


def read_corrections(path: str | Path) -> list[Correction]:
    """Read corrections; nothing where the file does not exist. Raises ReadError for one that is damaged."""
    path = Path(path)
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            previous = tuple((str(body), str(issue)) for body, issue in row.pop("previous"))
            found.append(Correction(**{key: str(value) for key, value in row.items()}, previous=previous))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ReadError(
                f"{path} 第 {number} 行不是订正记录", "请给出 textgov review take 写出的 .jsonl 文件,或从备份恢复"
            ) from None
    return found


def write_corrections(path: str | Path, corrections: Sequence[Correction]) -> None:
    """Write all corrections at once, so that the file is never half of one."""
    write_text(path, "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in corrections))


def without(corrections: Sequence[Correction], identifier: str) -> list[Correction]:
    """Return the corrections of all letters but those with this id."""
    return [one for one in corrections if one.id != identifier]
