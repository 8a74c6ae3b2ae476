"""What makes a result repeatable: versions, settings, seed, digests of the inputs. Never their text."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from textgov.types import Document

# The libraries whose version can change a result.
_LIBRARIES = ("textgov", "rjieba", "ahocorasick-rs", "numpy", "scipy", "scikit-learn")


def provenance(documents: Iterable[Document], settings: Mapping[str, object], *, seed: int = 0) -> dict[str, object]:
    """Return what ``run.json`` records of a result that was made from ``documents`` with ``settings``."""
    return {
        "versions": {name: version(name) for name in _LIBRARIES} | {"python": platform.python_version()},
        "settings": dict(settings),
        "seed": seed,
        "inputs": [
            {"id": d.id, "kind": d.kind, "sha256": hashlib.sha256(d.text.encode("utf-8", "surrogatepass")).hexdigest()}
            for d in documents
        ],
    }
