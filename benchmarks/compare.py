"""Seconds and memory of comparing many reports, on one core; page and tables written.

``python -m benchmarks.compare [--quick]``
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from textgov import api, research
from textgov.types import Document

ROOT = Path(__file__).resolve().parents[1]
_CHARACTERS = 2_000


def reports(count: int) -> list[Document]:
    """Return ``count`` reports of 2,000 characters, each a different mixture of the paragraphs of corpora/reports."""
    read = api.read(ROOT / "corpora/reports").documents
    paragraphs = [line for document in read for line in document.text.split("\n") if line.strip()]
    made = []
    for number in range(count):
        text, place = "", number * 7
        while len(text) < _CHARACTERS:
            text += paragraphs[place % len(paragraphs)] + "\n"
            place += 1 + number % 11
        like = read[number % len(read)]
        date = f"{2010 + number % 15}-06-01"
        made.append(Document(f"{like.id}-{number}", text[:_CHARACTERS], "report", like.title, date, place=like.place))
    return made


def main() -> None:
    """Print one line: reports, characters, seconds, peak memory, size of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer reports")
    sample = reports(100 if parser.parse_args().quick else 1_000)
    with tempfile.TemporaryDirectory() as folder:
        begin, began = time.perf_counter(), time.process_time()
        research.compare(sample, output=folder)
        took, used = time.perf_counter() - begin, time.process_time() - began
        page = (Path(folder) / "report.html").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| reports | characters | s | CPU s | MB | page MB |\n|---:|---:|---:|---:|---:|---:|")
    size = sum(len(report.text) for report in sample)
    print(f"| {len(sample):,} | {size:,} | {took:.1f} | {used:.1f} | {memory:.0f} | {page / 1e6:.1f} |")


if __name__ == "__main__":
    main()
