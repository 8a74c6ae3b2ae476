"""The figures by which quality is measured, from gold rows and output rows; definitions as in the development scorers.

Every function takes ``{id: row}`` mappings and returns ``{figure: value}``. A gold row whose id is missing in the output
counts as wrong, never as absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from textgov.types import Name

Rows = Mapping[str, Mapping[str, Any]]
Figures = dict[str, float]


def f1(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Return precision, recall and F1 from counts."""
    precision = hits / found if found else 0.0
    recall = hits / wanted if wanted else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def tags(gold: Rows, out: Rows) -> Figures:
    """Micro and macro F1 of codes over paragraphs, share of exact quotes, F1 of the statuses planned and problem."""
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    status = {name: Counter[str]() for name in ("planned", "problem")}
    quotes = exact = 0
    for key, row in gold.items():
        codes = {code["id"]: code["status"] for code in row["codes"]}
        tagged = {t["code"]: t for t in out.get(key, {}).get("tags", []) if t["code"] not in row.get("maybe", [])}
        wanted.update(list(codes))
        found.update(list(tagged))
        hits.update(codes.keys() & tagged.keys())
        for code, tag in tagged.items():
            for evidence in tag["evidence"]:
                quotes += 1
                exact += (
                    bool(evidence["quote"]) and row["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
                )
            if code in codes:
                for name, count in status.items():
                    count["wanted"] += codes[code] == name
                    count["found"] += tag["status"] == name
                    count["hits"] += codes[code] == tag["status"] == name
    micro = f1(hits.total(), found.total(), wanted.total())
    common = [code for code in wanted if wanted[code] >= 3]
    macro = sum(f1(hits[c], found[c], wanted[c])[2] for c in common) / max(1, len(common))
    return {
        "micro_f1": micro[2],
        "macro_f1": macro,
        "evidence_exact": exact / max(1, quotes),
        **{f"{name}_f1": f1(c["hits"], c["found"], c["wanted"])[2] for name, c in status.items()},
    }


def figures(gold: Rows, out: Rows) -> Figures:
    """F1 of (value, unit) with overlapping quote, and how often ``planned`` is right."""
    hits = found = wanted = planned = 0
    for key, row in gold.items():
        left = list(out.get(key, {}).get("figures", []))
        for figure in row.get("figures_maybe", []):
            match = next((one for one in left if _same_value(figure, one) and _overlap(figure, one)), None)
            if match is not None:
                left.remove(match)
        found += len(left)
        wanted += len(row["figures"])
        for figure in row["figures"]:
            for one in left:
                if _same_value(figure, one) and figure["unit"] == one["unit"] and _overlap(figure, one):
                    hits += 1
                    planned += bool(one["planned"]) == bool(figure.get("planned"))
                    left.remove(one)
                    break
    return {"f1": f1(hits, found, wanted)[2], "planned_accuracy": planned / max(1, hits)}


def _same_value(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if a["value"] is None or b["value"] is None:
        return a["value"] is b["value"]
    return abs(float(a["value"]) - float(b["value"])) < 1e-6


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    short, text = a["quote"], b["quote"]
    return any(short[i : i + 3] in text for i in range(max(1, len(short) - 2)))


def routes(gold: Rows, out: Rows) -> Figures:
    """Top-1, top-3, issue accuracy, coverage and accuracy of what was routed, recall and precision of urgent."""
    top1 = top3 = issue = kept = right = 0
    urgent = Counter[str]()
    for key, row in gold.items():
        route = out.get(key, {})
        fine = set(row.get("bodies_ok") or [row["body"]])
        ranked = [alternative["body"] for alternative in route.get("alternatives", [])]
        first = route.get("body")
        if route.get("abstained") and ranked and "triage" not in fine:
            first = ranked[0]
        top1 += first in fine
        top3 += bool(fine & {first, *ranked[:3]})
        issue += route.get("issue") == row.get("issue")
        if route and not route["abstained"]:
            kept += 1
            right += first in fine
        urgent["hits"] += bool(route.get("urgent")) and bool(row.get("urgent"))
        urgent["found"] += bool(route.get("urgent"))
        urgent["wanted"] += bool(row.get("urgent"))
    n = max(1, len(gold))
    precision, recall, _ = f1(urgent["hits"], urgent["found"], urgent["wanted"])
    return {
        "top1": top1 / n,
        "top3": top3 / n,
        "issue_accuracy": issue / n,
        "coverage": kept / n,
        "accuracy_when_routed": right / max(1, kept),
        "urgent_recall": recall,
        "urgent_precision": precision,
    }


def labels(gold: Rows, out: Rows) -> Figures:
    """Accuracy and macro F1 of the user's own labels."""
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for key, row in gold.items():
        ranked = [alternative["body"] for alternative in out.get(key, {}).get("alternatives", [])]
        got = ranked[0] if ranked else ""
        wanted[row["label"]] += 1
        found[got] += 1
        hits[got] += got == row["label"]
    macro = sum(f1(hits[c], found[c], wanted[c])[2] for c in wanted) / max(1, len(wanted))
    return {"accuracy": hits.total() / max(1, len(gold)), "macro_f1": macro}


def clusters(gold: Mapping[str, Any], out: Rows) -> Figures:
    """B-cubed F1 (Bagga & Baldwin 1998) on the gold letters, groups found, gold singletons left alone."""
    truth = {letter: number for number, group in enumerate(gold["groups"]) for letter in group["ids"]}
    maybe = {letter for group in gold["groups"] for letter in group.get("maybe", [])}
    got = {key: row.get("cluster") for key, row in out.items()}
    size = Counter(cluster for key, cluster in got.items() if cluster is not None and key not in maybe)
    wanted = Counter(truth.values())
    both = Counter((group, got.get(letter)) for letter, group in truth.items())
    precision = recall = 0.0
    for letter, group in truth.items():
        cluster = got.get(letter)
        precision += both[group, cluster] / size[cluster] if cluster is not None else 1.0
        recall += (both[group, cluster] if cluster is not None else 1) / wanted[group]
    p, r = precision / max(1, len(truth)), recall / max(1, len(truth))
    single = gold["singletons"]
    alone = sum(got.get(letter) is None or size[got[letter]] == 1 for letter in single) / max(1, len(single))
    good = Counter[int]()
    for (group, cluster), shared in both.items():
        if cluster is not None and shared / size[cluster] >= 0.5:
            good[group] = max(good[group], shared)
    found = sum(good[group] / wanted[group] >= 0.5 for group in wanted)
    return {
        "bcubed_f1": 2 * p * r / (p + r) if p + r else 0.0,
        "groups_found": found / max(1, len(wanted)),
        "singletons_alone": alone,
    }


# Named officials are reported apart: masking them is the user's choice. The soft types are not direct identifiers.
_PUBLIC, _SOFT = {"OFFICIAL"}, {"SELF", "KIN", "EMPLOYER"}


def spans(gold: Rows, out: Rows) -> Figures:
    """Recall (all and direct identifiers), precision, share of clean letters touched."""
    found, wanted = Counter[str](), Counter[str]()
    right = predicted = clean = touched = 0
    for key, row in gold.items():
        masked = out.get(key, {}).get("spans", [])
        covered = {i for span in masked for i in range(span["start"], span["end"])}
        for span in row["spans"]:
            wanted[span["type"]] += 1
            inside = sum(i in covered for i in range(span["start"], span["end"]))
            found[span["type"]] += inside >= 0.8 * (span["end"] - span["start"])
        predicted += len(masked)
        right += sum(any(m["start"] < s["end"] and s["start"] < m["end"] for s in row["spans"]) for m in masked)
        if not row["spans"]:
            clean += 1
            touched += bool(masked)
    private = [kind for kind in wanted if kind not in _PUBLIC]
    direct = [kind for kind in private if kind not in _SOFT]
    return {
        "recall": sum(found[k] for k in private) / max(1, sum(wanted[k] for k in private)),
        "recall_direct": sum(found[k] for k in direct) / max(1, sum(wanted[k] for k in direct)),
        "precision": right / max(1, predicted),
        "clean_untouched": 1 - touched / max(1, clean),
    }


def names(gold: Rows, out: Mapping[str, tuple[Name, ...]]) -> Figures:
    """Precision and recall of names, by exact place and type: all together, and streets, communities, villages …."""
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for key, row in gold.items():
        marked = {(name["start"], name["end"], name["type"]) for name in row["names"]}
        given = {(name.start, name.end, name.type) for name in out.get(key, ())}
        wanted.update(kind for *_, kind in marked)
        found.update(kind for *_, kind in given)
        hits.update(kind for *_, kind in marked & given)
    places = ("street", "town", "community", "village")
    figures = {}
    for label, kinds in {
        "all": tuple(wanted | found),
        "places": places,
        **{kind: (kind,) for kind in sorted(wanted)},
    }.items():
        counts = (sum(counter[kind] for kind in kinds) for counter in (hits, found, wanted))
        figures[f"{label}.precision"], figures[f"{label}.recall"], _ = f1(*counts)
    return figures
