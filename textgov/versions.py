"""A model folder that keeps its versions: ``versions/N`` are whole models, ``versions.json`` says which is in use.

The one small file is replaced at once, so that who reads the folder finds the old version or the new one, never a
mixture. A folder as ``textgov train -o`` writes it has one version and no such file; the first update moves it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from textgov.errors import ModelError
from textgov.files import write_text

VERSIONS = "versions.json"
_FILES = ("config.json", "weights.npz", "vocabulary.txt", "metrics.json", "README.md")


def used_versions(folder: Path) -> list[int]:
    """Return the numbers of the versions that were put to use, the one in use last; none where there are no versions.

    Raises ModelError for a damaged list.
    """
    if not (folder / VERSIONS).exists():
        return []
    try:
        used = [int(number) for number in json.loads((folder / VERSIONS).read_text(encoding="utf-8"))["used"]]
    except (OSError, ValueError, KeyError, TypeError):
        used = []
    if not used:
        raise ModelError(
            f"模型 {folder} 的 {VERSIONS} 已损坏;请从备份恢复,或直接用 {folder / 'versions'} 里的一个文件夹"
        )
    return used


def current(folder: Path) -> Path:
    """Return the folder of the version in use: ``folder`` itself where it has no versions."""
    used = used_versions(folder)
    return folder / "versions" / str(used[-1]) if used else folder


def add_version(folder: Path, save: Callable[[Path, int], object]) -> int:
    """Let ``save`` write a new version, not yet in use, and return its number."""
    if not used_versions(folder):
        _move_first(folder)
    kept = [int(path.name) for path in (folder / "versions").iterdir() if path.name.isdecimal()]
    number = max(kept) + 1
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as part:
        save(Path(part) / "model", number)
        (Path(part) / "model").replace(folder / "versions" / str(number))
    return number


def use_version(folder: Path, number: int) -> None:
    """Put a version to use; the earlier one is remembered for ``roll_back``."""
    _write(folder, [*used_versions(folder), number])


def roll_back(folder: Path) -> tuple[int, int]:
    """Go back to the version that was in use before; return the number left and the number in use now.

    Raises ModelError where there is none before.
    """
    used = used_versions(folder)
    if len(used) < 2:
        raise ModelError(f"{folder} 没有更早用过的版本可以退回")
    _write(folder, used[:-1])
    return used[-1], used[-2]


def _move_first(folder: Path) -> None:
    """Make a plain model folder version 1; a crash in between leaves a folder that still loads."""
    first = folder / "versions" / "1"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as part:
        copy = Path(part) / "model"
        copy.mkdir()
        for name in _FILES:
            if (folder / name).exists():
                shutil.copyfile(folder / name, copy / name)
        first.parent.mkdir(exist_ok=True)
        if first.exists():
            shutil.rmtree(first)
        copy.replace(first)
    _write(folder, [1])
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)


def _write(folder: Path, used: list[int]) -> None:
    write_text(folder / VERSIONS, json.dumps({"format": 1, "used": used}) + "\n")
