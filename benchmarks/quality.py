"""Measure quality on the project's own gold and, where it lies beside the checkout, on the development gold.

``python -m benchmarks.quality`` prints the table; ``--gate`` fails when a figure is below its floor in floors.toml;
``--raise`` raises floors to what was measured. A floor below the best value ever recorded must say why.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import metrics
from benchmarks.routing_data import held_out
from textgov import api, learning, research
from textgov.stages.export.rows import cluster_letter_rows, redact_row, route_row, tag_row
from textgov.types import Document, Kind

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ONE_PLACE = [ROOT / "corpora/gold" / f"{name}_batch.jsonl" for name in ("village", "village_second", "compound")]
FLOORS = ROOT / "benchmarks" / "floors.toml"
# A floor is set this much below what was measured: the smallest step of the figures, not room for getting worse.
SLACK = 0.005

# Tenths of the public letters that are held out in turn: one tenth alone is 265 letters, too few to tell 0.01.
LABEL_FOLDS = 4

Measured = dict[str, metrics.Figures]


def rows(path: Path) -> dict[str, dict[str, Any]]:
    """Read a JSONL file as ``{id: row}``."""
    with path.open(encoding="utf-8-sig") as lines:
        return {str(row["id"]): row for row in map(json.loads, filter(str.strip, lines))}


def documents(gold: Iterable[Mapping[str, Any]], kind: Kind) -> list[Document]:
    """Return gold rows as documents."""
    return [Document(str(row["id"]), row["text"], kind, row.get("title", ""), row.get("date")) for row in gold]


def _by_id(out: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in out}


def measure_tags(path: Path) -> metrics.Figures:
    """Tags and figures of report paragraphs."""
    gold = rows(path)
    reports = documents(gold.values(), "report")
    out = _by_id(map(tag_row, reports, api.tag(reports)))
    found = {f"tags.{name}": value for name, value in metrics.tags(gold, out).items()}
    if any(row["figures"] for row in gold.values()):
        found |= {f"figures.{name}": value for name, value in metrics.figures(gold, out).items()}
    return found


def measure_routes(gold: Mapping[str, Mapping[str, Any]]) -> metrics.Figures:
    """Routing of letters."""
    letters = documents(gold.values(), "letter")
    return metrics.routes(gold, _by_id(map(route_row, api.route(letters))))


def measure_spans(path: Path) -> metrics.Figures:
    """Masking of letters."""
    gold = rows(path)
    letters = documents(gold.values(), "letter")
    return metrics.spans(gold, _by_id(map(redact_row, letters, api.redact(letters))))


def measure_names(path: Path) -> metrics.Figures:
    """Names of places, bodies and programmes, on the half of the gold that the rules were not tuned on."""
    gold = {key: row for key, row in rows(path).items() if row["half"] == "test"}
    found = research.names(documents(gold.values(), "report"))
    return metrics.names(gold, dict(zip(gold, found, strict=True)))


def measure_clusters(gold: Mapping[str, Any], letters: list[Document]) -> metrics.Figures:
    """Clustering of letters; they are masked first, as in every run."""
    masked = [document for document, _ in api.masked_documents(letters)]
    return metrics.clusters(gold, _by_id(cluster_letter_rows(api.cluster(masked, routes={}))))


def measure_one_place() -> metrics.Figures:
    """Clustering of each batch of short letters of one village or compound, counted together."""
    out: dict[str, Mapping[str, Any]] = {}
    groups: dict[str, list[str]] = {}
    for path in ONE_PLACE:
        letters = rows(path)
        masked = [document for document, _ in api.masked_documents(documents(letters.values(), "letter"))]
        assigned = api.cluster(masked, routes={}).assignments
        out |= {key: {"cluster": name and f"{path.stem} {name}"} for key, name in assigned.items()}
        for key, row in letters.items():
            groups.setdefault(row["group"] or "", []).append(key)
    alone = groups.pop("")
    return metrics.clusters({"groups": [{"ids": ids} for ids in groups.values()], "singletons": alone}, out)


def measure_labels() -> metrics.Figures:
    """Train on the seven labels of the public letters with a tenth held out, ``LABEL_FOLDS`` times, and pool the rest.

    A held-out letter that begins like one that is learned from is left out, because it is the same letter.
    """
    data = SHARED / "data"
    whole = list(rows(data / "letters_train.jsonl").values())
    pieces = list(rows(data / "letters_train_segmented.jsonl").values())
    pieces = [row | {"text": row["tokens"].replace(" ", "")} for row in pieces]
    gold: dict[str, dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    for fold in range(LABEL_FOLDS):
        tenth = {row["id"] for row in whole if int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 10 == fold}
        learned = [row for row in whole if row["id"] not in tenth] + pieces
        openings = {_opening(row["text"]) for row in learned}
        unseen = {row["id"]: row for row in whole if row["id"] in tenth and _opening(row["text"]) not in openings}
        letters = [Document(row["id"], row["text"], "letter", metadata={"label": row["label"]}) for row in learned]
        with tempfile.TemporaryDirectory() as folder:
            learning.train(letters, label_column="label", output=folder)
            found += map(route_row, api.route(documents(unseen.values(), "letter"), model=folder))
        gold |= unseen
    return metrics.labels(gold, _by_id(found))


def _opening(text: str) -> str:
    """Return the first characters of a text without blanks and marks: two letters that share them are one."""
    return "".join(filter(str.isalnum, text))[:20]


def own_letters() -> dict[str, dict[str, Any]]:
    """Return the letters of corpora/letters with their codes."""
    return {key: row for path in sorted((ROOT / "corpora/letters").glob("*.jsonl")) for key, row in rows(path).items()}


def own() -> dict[str, Callable[[], metrics.Figures]]:
    """Return the measurements on the project's own gold."""
    letters = own_letters()
    groups: dict[str, list[str]] = {}
    for key, row in letters.items():
        if row.get("group"):
            groups.setdefault(row["group"], []).append(key)
    clusters = {
        "groups": [{"ids": ids} for ids in groups.values()],
        "singletons": [key for key, row in letters.items() if not row.get("group")],
    }
    unseen = {key: row for key, row in letters.items() if held_out(row)}
    gold = ROOT / "corpora/gold"
    return {
        "own.practices": lambda: measure_tags(gold / "practices.jsonl"),
        "own.reports": lambda: measure_tags(gold / "reports.jsonl"),
        "own.letters_held_out": lambda: measure_routes(unseen),
        "own.hard_letters": lambda: measure_routes(rows(gold / "hard_letters.jsonl")),
        "own.redact": lambda: measure_spans(gold / "redact.jsonl"),
        "own.names": lambda: measure_names(gold / "names.jsonl"),
        "second.practices": lambda: measure_tags(gold / "practices_second.jsonl"),
        "second.names": lambda: measure_names(gold / "names_second.jsonl"),
        "own.clusters": lambda: measure_clusters(clusters, documents(letters.values(), "letter")),
        "own.clusters_one_place": measure_one_place,
    }


def shared() -> dict[str, Callable[[], metrics.Figures]]:
    """Return the measurements on the development gold, or none where it is missing."""
    gold = SHARED / "gold"
    if not gold.is_dir():
        return {}

    def pool() -> metrics.Figures:
        letters = list(api.read(SHARED / "data/letters_pool.jsonl").documents)
        return measure_clusters(json.loads((gold / "clusters_dev.json").read_text(encoding="utf-8")), letters)

    return {
        "shared.practices": lambda: measure_tags(gold / "practices_seeds.jsonl"),
        "shared.letters": lambda: measure_routes(rows(gold / "letters_dev.jsonl")),
        "shared.labels": measure_labels,
        "shared.redact": lambda: measure_spans(gold / "redact_dev.jsonl"),
        "shared.clusters": pool,
    }


def print_table(measured: Measured, floors: Mapping[str, Any]) -> None:
    """Print a Markdown table of every figure and its floor."""
    print("| gold | figure | value | floor |\n|---|---|---:|---:|")
    for gold, found in measured.items():
        for name, value in found.items():
            floor = floors.get(gold, {}).get(name, {}).get("floor")
            print(f"| {gold} | {name} | {value:.3f} | {'' if floor is None else f'{floor:.3f}'} |")


def problems(measured: Measured, floors: Mapping[str, Any]) -> list[str]:
    """Return what the gate refuses: figures below their floor, floors lowered without a reason, changed gold."""
    found = []
    for gold, figures in measured.items():
        for name, value in figures.items():
            entry = floors.get(gold, {}).get(name)
            if entry is None:
                found.append(f"{gold} {name}: no floor; run python -m benchmarks.quality --raise")
            elif value < entry["floor"]:
                found.append(f"{gold} {name}: {value:.4f} is below its floor {entry['floor']}")
    for gold, entries in floors.items():
        for name, entry in entries.items():
            if name != "sha256" and entry["floor"] < entry["best"] - SLACK - 1e-9 and not entry.get("lowered_because"):
                found.append(f"{gold} {name}: floor {entry['floor']} was lowered from {entry['best']} without a reason")
    for gold, digest in digests().items():
        if gold in floors and floors[gold].get("sha256") != digest:
            found.append(
                f"{gold}: the gold changed; look at the figures, then run python -m benchmarks.quality --raise"
            )
    return found


def digests() -> dict[str, str]:
    """Return the digest of each of the project's own gold files, so that no floor is met by changing the gold."""

    def digest(*paths: Path) -> str:
        return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]

    gold, letters = ROOT / "corpora/gold", sorted((ROOT / "corpora/letters").glob("*.jsonl"))
    return {
        "own.practices": digest(gold / "practices.jsonl"),
        "own.reports": digest(gold / "reports.jsonl"),
        "own.redact": digest(gold / "redact.jsonl"),
        "own.names": digest(gold / "names.jsonl"),
        "second.practices": digest(gold / "practices_second.jsonl"),
        "second.names": digest(gold / "names_second.jsonl"),
        "own.letters_held_out": digest(*letters),
        "own.hard_letters": digest(gold / "hard_letters.jsonl"),
        "own.clusters": digest(*letters),
        "own.clusters_one_place": digest(*ONE_PLACE),
    }


def raised(measured: Measured, floors: Mapping[str, Any]) -> str:
    """Return floors.toml with every floor at least at the measured value less the slack; no floor goes down."""
    out = ['# Floors of python -m benchmarks.quality --gate. To lower one, add lowered_because = "…" beside it.\n']
    known = digests()
    for gold, figures in measured.items():
        out.append(f"[{json.dumps(gold)}]")
        if gold in known:
            out.append(f'sha256 = "{known[gold]}"')
        for name, value in figures.items():
            entry = floors.get(gold, {}).get(name, {"floor": 0.0, "best": 0.0})
            best = max(entry["best"], round(value, 4))
            floor = max(entry["floor"], round(value - SLACK, 4), 0.0)
            why = (
                f", lowered_because = {json.dumps(entry['lowered_because'], ensure_ascii=False)}"
                if entry.get("lowered_because")
                else ""
            )
            out.append(f"{json.dumps(name)} = {{ floor = {floor}, best = {best}{why} }}")
        out.append("")
    return "\n".join(out)


def main() -> None:
    """Measure, print, and gate or raise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gate", action="store_true", help="fail when a figure is below its floor")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="raise the floors to what was measured")
    options = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = {name: measure() for name, measure in (own() | shared()).items()}
    print_table(measured, floors)
    if options.raise_:
        if not SHARED.is_dir():
            sys.exit("--raise needs the development data beside the checkout, or its floors would be lost")
        FLOORS.write_text(raised(measured, floors), encoding="utf-8")
    if options.gate:
        found = problems(measured, floors)
        print("\n".join(found), file=sys.stderr)
        sys.exit(bool(found))


if __name__ == "__main__":
    main()
