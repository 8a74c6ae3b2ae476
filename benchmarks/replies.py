"""Scores of answers against judgements: ``python -m benchmarks.replies ../shared/data/letters_replies.jsonl``.

``corpora/gold/replies.jsonl`` holds ids and judgements only (no text): 100 pairs drawn with seed 7, read and judged before
their scores were seen; the thresholds were chosen on the half ``dev``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from textgov.resources import resource
from textgov.stages.export.replies import level
from textgov.stages.replies import check_reply
from textgov.types import ReplyCheck

CRITERIA = ("relevance", "completeness", "explanation")
_LEVELS = ("bad", "middling", "good")


def agreement(path: Path) -> Iterator[tuple[str, str, float, float]]:
    """Yield (half, criterion, linearly weighted kappa, share of equal levels) for the pairs in ``path`` (JSON lines)."""
    from sklearn.metrics import cohen_kappa_score

    gold = [json.loads(line) for line in (resource("corpora/gold") / "replies.jsonl").read_text("utf-8").splitlines()]
    rows = {row["id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    scored = {one["id"]: _check(rows[one["id"]]) for one in gold}
    for half in ("dev", "test"):
        judged = [one for one in gold if one["half"] == half]
        for criterion in CRITERIA:
            wanted = [one[criterion] for one in judged]
            found = [level(getattr(scored[one["id"]], criterion).score) for one in judged]
            kappa = cohen_kappa_score(wanted, found, labels=list(_LEVELS), weights="linear")
            yield half, criterion, float(kappa), sum(a == b for a, b in zip(wanted, found, strict=True)) / len(wanted)


def _check(row: dict[str, str]) -> ReplyCheck:
    return check_reply(row["id"], title=row["title"], text=row["text"], reply=row["reply"])


if __name__ == "__main__":
    for half, criterion, kappa, equal in agreement(Path(sys.argv[1])):
        print(f"{half:5} {criterion:13} weighted kappa {kappa:.2f}  equal {equal:.2f}")
