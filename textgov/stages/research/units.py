"""What stands together: the units (sentences, paragraphs, documents) that ``cooccur`` counts over."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from textgov.stages.research.words import is_organisation
from textgov.types import Document, Name, Segmentation, Tagging

By = Literal["sentence", "paragraph", "document"]


def practice_units(
    documents: Iterable[Document], segmentations: Iterable[Segmentation], taggings: Iterable[Tagging], by: By
) -> Iterator[set[str]]:
    """Yield the names of the practices (in letters: issues) that have evidence in each unit."""
    for document, segmentation, tagging in zip(documents, segmentations, taggings, strict=True):
        yield from _gathered(_marks(tagging), _starts(document, segmentation, by))


def practice_paragraphs(documents: Iterable[Document], taggings: Iterable[Tagging]) -> Iterator[set[str]]:
    """Yield the names of the practices that have evidence in each paragraph."""
    for document, tagging in zip(documents, taggings, strict=True):
        yield from _gathered(_marks(tagging), paragraph_starts(document.text))


def _marks(tagging: Tagging) -> list[tuple[int, str]]:
    return [(evidence.start, tag.name) for tag in tagging.tags for evidence in tag.evidence]


def word_units(
    documents: Iterable[Document],
    segmentations: Iterable[Segmentation],
    by: By,
    keep: Callable[[str], bool],
) -> Iterator[set[str]]:
    """Yield the words of each unit that ``keep`` keeps."""
    for document, segmentation in zip(documents, segmentations, strict=True):
        marks = [(token.start, token.text) for token in segmentation.tokens if keep(token.text)]
        yield from _gathered(marks, _starts(document, segmentation, by))


def organisation_marks(segmentation: Segmentation, names: Iterable[Name]) -> list[tuple[int, str]]:
    """Return (place, name) of every organisation: the named ones, and words such as 居委会 that stand in no name."""
    named = sorted((name.start, name.end, name.canonical) for name in names if name.type == "organisation")
    marks = [(start, canonical) for start, _, canonical in named]
    starts = [start for start, _, _ in named]
    for token in segmentation.tokens:
        before = bisect_right(starts, token.start) - 1
        inside = before >= 0 and token.start < named[before][1]
        if not inside and is_organisation(token.text):
            marks.append((token.start, token.text))
    return sorted(marks)


def mark_units(
    documents: Iterable[Document],
    segmentations: Iterable[Segmentation],
    marks: Iterable[Iterable[tuple[int, str]]],
    by: By,
) -> Iterator[set[str]]:
    """Yield the names of each unit; ``marks`` holds (place, name) for each document."""
    for document, segmentation, found in zip(documents, segmentations, marks, strict=True):
        yield from _gathered(found, _starts(document, segmentation, by))


def frequent(words: Iterable[str], top: int) -> frozenset[str]:
    """Return the ``top`` most frequent words; of equally frequent ones the first in the order of characters."""
    counts = Counter(words)
    return frozenset(sorted(counts, key=lambda word: (-counts[word], word))[:top])


def paragraph_starts(text: str) -> list[int]:
    r"""Return where the lines of ``text`` begin that hold something.

    >>> paragraph_starts("甲\n\n乙")
    [0, 3]
    """
    starts, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(place)
        place += len(line) + 1
    return starts


def _starts(document: Document, segmentation: Segmentation, by: By) -> list[int]:
    if by == "document":
        return [0]
    return [span.start for span in segmentation.sentences] if by == "sentence" else paragraph_starts(document.text)


def _gathered(marks: Iterable[tuple[int, str]], starts: Sequence[int]) -> list[set[str]]:
    units: list[set[str]] = [set() for _ in starts]
    for place, name in marks:
        units[max(0, bisect_right(starts, place) - 1)].add(name)
    return units
