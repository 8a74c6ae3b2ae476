"""Letters a second of tagging and routing, on one core, beside jieba cutting the same letters in the same process.

``python -m benchmarks.throughput [--quick]``
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

# One core: numpy's linear algebra would take the others too. It reads this when it is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from textgov import api
from textgov.types import Document

ROOT = Path(__file__).resolve().parents[1]


def letters(least: int) -> list[Document]:
    """Return at least ``least`` letters of corpora/letters, repeated under other ids."""
    lines = [
        line for path in sorted((ROOT / "corpora/letters").glob("*.jsonl")) for line in path.open(encoding="utf-8")
    ]
    found = [Document(row["id"], row["text"], "letter", row["title"]) for row in map(json.loads, lines)]
    times = -(-least // len(found))
    return [Document(f"{d.id}-{n}", d.text, d.kind, d.title) for n in range(times) for d in found]


def seconds(work: Callable[[], object], repeat: int) -> float:
    """Return the best CPU time of ``repeat`` calls, in seconds."""
    best = float("inf")
    for _ in range(repeat):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    """Print one line a stage: letters a second, and the ratio to jieba's cut."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer letters, one repetition")
    quick = parser.parse_args().quick
    sample = letters(1_000 if quick else 5_000)
    repeat = 1 if quick else 3
    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    stages: dict[str, Callable[[], object]] = {
        "jieba.cut (reference)": lambda: [list(jieba.cut(d.text)) for d in sample],
        "textgov.segment": lambda: api.segment(sample),
        "textgov.tag": lambda: api.tag(sample, kind="letter"),
        "textgov.route": lambda: api.route(sample),
        "textgov.redact": lambda: api.redact(sample),
    }
    for name in list(stages)[1:]:
        getattr(api, name.removeprefix("textgov."))(
            letters(1)
        )  # start-up is not what is measured here: rules are compiled where first met
    characters = sum(len(d.text) for d in sample) / len(sample)
    print(f"{len(sample)} letters of {characters:.0f} characters on average\n")
    print("| stage | letters/s | times jieba.cut |\n|---|---:|---:|")
    reference, both = 0.0, 0.0
    for name, work in stages.items():
        took = seconds(work, repeat)
        reference = reference or took
        both += took if name in ("textgov.tag", "textgov.route") else 0.0
        print(f"| {name} | {len(sample) / took:,.0f} | {reference / took:.1f} |")
    print(f"| tag + route | {len(sample) / both:,.0f} | {reference / both:.1f} |")


if __name__ == "__main__":
    main()
