"""Compare ways to route: ``python -m benchmarks.routing``. Needs ``../shared``; takes about fifteen minutes.

Every way is measured four times: folds over the coded letters; learned from one collection and read on the other, both
ways; and on the project's own held-out letters, which are short and from villages and towns that no other letter is from.
Prints the table of docs/routing.md. ``--rules`` prints instead how often each routing rule is right.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.routing_data import Letter, coded_letters, own_letters, unlabelled_texts
from benchmarks.train_router import MIX, SEED, Space, combined, fitted, label_sets, weights_of
from textgov.codebook import default_codebook
from textgov.stages.route.signals import SignalFinder
from textgov.stages.segment import split_sentences
from textgov.stages.train.features import near_duplicates
from textgov.stages.train.fit import folds

SHORT = 100
Predict = Callable[[Sequence[int], Sequence[int]], list[str]]


def splits(letters: Sequence[Letter], held: Sequence[Letter]) -> Iterator[tuple[str, list[int], list[int]]]:
    """Yield name, letters to learn from and letters to read, as numbers into ``letters + held``."""
    source = [letter.source for letter in letters]
    own = [k for k, name in enumerate(source) if name == "own"]
    fold_of = folds([x.body for x in letters], near_duplicates([x.text for x in letters]), parts=4, seed=SEED)
    coded = [k for k, name in enumerate(source) if name != "own"]
    yield "折", [k for k in range(len(letters)) if fold_of[k]], [k for k in coded if not fold_of[k]]
    for learn, read in (("train", "pool"), ("pool", "train")):
        yield (
            f"{learn}→{read}",
            own + [k for k, name in enumerate(source) if name == learn],
            [k for k, name in enumerate(source) if name == read],
        )
    yield "自编", list(range(len(letters))), list(range(len(letters), len(letters) + len(held)))


def single(matrix: Any, letters: Sequence[Letter], make: Callable[[], Any], *, own: bool = True) -> Predict:
    """Return a way that fits one classifier on bodies."""

    def predict(learn: Sequence[int], read: Sequence[int]) -> list[str]:
        used = [k for k in learn if own or letters[k].source != "own"]
        weights = weights_of([letters[k] for k in used])
        machine = make().fit(matrix[used], [letters[k].body for k in used], sample_weight=weights)
        return list(machine.predict(matrix[list(read)]))

    return predict


def ratio_scaled(matrix: Any, letters: Sequence[Letter], make: Callable[[], Any]) -> Predict:
    """Return NB-SVM (Wang & Manning 2012): a machine a body on features scaled by their log-count ratio."""

    def predict(learn: Sequence[int], read: Sequence[int]) -> list[str]:
        gold = np.array([letters[k].body for k in learn])
        x, y = matrix[list(learn)], matrix[list(read)]
        names, margins = sorted(set(gold)), []
        for name in names:
            inside = gold == name
            ratio = np.log((x[inside].sum(axis=0) + 1) / (1 + inside.sum())) - np.log(
                (x[~inside].sum(axis=0) + 1) / (1 + (~inside).sum())
            )
            scaled = np.asarray(ratio)
            machine = make().fit(x.multiply(scaled).tocsr(), inside)
            margins.append(machine.decision_function(y.multiply(scaled).tocsr()))
        return [names[k] for k in np.argmax(margins, axis=0)]

    return predict


def two_heads(matrix: Any, letters: Sequence[Letter], uncoded: Any = None) -> Predict:
    """Return the shipped way: issue and body heads together, with or without self-training."""

    def predict(learn: Sequence[int], read: Sequence[int]) -> list[str]:
        used = [letters[k] for k in learn]
        issues, bodies = label_sets(used)
        one = fitted(matrix[list(learn)], used, uncoded)
        issue, body = one.scores(matrix[list(read)], issues, bodies)
        belief = combined(issue, body, one.link, scales=(4.0, 4.0), mix=MIX)
        return [bodies[k] for k in belief.argmax(axis=1)]

    return predict


def ways(letters: Sequence[Letter]) -> Iterator[tuple[str, Predict]]:
    """Yield the ways that are compared, simplest first."""
    import rjieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    def svm() -> Any:
        return LinearSVC(C=0.7, tol=1e-3, random_state=SEED)

    texts = [letter.text for letter in letters]
    more = unlabelled_texts(letters)
    words = TfidfVectorizer(analyzer=rjieba.cut, sublinear_tf=True, min_df=2).fit_transform(texts)
    yield "词,线性 SVM", single(words, letters, svm)
    space = Space.from_texts([*texts, *more], tuple(default_codebook().issues))
    matrix, uncoded = space.rows(texts), space.rows(more)
    n, d = len(space.terms), len(space.components)
    grams = matrix[:, :n].tocsr()
    yield "字,补集朴素贝叶斯", single(grams, letters, ComplementNB)
    yield "字,逻辑回归", single(grams, letters, lambda: LogisticRegression(C=10, max_iter=200))
    yield "字,线性 SVM,不用自编来信", single(grams, letters, svm, own=False)
    yield "字,线性 SVM", single(grams, letters, svm)
    yield "字,NB-SVM", ratio_scaled(grams, letters, svm)
    yield "字,诉求和部门两个头", two_heads(grams, letters)
    forms = matrix.copy()
    forms = forms[:, [*range(n), *range(n + d, matrix.shape[1])]].tocsr()
    yield "+ 编码本词形", two_heads(forms, letters)
    yield "+ 潜在语义", two_heads(matrix, letters)
    yield "+ 未编码来信(自带模型)", two_heads(matrix, letters, uncoded)


def right(letters: Sequence[Letter], read: Sequence[int], found: Sequence[str]) -> NDArray[np.bool_]:
    """Say of each letter whether the body is one that counts as right."""
    return np.array([body in letters[k].fine for k, body in zip(read, found, strict=True)])


def main() -> None:
    """Print the table."""
    letters, held = [*coded_letters(), *own_letters(held=False)], own_letters(held=True)
    together = [*letters, *held]
    parts = list(splits(letters, held))
    print("| 做法 | " + " | ".join(f"{name} | 短信" if name != "自编" else name for name, _, _ in parts) + " |")
    print("|---" * (len(parts) * 2) + "|")
    for name, predict in ways(together):
        cells = []
        for part, learn, read in parts:
            fine = right(together, read, predict(learn, read))
            cells.append(f"{fine.mean():.3f}")
            if part != "自编":
                short = np.array([together[k].length < SHORT for k in read])
                cells.append(f"{fine[short].mean():.3f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


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
    rules() if "--rules" in sys.argv[1:] else main()
