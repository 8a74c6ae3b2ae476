"""The ways to route that ``benchmarks.routing`` compares: each learns from some letters and names issue and body of others.

Those of fastText and gensim are left out where these are not installed (``pip install fasttext gensim``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.router_features import SEED, Space
from benchmarks.router_fit import COST, MIX, WEIGHTS, combined, fitted, label_sets, weights_of
from benchmarks.routing_data import SHARED, Letter, rows, unlabelled_texts, whole
from textgov.codebook import default_codebook
from textgov.models import softmax
from textgov.stages.train.fit import folds

Names = Sequence[str]
Way = Callable[[Sequence[int], Sequence[int]], tuple[Names, Names]]
# Fits labels on rows (with weights) and gives scores of other rows and the labels' order.
Fit = Callable[[Any, Names, NDArray[np.float64], Any], tuple[NDArray[np.float64], Names]]
_SCALE = 4.0


def single(matrix: Any, letters: Sequence[Letter], fit: Fit, *, own: bool = True) -> Way:
    """Return a way with two classifiers that know nothing of each other, one for issues and one for bodies."""

    def predict(learn: Sequence[int], read: Sequence[int]) -> tuple[Names, Names]:
        used = [k for k in learn if own or letters[k].source not in WEIGHTS]
        weights = weights_of([letters[k] for k in used])
        found = []
        for labels in ([letters[k].issue for k in used], [letters[k].body for k in used]):
            scores, names = fit(matrix[used], labels, weights, matrix[list(read)])
            found.append([names[k] for k in scores.argmax(axis=1)])
        return found[0], found[1]

    return predict


def sklearn_fit(make: Callable[[], Any]) -> Fit:
    """Return a fit by a scikit-learn classifier."""

    def fit(x: Any, labels: Names, weights: NDArray[np.float64], y: Any) -> tuple[NDArray[np.float64], Names]:
        machine = make().fit(x, list(labels), sample_weight=weights)
        scores = machine.decision_function(y) if hasattr(machine, "decision_function") else machine.predict_proba(y)
        return np.asarray(scores), list(machine.classes_)

    return fit


def ratio_fit(x: Any, labels: Names, weights: NDArray[np.float64], y: Any) -> tuple[NDArray[np.float64], Names]:
    """Fit NB-SVM (Wang & Manning 2012): a machine a label on features scaled by their log-count ratio."""
    gold, scores = np.array(labels), []
    for name in (names := sorted(set(labels))):
        inside = gold == name
        ratio = np.log((x[inside].sum(axis=0) + 1) / (1 + inside.sum())) - np.log(
            (x[~inside].sum(axis=0) + 1) / (1 + (~inside).sum())
        )
        scaled = np.asarray(ratio)
        machine = _svm().fit(x.multiply(scaled).tocsr(), inside, sample_weight=weights)
        scores.append(machine.decision_function(y.multiply(scaled).tocsr()))
    return np.transpose(scores), names


def fasttext_way(letters: Sequence[Letter]) -> Way:
    """Return fastText (Joulin et al. 2017) on characters and their trigrams."""
    import tempfile

    import fasttext

    lines = [" ".join("".join(letter.text.split())) for letter in letters]

    def predict(learn: Sequence[int], read: Sequence[int]) -> tuple[Names, Names]:
        found = []
        for labels in ([letters[k].issue for k in learn], [letters[k].body for k in learn]):
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
                file.writelines(f"__label__{label} {lines[k]}\n" for k, label in zip(learn, labels, strict=True))
                file.flush()
                model = fasttext.train_supervised(
                    file.name, epoch=25, lr=0.5, wordNgrams=3, dim=64, bucket=200_000, thread=1, verbose=0
                )
            found.append([model.f.predict(lines[k], 1, 0.0, "strict")[0][1].removeprefix("__label__") for k in read])
        return found[0], found[1]

    return predict


def vectors(texts: Sequence[str], used: int) -> NDArray[np.float64]:
    """Return mean word2vec vectors (gensim; Mikolov et al. 2013) of the first ``used`` texts, learned from all."""
    import rjieba
    from gensim.models import Word2Vec

    cut = [rjieba.cut(text) for text in texts]
    model = Word2Vec(cut, vector_size=100, min_count=5, epochs=8, sg=1, workers=1, seed=SEED)
    known = [[word for word in words if word in model.wv] for words in cut[:used]]
    mean = np.array([model.wv[words].mean(axis=0) if words else np.zeros(100) for words in known])
    return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9))


def stacked(matrix: Any, letters: Sequence[Letter], top: Sequence[str | None]) -> Way:
    """Return stacking (Wolpert 1992): scores for issue, body and top-level label, themselves made on inner folds, as features.

    ``top`` are the labels of letters_train where a letter has one; those of the letters to be read are not looked at.
    """
    from sklearn.linear_model import LogisticRegression

    def predict(learn: Sequence[int], read: Sequence[int]) -> tuple[Names, Names]:
        used, known = list(learn), [k for k in learn if top[k]]
        tasks = [(used, [letters[k].issue for k in used]), (used, [letters[k].body for k in used])]
        if known:
            tasks.append((known, [str(top[k]) for k in known]))
        inner = folds([letters[k].body for k in used], np.arange(len(used)), parts=3, seed=SEED)
        fold_of = dict(zip(used, inner.tolist(), strict=True))
        first, second = [], []
        for rows_, labels in tasks:
            names = sorted(set(labels))
            seen = np.zeros((len(used), len(names)))
            for fold in range(3):
                kept = [(k, label) for k, label in zip(rows_, labels, strict=True) if fold_of[k] != fold]
                at = np.flatnonzero(inner == fold)
                seen[at] = _scores(matrix, kept, names, [used[k] for k in at])
            first.append(softmax(seen * _SCALE))
            second.append(softmax(_scores(matrix, list(zip(rows_, labels, strict=True)), names, list(read)) * _SCALE))
        found = []
        for _, labels in tasks[:2]:
            machine = LogisticRegression(C=3, max_iter=500).fit(np.hstack(first), labels)
            found.append(list(machine.predict(np.hstack(second))))
        return found[0], found[1]

    return predict


def _scores(matrix: Any, kept: Sequence[tuple[int, str]], names: Names, read: Sequence[int]) -> NDArray[np.float64]:
    machine = _svm().fit(matrix[[k for k, _ in kept]], [label for _, label in kept])
    out = np.full((len(read), len(names)), -2.0)
    out[:, [names.index(name) for name in machine.classes_]] = machine.decision_function(matrix[read])
    return out


def two_heads(matrix: Any, letters: Sequence[Letter], uncoded: Any = None, *, also: bool = True) -> Way:
    """Return the shipped way, multi-task: body from the body head and from the issue head through P(body | issue).

    ``also`` counts the coders' second choices, ``uncoded`` are rows for self-training.
    """

    def predict(learn: Sequence[int], read: Sequence[int]) -> tuple[Names, Names]:
        used = [
            letters[k] if also else replace(letters[k], also=None, fine=frozenset([letters[k].body])) for k in learn
        ]
        issues, bodies = label_sets(used)
        one = fitted(matrix[list(learn)], used, uncoded)
        issue, body = one.scores(matrix[list(read)], issues, bodies)
        belief = combined(issue, body, one.link, scales=(_SCALE, _SCALE), mix=MIX)
        return [issues[k] for k in issue.argmax(axis=1)], [bodies[k] for k in belief.argmax(axis=1)]

    return predict


def _svm() -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(C=COST, tol=1e-2, random_state=SEED)


def _logistic() -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    class Weighted(OneVsRestClassifier):  # type: ignore[misc]  # scikit-learn has no types
        def fit(self, x: Any, y: Any, sample_weight: Any = None) -> Any:
            return super().fit(x, y)

    return Weighted(LogisticRegression(C=20, solver="liblinear", tol=1e-2))


def top_labels(letters: Sequence[Letter]) -> list[str | None]:
    """Return the top-level label of each letter that is from letters_train."""
    known = {whole(row): row["label"] for row in rows(SHARED / "data/letters_train.jsonl")}
    return [known.get(letter.text) for letter in letters]


def ways(letters: Sequence[Letter]) -> Iterator[tuple[str, Way]]:
    """Yield the ways that are compared, simplest first."""
    import rjieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.naive_bayes import ComplementNB

    texts = [letter.text for letter in letters]
    more = unlabelled_texts(letters)
    svm = sklearn_fit(_svm)
    words = TfidfVectorizer(analyzer=rjieba.cut, sublinear_tf=True, min_df=2).fit_transform(texts)
    yield "词,线性 SVM", single(words, letters, svm)
    space = Space.from_texts([*texts, *more], tuple(default_codebook().issues))
    matrix, uncoded = space.rows(texts), space.rows(more)
    n, d = len(space.terms), len(space.components)
    grams = matrix[:, :n].tocsr()
    if find_spec("gensim"):
        yield "词向量(gensim)平均,线性 SVM", single(vectors([*texts, *more], len(texts)), letters, svm)
    if find_spec("fasttext"):
        yield "字,fastText", fasttext_way(letters)
    yield "字,补集朴素贝叶斯", single(grams, letters, sklearn_fit(ComplementNB))
    yield "字,逻辑回归", single(grams, letters, sklearn_fit(_logistic))
    yield "字,线性 SVM,只用公开来信", single(grams, letters, svm, own=False)
    yield "字,线性 SVM", single(grams, letters, svm)
    yield "字,NB-SVM", single(grams, letters, ratio_fit)
    yield "字,堆叠(诉求、部门、一级分类)", stacked(grams, letters, top_labels(letters))
    heads = partial(two_heads, letters=letters)
    yield "字,诉求和部门两个头", heads(grams, also=False)
    yield "+ 第二诉求和其他可派部门", heads(grams)
    yield "+ 编码本词形", heads(matrix[:, [*range(n), *range(n + d, matrix.shape[1])]].tocsr())
    yield "+ 潜在语义", heads(matrix)
    yield "+ 未编码来信(自带模型)", heads(matrix, uncoded=uncoded)
