"""textgov: text mining for Chinese grass-roots governance."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textgov.api import Reading, agenda, cluster, read, redact, route, segment, tag
    from textgov.codebook import Codebook, load_codebook
    from textgov.integrations.pandas import frame, frames
    from textgov.learning import evaluate, train
    from textgov.pipeline import demo, run
    from textgov.publication import publish
    from textgov.research import agreement, compare, cooccur, keyness, kwic, names, pictures, topics
    from textgov.types import Document

__version__ = "0.1.0"

# Loaded on first use, so that importing textgov costs nothing.
_HOMES = {
    "Codebook": "textgov.codebook",
    "Document": "textgov.types",
    "Reading": "textgov.api",
    "agenda": "textgov.api",
    "agreement": "textgov.research",
    "cluster": "textgov.api",
    "compare": "textgov.research",
    "cooccur": "textgov.research",
    "demo": "textgov.pipeline",
    "evaluate": "textgov.learning",
    "frame": "textgov.integrations.pandas",
    "frames": "textgov.integrations.pandas",
    "keyness": "textgov.research",
    "kwic": "textgov.research",
    "load_codebook": "textgov.codebook",
    "names": "textgov.research",
    "pictures": "textgov.research",
    "publish": "textgov.publication",
    "read": "textgov.api",
    "redact": "textgov.api",
    "route": "textgov.api",
    "run": "textgov.pipeline",
    "segment": "textgov.api",
    "tag": "textgov.api",
    "topics": "textgov.research",
    "train": "textgov.learning",
}

__all__ = [
    "Codebook",
    "Document",
    "Reading",
    "agenda",
    "agreement",
    "cluster",
    "compare",
    "cooccur",
    "demo",
    "evaluate",
    "frame",
    "frames",
    "keyness",
    "kwic",
    "load_codebook",
    "names",
    "pictures",
    "publish",
    "read",
    "redact",
    "route",
    "run",
    "segment",
    "tag",
    "topics",
    "train",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'textgov' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
