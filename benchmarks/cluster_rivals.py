"""Other ways of grouping letters, over the same weighted bigrams, for the table of benchmarks/clustering.py.

Each stands at the best F1 of a coarse search over its threshold that leaves 0.8 of the singletons alone; HDBSCAN has no
such threshold and stands as it comes, and of gensim's only two were tried. A way whose library is not installed is left
out, and the table says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from textgov.settings import CLUSTER
from textgov.stages.cluster.vectors import plain, vectorise
from textgov.types import Document

Way = Callable[[list[Document]], Iterable[int]]
_DIMENSIONS, _SEED = 300, 0


def rivals() -> dict[str, Way]:
    """Return every method by name: letters in, a group number for each out, -1 where a letter stands alone."""
    return {
        "thresholded graph, components": _on_distances(partial(_components, most=0.76)),
        "thresholded graph, Leiden": _leiden,
        "average linkage, dense": _on_distances(partial(_average, stop=0.85)),
        "DBSCAN": _on_distances(partial(_dbscan, eps=0.78)),
        "HDBSCAN": _on_distances(_hdbscan),
        "Birch on 300 SVD dimensions": _birch,
        "gensim vectors of the letters, average linkage": _gensim,
        "BERTopic's recipe without downloads: SVD, HDBSCAN": _svd_hdbscan,
    }


def assigned(letters: list[Document], way: Way) -> Mapping[str, int | None]:
    """Return the group of every letter by id, None where it is noise."""
    numbers = way(letters)
    return {x.id: int(number) if number >= 0 else None for x, number in zip(letters, numbers, strict=True)}


def _vectors(letters: list[Document]) -> Any:
    titles, texts = [plain(x.title) for x in letters], [plain(x.text[: CLUSTER.max_chars]) for x in letters]
    return vectorise(titles, texts, CLUSTER).tfidf


def _distances(vectors: Any) -> Any:
    import numpy as np

    product = vectors @ vectors.T
    dense = np.clip(1 - (product.toarray() if hasattr(product, "toarray") else product), 0, 1).astype(np.float64)
    np.fill_diagonal(dense, 0)
    return (dense + dense.T) / 2


def _on_distances(way: Callable[[Any], Iterable[int]]) -> Way:
    return lambda letters: way(_distances(_vectors(letters)))


def _components(distance: Any, *, most: float) -> Any:
    from scipy.sparse.csgraph import connected_components

    return connected_components(distance < most, directed=False)[1]


def _average(distance: Any, *, stop: float) -> Any:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    return fcluster(linkage(squareform(distance, checks=False), "average"), stop, "distance")


def _dbscan(distance: Any, *, eps: float) -> Any:
    from sklearn.cluster import DBSCAN

    return DBSCAN(eps=eps, min_samples=3, metric="precomputed").fit_predict(distance)


def _hdbscan(distance: Any) -> Any:
    from sklearn.cluster import HDBSCAN

    return HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True).fit_predict(distance)


def _leiden(letters: list[Document], *, least: float = 0.12, resolution: float = 0.15) -> Any:
    """Leiden (Traag, Waltman & van Eck 2019) with the constant Potts model on cosines above ``least``."""
    import igraph
    import leidenalg
    from scipy import sparse

    vectors = _vectors(letters)
    near = sparse.triu(vectors @ vectors.T, k=1).tocoo()
    kept = near.data >= least
    edges = list(zip(near.row[kept].tolist(), near.col[kept].tolist(), strict=True))
    graph = igraph.Graph(n=len(letters), edges=edges)
    graph.es["weight"] = near.data[kept].tolist()
    found = leidenalg.find_partition(
        graph, leidenalg.CPMVertexPartition, weights="weight", resolution_parameter=resolution, seed=_SEED
    )
    return found.membership


def _reduced(letters: list[Document]) -> Any:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    return normalize(TruncatedSVD(_DIMENSIONS, random_state=_SEED).fit_transform(_vectors(letters)))


def _birch(letters: list[Document], *, threshold: float = 0.45) -> Any:
    from sklearn.cluster import Birch

    return Birch(threshold=threshold, n_clusters=None).fit_predict(_reduced(letters))


def _svd_hdbscan(letters: list[Document]) -> Any:
    from sklearn.cluster import HDBSCAN

    return HDBSCAN(min_cluster_size=2, copy=True).fit_predict(_reduced(letters))


def _gensim(letters: list[Document], *, stop: float = 0.05) -> Any:
    """Average the word2vec vectors of a letter's words, learned on the letters themselves, weighted by rarity."""
    import numpy as np
    import rjieba
    from gensim.models import Word2Vec

    words = [[word for word in rjieba.cut(plain(f"{x.title} {x.title} {x.text}")) if len(word) > 1] for x in letters]
    model = Word2Vec(words, vector_size=100, min_count=2, epochs=10, seed=_SEED, workers=1)
    held = np.array([model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key])
    rarity = np.log(len(letters) / held).clip(min=0)
    rows = []
    for found in words:
        at = [model.wv.key_to_index[word] for word in found if word in model.wv.key_to_index]
        mean = rarity[at] @ model.wv.vectors[at] if at else np.zeros(100)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-9))
    return _average(_distances(np.array(rows)), stop=stop)
