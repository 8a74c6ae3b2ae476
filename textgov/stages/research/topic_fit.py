"""The two topic models behind one shape: word counts in, weights of topics in units and of words in topics out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.settings import TopicSettings
from textgov.stages.research.vectors import gensim_module

Floats = NDArray[np.float64]
# (counts of units × words, number of topics, seed, settings) → (units × topics, topics × words)
Fit = Callable[[Any, int, int, TopicSettings], tuple[Floats, Floats]]


def fit_nmf(counts: Any, topics: int, seed: int, settings: TopicSettings) -> tuple[Floats, Floats]:
    """Factorise tf-idf weights (Lee & Seung 1999; scikit-learn), started from the singular vectors."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfTransformer

    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    # Where the smaller side has no more vectors than topics, chance starts the rest.
    start = "nndsvd" if topics < min(weighted.shape) else "random"
    model = NMF(topics, init=start, random_state=seed, max_iter=settings.iterations)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        units = model.fit_transform(weighted)
    # What the factorisation takes from one side it gives to the other: words of length 1 make topics comparable.
    lengths = np.linalg.norm(model.components_, axis=1)
    lengths[lengths == 0] = 1.0
    return units * lengths, model.components_ / lengths[:, None]


def fit_lda(counts: Any, topics: int, seed: int, settings: TopicSettings) -> tuple[Floats, Floats]:
    """Fit latent Dirichlet allocation (Blei et al. 2003; Hoffman et al. 2010 in gensim) with a learned prior of topics."""
    ldamodel, matutils = gensim_module("models.ldamodel"), gensim_module("matutils")
    corpus = [list(zip(row.indices.tolist(), row.data.tolist(), strict=True)) for row in counts]
    passes = min(settings.most_passes, max(settings.least_passes, settings.seen // max(1, len(corpus))))
    model = ldamodel.LdaModel(
        corpus,
        id2word={number: str(number) for number in range(counts.shape[1])},
        num_topics=topics,
        random_state=seed,
        passes=passes,
        alpha="auto",
        eta="auto",
        chunksize=500,
        eval_every=None,
        dtype=np.float64,
    )
    found = model.get_document_topics(corpus, minimum_probability=0.0)
    units = matutils.corpus2dense(found, num_terms=topics, num_docs=len(corpus)).T.astype(np.float64)
    return units, model.get_topics().astype(np.float64)


METHODS: dict[str, Fit] = {"nmf": fit_nmf, "lda": fit_lda}


def top_words(words: Floats, size: int) -> list[list[int]]:
    """Return for each topic the columns of its ``size`` heaviest words; equal weights in the columns' order."""
    return [np.argsort(-np.round(row, 9), kind="stable")[:size].tolist() for row in words]


def coherence(tops: Sequence[Sequence[int]], present: Any) -> list[float]:
    """Return for each topic the mean NPMI of all pairs of its words over the units (Aletras & Stevenson 2013).

    ``present`` is the sparse 0/1 matrix of units × words. A pair that never meets counts -1.
    """
    from textgov.stages.research.cooccur import npmi

    units = present.shape[0]
    found = []
    for top in tops:
        chosen = present[:, top]
        together = (chosen.T @ chosen).toarray().astype(int)
        pairs = [(a, b) for a in range(len(top)) for b in range(a)]
        values = [npmi(int(together[a, b]), int(together[a, a]), int(together[b, b]), units) for a, b in pairs]
        found.append(sum(values) / len(values) if values else 0.0)
    return found
