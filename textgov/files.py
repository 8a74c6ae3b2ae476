"""Write files so that a reader never sees half of one."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Half of a character that needs two (from damaged files and undecodable file names): no encoding can hold it.
_HALF = re.compile("[\ud800-\udfff]")


@contextmanager
def atomic(path: str | Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; move it into place on success, remove it on failure.

    The temporary name keeps the ending, because writers choose the format by it, and is short, because the name of the
    file may already be as long as a file system allows. Parent folders are made.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def write_text(path: str | Path, text: str, *, bom: bool = False) -> None:
    """Write UTF-8 text atomically; ``bom`` for files that Excel opens. Lone surrogates become U+FFFD."""
    with atomic(path) as temporary:
        temporary.write_text(_HALF.sub("\ufffd", text), encoding="utf-8-sig" if bom else "utf-8", newline="")


def write_json(path: str | Path, value: object) -> None:
    """Write a value as JSON for people to read, keys sorted, atomically."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write bytes atomically."""
    with atomic(path) as temporary:
        temporary.write_bytes(data)
