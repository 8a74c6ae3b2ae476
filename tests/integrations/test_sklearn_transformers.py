"""The scikit-learn transformers: scikit-learn's own checks, and what those skip for texts."""

from __future__ import annotations

import warnings
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks as checks
from sklearn.utils.estimator_checks import check_estimator

import textgov
from textgov.errors import UsageError
from textgov.integrations.sklearn import CodebookFeatures, SegmentingVectorizer
from textgov.types import Document

TEXTS = [
    "网格员每天巡查，登记台账。",
    "下一步计划召开协商议事会，请居民商量停车难题。",
    "积分超市开张，居民用积分换肥皂。",
    "",
    "网格员入户走访，网格员送药上门。",
]
MAKERS = [
    SegmentingVectorizer,
    CodebookFeatures,
    *(partial(SegmentingVectorizer, weighting=weighting) for weighting in ("count", "binary")),
    partial(CodebookFeatures, values="score"),
    partial(CodebookFeatures, values="count", kind="letter"),
]


def dense(matrix: Any) -> np.ndarray:
    return np.asarray(matrix.toarray() if hasattr(matrix, "toarray") else matrix)


@pytest.mark.parametrize("make", MAKERS)
def test_scikit_learn_s_checks(make: Any) -> None:
    with warnings.catch_warnings():
        # For texts scikit-learn checks little by itself, its own vectorizers included.
        warnings.simplefilter("ignore", SkipTestWarning)
        check_estimator(make())


# All of scikit-learn's checks that feed no numbers.
_WITHOUT_NUMBERS = (
    "check_estimator_cloneable", "check_estimator_tags_renamed", "check_valid_tag_types", "check_estimator_repr",
    "check_no_attributes_set_in_init", "check_fit_score_takes_y", "check_do_not_raise_errors_in_init_or_set_params",
    "check_mixin_order", "check_parameters_default_constructible", "check_get_params_invariance", "check_set_params",
    "check_transformer_get_feature_names_out_pandas",
)  # fmt: skip


@pytest.mark.parametrize("check", _WITHOUT_NUMBERS)
@pytest.mark.parametrize("make", [SegmentingVectorizer, CodebookFeatures])
def test_checks_without_numbers(make: Any, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if check == "check_fit_score_takes_y":
        # It makes numbers of its own; give it texts instead.
        monkeypatch.setattr(
            checks, "_enforce_estimator_tags_X", lambda _, numbers, **__: np.array(TEXTS * 6, object)[: len(numbers)]
        )
    getattr(checks, check)(make.__name__, make())


@pytest.mark.parametrize("make", MAKERS)
def test_what_the_checks_skip(make: Any) -> None:
    estimator = make()
    with pytest.raises(NotFittedError):
        estimator.transform(TEXTS)
    with pytest.raises(NotFittedError):
        estimator.get_feature_names_out()
    before = estimator.get_params()
    assert estimator.fit(TEXTS) is estimator
    assert estimator.get_params() == before
    whole = dense(estimator.transform(TEXTS))
    assert whole.dtype == np.float64
    assert whole.shape == (len(TEXTS), len(estimator.get_feature_names_out()))
    # Fitting twice, one by one, in another order, from a generator, an array or a Series gives the same.
    assert np.array_equal(dense(clone(estimator).fit_transform(iter(TEXTS))), whole)
    assert np.array_equal(np.vstack([dense(estimator.transform([text])) for text in TEXTS]), whole)
    assert np.array_equal(dense(estimator.transform(TEXTS[::-1])), whole[::-1])
    assert np.array_equal(dense(estimator.transform(np.array(TEXTS, object))), whole)
    assert np.array_equal(dense(estimator.transform(pd.Series(TEXTS, index=list("abcde")))), whole)
    documents = [Document(str(number), text, "letter") for number, text in enumerate(TEXTS)]
    assert np.array_equal(dense(estimator.transform(documents)), whole)


def test_the_words() -> None:
    names = list(SegmentingVectorizer(weighting="count").fit(TEXTS).get_feature_names_out())
    assert {"网格员", "积分超市", "协商"} & set(names) >= {"网格员", "积分超市"}
    assert not {"，", "的", "用"} & set(names)
    counts = SegmentingVectorizer(weighting="count").fit_transform(TEXTS)
    assert counts[4, names.index("网格员")] == 2
    assert SegmentingVectorizer(weighting="binary").fit_transform(TEXTS).max() == 1
    assert list(SegmentingVectorizer(min_df=2).fit(TEXTS).get_feature_names_out()) == ["居民", "网格员"]
    assert "网格员 巡查" in SegmentingVectorizer(ngram_range=(1, 2)).fit(TEXTS).get_feature_names_out()
    assert "，" in SegmentingVectorizer(content_words=False).fit(TEXTS).get_feature_names_out()


def test_the_codes() -> None:
    features = CodebookFeatures().set_output(transform="pandas")
    frame = features.fit_transform(pd.Series(TEXTS, index=list("abcde")))
    assert frame["grid=done"].tolist() == [1, 0, 0, 0, 1]
    assert frame["deliberation=planned"].tolist() == [0, 1, 0, 0, 0]
    for number, tag in enumerate(textgov.tag(TEXTS)):
        scores = CodebookFeatures(values="score").fit(TEXTS)
        row = dict(zip(scores.get_feature_names_out(), scores.transform(TEXTS)[number], strict=True))
        assert {code: score for code, score in row.items() if score} == {one.code: one.score for one in tag.tags}
    assert "noise" in "".join(CodebookFeatures(kind="letter").fit([]).get_feature_names_out())


def test_in_pipelines() -> None:
    frame = pd.DataFrame({"正文": TEXTS * 4, "点赞": range(20)})
    labels = [number % 2 for number in range(20)]
    columns = ColumnTransformer(
        [
            ("words", SegmentingVectorizer(), "正文"),
            ("codes", CodebookFeatures(), "正文"),
            ("likes", "passthrough", ["点赞"]),
        ]
    )
    search = GridSearchCV(
        make_pipeline(columns, LogisticRegression(max_iter=500)),
        {"columntransformer__words__min_df": [1, 2], "columntransformer__codes__values": ["status", "count"]},
        cv=2,
    )
    search.fit(frame, labels)
    assert len(search.predict(frame)) == 20
    names = search.best_estimator_[0].get_feature_names_out()
    assert {"words__网格员", "likes__点赞"} <= set(names)


@pytest.mark.parametrize(
    ("make", "texts", "said"),
    [
        (SegmentingVectorizer, "一篇", "一批文本"),
        (CodebookFeatures, Document("a", "一篇", "report"), "一批文本"),
        (CodebookFeatures, ["好", None], "第 2 个"),
        (SegmentingVectorizer, ["好", 3], "第 2 个"),
        (CodebookFeatures, pd.DataFrame({"a": ["好"]}), "一列"),
        (CodebookFeatures, np.array([["好"]]), "一列"),
        (partial(CodebookFeatures, values="sum"), ["好"], "status"),
        (partial(CodebookFeatures, kind="mail"), ["好"], "letter"),
        (partial(SegmentingVectorizer, weighting="idf"), ["好"], "tfidf"),
    ],
)
def test_wrong_input(make: Any, texts: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        make().fit(texts)
