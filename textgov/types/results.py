"""What a whole run found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textgov.types.documents import Document, Rejected
from textgov.types.issues import AgendaItem, Clustering
from textgov.types.masks import Risk
from textgov.types.routes import Route
from textgov.types.tags import NameSummary, Tagging


@dataclass(frozen=True, slots=True)
class RunResult:
    """What ``textgov run`` found, everything masked; mappings are from document id.

    ``info`` is what ``run.json`` records: versions, settings, seeds, digests of the inputs.
    """

    documents: tuple[Document, ...]
    taggings: Mapping[str, Tagging]
    routes: Mapping[str, Route]
    risks: Mapping[str, Risk]
    clustering: Clustering | None
    agenda: tuple[AgendaItem, ...]
    rejected: tuple[Rejected, ...]
    info: Mapping[str, object]
    names: Mapping[str, tuple[NameSummary, ...]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return the numbers that sum a run up, for the terminal and the head of the report."""
        reports = [document.id for document in self.documents if document.kind == "report"]
        clusters = self.clustering.clusters if self.clustering else ()
        return {
            "reports": len(reports),
            "letters": len(self.documents) - len(reports),
            "practices": len({tag.code for report in reports for tag in self.taggings[report].tags}),
            "figures": sum(len(self.taggings[report].figures) for report in reports),
            "routed": sum(not route.abstained for route in self.routes.values()),
            "abstained": sum(route.abstained for route in self.routes.values()),
            "urgent": sum(route.urgent for route in self.routes.values()),
            "clusters": len(clusters),
            "clustered": sum(cluster.size for cluster in clusters),
            "agenda": len(self.agenda),
            "rejected": len(self.rejected),
        }
