"""scikit-learn: texts to matrices, by textgov's words or by its codebook.

Both transformers take an iterable of texts (or of Documents) and go into Pipeline, GridSearchCV and ColumnTransformer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.utils.validation import check_is_fitted

from textgov import api
from textgov.codebook import Codebook
from textgov.errors import UsageError
from textgov.stages.research import is_word
from textgov.toolbox import toolbox
from textgov.types import Document, Kind, Tagging

Weighting = Literal["tfidf", "count", "binary"]
Values = Literal["status", "score", "count"]
_WEIGHTINGS, _VALUES, _KINDS = ("tfidf", "count", "binary"), ("status", "score", "count"), ("report", "letter")
_STATUSES = ("done", "planned", "problem")


class SegmentingVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn texts into a sparse matrix (texts × words) of textgov's words: terms of the codebook stay whole.

    ``weighting`` is ``"tfidf"`` (l2-normalised, by scikit-learn's TfidfVectorizer), ``"count"`` or ``"binary"``.
    ``ngram_range``, ``min_df``, ``max_df`` and ``max_features`` are those of CountVectorizer. With ``content_words``
    only words of two characters and more count that are no numbers and no stop words, as in ``textgov keyness``.
    ``codebook``, ``engine`` and ``dictionary`` are those of ``textgov.segment``.
    """

    def __init__(
        self,
        *,
        weighting: Weighting = "tfidf",
        ngram_range: tuple[int, int] = (1, 1),
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        content_words: bool = True,
        codebook: str | Path | Codebook | None = None,
        engine: str = "rjieba",
        dictionary: str | Path | None = None,
    ) -> None:
        self.weighting = weighting
        self.ngram_range = ngram_range
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.content_words = content_words
        self.codebook = codebook
        self.engine = engine
        self.dictionary = dictionary

    def fit(self, X: Iterable[str | Document], y: object = None) -> SegmentingVectorizer:  # noqa: N803 - scikit-learn's name
        """Learn the words. Raises UsageError for what is no list of texts, ValueError where no word is left."""
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Iterable[str | Document], y: object = None, **_: object) -> Any:  # noqa: N803
        """Learn the words and return the matrix, sparse float64, of shape (texts, words)."""
        _one_of("weighting", self.weighting, _WEIGHTINGS)
        options: dict[str, Any] = {
            "analyzer": list,
            "min_df": self.min_df,
            "max_df": self.max_df,
            "max_features": self.max_features,
            "binary": self.weighting == "binary",
            "dtype": np.float64,
        }
        vectorizer = TfidfVectorizer(**options) if self.weighting == "tfidf" else CountVectorizer(**options)
        matrix = vectorizer.fit_transform(self._words(X))
        self.vectorizer_ = vectorizer
        return matrix

    def transform(self, X: Iterable[str | Document]) -> Any:  # noqa: N803
        """Return the matrix of these texts; words that were not learned are left out."""
        check_is_fitted(self)
        return self.vectorizer_.transform(self._words(X))

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:
        """Return the words, in the order of the columns; those of an n-gram are joined by a blank."""
        check_is_fitted(self)
        return np.asarray(self.vectorizer_.get_feature_names_out(), dtype=object)

    def _words(self, texts: Iterable[str | Document]) -> Iterator[list[str]]:
        segmenter = toolbox(self.codebook, engine=self.engine, dictionary=self.dictionary).segmenter
        low, high = self.ngram_range
        for text in _texts(texts):
            words = segmenter.words(text if isinstance(text, str) else text.text)
            kept = [word for word in words if is_word(word)] if self.content_words else [w for w in words if w.strip()]
            yield [
                " ".join(kept[place : place + size])
                for size in range(low, high + 1)
                for place in range(len(kept) - size + 1)
            ]

    def __sklearn_tags__(self) -> Any:
        return _takes_texts(super().__sklearn_tags__())


class CodebookFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn texts into a dense matrix (texts × codes) of the codebook: what a report or letter writes of.

    ``kind="report"`` gives practices, ``kind="letter"`` issues, for plain texts and Documents alike. ``values`` is
    ``"status"`` (three columns a code, ``grid=done`` …, 1 where that is the code's status, else 0), ``"score"`` (the
    tag's score in (0, 1], 0 where there is none) or ``"count"`` (pieces of evidence). 0 means "not mentioned", which is
    not "not done".
    """

    def __init__(
        self, *, kind: Kind = "report", values: Values = "status", codebook: str | Path | Codebook | None = None
    ) -> None:
        self.kind = kind
        self.values = values
        self.codebook = codebook

    def fit(self, X: Iterable[str | Document], y: object = None) -> CodebookFeatures:  # noqa: N803
        """Take the columns from the codebook; the texts teach nothing and are only checked."""
        _one_of("kind", self.kind, _KINDS)
        _one_of("values", self.values, _VALUES)
        for _ in _texts(X):
            pass
        book = toolbox(self.codebook).codebook
        codes = book.practices if self.kind == "report" else book.issues
        statuses = [f"={status}" for status in _STATUSES] if self.values == "status" else [""]
        self.feature_names_ = np.asarray([code + status for code in codes for status in statuses], dtype=object)
        return self

    def transform(self, X: Iterable[str | Document]) -> NDArray[np.float64]:  # noqa: N803
        """Return the matrix, float64, of shape (texts, columns)."""
        check_is_fitted(self)
        tools = toolbox(self.codebook)
        places = {name: place for place, name in enumerate(self.feature_names_)}
        rows = []
        for text in _texts(X):
            document = Document("", text if isinstance(text, str) else text.text, self.kind)
            row = np.zeros(len(places))
            for name, value in self._row(api.tag(document, codebook=tools)):
                row[places[name]] = value
            rows.append(row)
        return np.asarray(rows).reshape(len(rows), len(places))

    def fit_transform(self, X: Iterable[str | Document], y: object = None, **_: object) -> Any:  # noqa: N803
        """Do both; ``X`` may be a generator."""
        texts = list(_texts(X))
        return self.fit(texts).transform(texts)

    def _row(self, tagging: Tagging) -> Iterator[tuple[str, float]]:
        for tag in tagging.tags:
            if self.values == "status":
                yield f"{tag.code}={tag.status}", 1.0
            else:
                yield tag.code, tag.score if self.values == "score" else len(tag.evidence)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:
        """Return the codes, each with its status where ``values="status"``, in the order of the columns."""
        check_is_fitted(self)
        return self.feature_names_

    def __sklearn_tags__(self) -> Any:
        return _takes_texts(super().__sklearn_tags__())


def _takes_texts(tags: Any) -> Any:
    tags.input_tags.string = True
    tags.input_tags.one_d_array = True
    tags.input_tags.two_d_array = False
    return tags


def _one_of(name: str, value: str, accepted: Iterable[str]) -> None:
    if value not in accepted:
        raise UsageError(f"{name} 不能是 {value!r};可以写 {'、'.join(accepted)}")


def _texts(texts: Iterable[str | Document]) -> Iterator[str | Document]:
    """Yield the texts. Raises UsageError for one text alone, and for what is no text, with its number from 1."""
    if isinstance(texts, (str, Document)) or not isinstance(texts, Iterable):
        raise UsageError(f"需要一批文本(列表或一列),得到的是 {type(texts).__name__};只有一篇请写 [文本]")
    if getattr(texts, "ndim", 1) != 1:
        raise UsageError('需要一列文本,得到的是多列的表;请先选出一列,例如 表["正文"]')
    for number, text in enumerate(texts, 1):
        if not isinstance(text, (str, Document)):
            raise UsageError(f'第 {number} 个不是文本,而是 {type(text).__name__};空缺的请先填成 ""')
        yield text
