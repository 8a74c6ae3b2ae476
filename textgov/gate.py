"""The release gate: a last look at what is about to leave; something personal stops it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from textgov.errors import ReleaseGateError
from textgov.types import FINDING_LABELS, AgendaItem, Cluster, Document

Leaving = Iterable[tuple[str, Iterable[str]]]


def letters_leaving(letters: Iterable[Document]) -> Leaving:
    """Yield the id of each letter with everything of it that is written out."""
    return ((letter.id, (letter.title, letter.text, *letter.metadata.values())) for letter in letters)


def clusters_leaving(clusters: Iterable[Cluster]) -> Leaving:
    """Yield the id of each cluster with its label and terms."""
    return ((cluster.id, (cluster.label, *cluster.terms)) for cluster in clusters)


def agenda_leaving(items: Iterable[AgendaItem]) -> Leaving:
    """Yield the cluster id of each item with the texts that are made from letters."""
    return ((item.cluster, (item.title, item.place, *item.reports, *item.quotes)) for item in items)


def check_release(leaving: Leaving, *, accept: Collection[str] = ()) -> tuple[str, ...]:
    """Look for personal data in what is about to leave; ``leaving`` pairs an id with its texts.

    Returns the ids in ``accept`` that would have stopped the release, for the record. Raises ReleaseGateError with the
    ids and types of all others, never with their text.
    """
    from textgov.stages.privacy import residues

    left, accepted = [], set()
    for identifier, texts in leaving:
        found = [finding.type for text in texts for finding in residues(text)]
        if found and identifier in accept:
            accepted.add(identifier)
        else:
            left += [(identifier, FINDING_LABELS[kind]) for kind in found]
    if left:
        raise ReleaseGateError(left)
    return tuple(sorted(accepted))
