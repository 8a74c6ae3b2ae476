"""Compare ways to route: ``python -m benchmarks.routing``. Needs ``../shared``; takes about half an hour.

Every way is measured four times: on a fold of the coded letters; learned from one collection and read on the other, both
ways; and on the project's own held-out letters, which are short and from villages and towns that no other letter is from.
Prints the table of docs/routing.md. ``--sets`` prints instead how often conformal sets hold the lead body and how sure and
right routed letters are, ``--rules`` how often each routing rule is right.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.router_features import SEED, Space
from benchmarks.router_fit import Calibration, Judged, calibrated, fitted, measured, scored
from benchmarks.routing_data import Letter, coded_letters, development_letters, messages, own_letters, unlabelled_texts
from benchmarks.routing_ways import Way, ways
from textgov.codebook import default_codebook
from textgov.stages.route.signals import SignalFinder
from textgov.stages.segment import split_sentences
from textgov.stages.train.evaluation import calibration_error
from textgov.stages.train.features import near_duplicates
from textgov.stages.train.fit import folds

SHORT = 100
# Coverages of conformal sets.
ASKED = (0.8, 0.85, 0.9, 0.95)
Split = tuple[str, list[int], list[int]]


def splits(letters: Sequence[Letter], held: Sequence[Letter]) -> Iterator[Split]:
    """Yield name, letters to learn from and letters to read, as numbers into ``letters + held``."""
    source = [letter.source for letter in letters]
    own = [k for k, name in enumerate(source) if name in ("own", "message")]
    fold_of = folds([x.body for x in letters], near_duplicates([x.text for x in letters]), parts=4, seed=SEED)
    coded = [k for k, name in enumerate(source) if name in ("train", "pool")]
    yield "折", [k for k in range(len(letters)) if fold_of[k]], [k for k in coded if not fold_of[k]]
    for learn, read in (("train", "pool"), ("pool", "train")):
        yield (
            f"{learn}→{read}",
            own + [k for k, name in enumerate(source) if name == learn],
            [k for k, name in enumerate(source) if name == read],
        )
    yield "自编", list(range(len(letters))), list(range(len(letters), len(letters) + len(held)))


def cells(letters: Sequence[Letter], parts: Sequence[Split], way: Way) -> Iterator[str]:
    """Yield body / issue accuracy a split, and of short letters apart; ``-`` where the way gives no issue."""
    for name, learn, read in parts:
        issues, bodies = way(learn, read)
        fine = np.array([body in letters[k].fine for k, body in zip(read, bodies, strict=True)])
        same = np.array([letters[k].issue == issue for k, issue in zip(read, issues, strict=True)])
        kept = [np.ones(len(read), bool)]
        if name != "自编":
            kept.append(np.array([letters[k].length < SHORT for k in read]))
        for some in kept:
            yield f"{fine[some].mean():.3f} / {same[some].mean():.3f}"


def main() -> None:
    """Print the table."""
    letters, held = [*coded_letters(), *own_letters(held=False), *messages()], own_letters(held=True)
    together = [*letters, *held]
    parts = list(splits(letters, held))
    print("| 做法 | " + " | ".join(f"{name} | 短信" if name != "自编" else name for name, _, _ in parts) + " |")
    print("|---" * (len(parts) * 2) + "|")
    for name, way in ways(together):
        print(f"| {name} | " + " | ".join(cells(together, parts, way)) + " |", flush=True)


def sets() -> None:
    """Print coverage and size of conformal sets, calibration and abstention: calibrated on a fold, read there and elsewhere."""
    letters, held = [*coded_letters(), *own_letters(held=False), *messages()], own_letters(held=True)
    together = [*letters, *held, *development_letters()]
    more = unlabelled_texts(letters)
    space = Space.from_texts([*(x.text for x in letters), *more], tuple(default_codebook().issues))
    rows, openings = space.rows([x.text for x in together]), space.rows([x.opening for x in together])
    uncoded = space.rows(more)
    known: tuple[Calibration, Sequence[float], float] | None = None
    print("| 学→读 | 封数 | " + " | ".join(f"要 {x:.0%}" for x in ASKED) + " | 把握差 | 直接派 | 其中正确 |")
    print("|---" * (len(ASKED) + 5) + "|")
    for name, learn, read in splits(letters, held):
        used = [together[k] for k in learn]
        one = fitted(rows[learn], used, uncoded)
        # the development letters come after the held-out ones, read by heads that learned from all
        parts = {name: read} if name != "自编" else {name: read, "开发集": list(range(read[-1] + 1, len(together)))}
        for part, some in parts.items():
            seen = scored(one, rows[some], openings[some], [together[k] for k in some], used)
            if known is None:
                calibration = calibrated(seen)
                quality, surprise = measured(seen, calibration)
                known = calibration, surprise, quality.threshold
            print(f"| {part} | {len(some)} | " + " | ".join(unseen_quality(seen, *known)) + " |", flush=True)


def unseen_quality(
    seen: Judged, calibration: Calibration, surprise: Sequence[float], threshold: float
) -> Iterator[str]:
    """Yield coverage and mean size of each set asked for, calibration error, share routed, and right among these."""
    belief = seen.belief(calibration)
    top, letters = belief.argmax(axis=1), np.arange(len(belief))
    for coverage in ASKED:
        inside = belief >= 1 - surprise[int(np.ceil(coverage * (len(surprise) - 1)))]
        inside[letters, top] = True
        held = inside[letters, [seen.bodies.index(letter.body) for letter in seen.letters]]
        yield f"{held.mean():.3f}({inside.sum(axis=1).mean():.1f})"
    right = seen.fine[letters, top]
    kept = belief.max(axis=1) >= threshold
    yield f"{calibration_error(belief.max(axis=1), right):.3f}"
    yield f"{kept.mean():.3f}"
    yield f"{right[kept].mean():.3f}"


def rules() -> None:
    """Print how often each routing rule fired, and how often its body counts as right."""
    book = default_codebook()
    finder = SignalFinder.from_codebook(book)
    fired: Counter[str] = Counter()
    fine: Counter[str] = Counter()
    wrong: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for letter in [*coded_letters(), *own_letters(held=False)]:
        for rule, _ in finder.find(letter.text, split_sentences(letter.text)).fired:
            fired[rule.id] += 1
            fine[rule.id] += rule.body in letter.fine
            if rule.body not in letter.fine:
                wrong[rule.id][letter.body] += 1
    for rule in book.routing:
        print(f"{rule.id}\t{fine[rule.id]}/{fired[rule.id]}\t{dict(wrong[rule.id].most_common(3))}")


if __name__ == "__main__":
    {"--rules": rules, "--sets": sets}.get(" ".join(sys.argv[1:]), main)()
