"""Find what ships beside the code: corpora/ and models/, in a checkout or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

from textgov.errors import TextgovError

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of ``corpora/…`` or ``models/…``; raise TextgovError when the installation lacks it."""
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        path = root / name
        if path.exists():
            return path
    raise TextgovError(f"找不到随软件发布的文件 {name};请重新安装 textgov")


def package_file(name: str) -> Path:
    """Return the path of a data file inside the package, such as ``codebook/dictionary.txt``."""
    return _PACKAGE / name
