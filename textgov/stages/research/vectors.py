"""Word vectors of a user's own texts: which words are used like a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textgov.errors import MissingExtraError, TextgovError
from textgov.research_types import Neighbour
from textgov.settings import VECTORS, VectorSettings


def gensim_module(name: str) -> Any:
    """Return a module of gensim; raise MissingExtraError where it is not installed."""
    try:
        from importlib import import_module

        return import_module(f"gensim.{name}")
    except ImportError:
        raise MissingExtraError("这个功能需要 gensim;请运行 pip install 'textgov[topics]'") from None


def train_vectors(sentences: Sequence[Sequence[str]], *, settings: VectorSettings = VECTORS) -> Any:
    """Train skip-gram vectors (Mikolov et al. 2013) on sentences of words and return gensim's KeyedVectors.

    Small texts are read more often, so that training sees about ``settings.seen`` words. One thread and a fixed seed: the
    same sentences give the same vectors. Raises TextgovError for fewer than ``settings.least_words`` words.
    """
    total = sum(map(len, sentences))
    if total < settings.least_words:
        raise TextgovError(
            f"文字太少,学不出词的用法:只有 {total:,} 个词,至少要 {settings.least_words:,} 个(约 {settings.least_words * 2:,} 字)。"
            "请把同类的报告或来信放在一起再试"
        )
    word2vec = gensim_module("models.word2vec")
    model = word2vec.Word2Vec(
        sentences,
        vector_size=settings.dimensions,
        window=settings.window,
        min_count=settings.minimum,
        sg=1,
        negative=settings.negative,
        sample=settings.sample,
        epochs=max(settings.least_epochs, min(settings.most_epochs, settings.seen // total)),
        seed=settings.seed,
        workers=1,
    )
    return model.wv


def few_words(total: int, *, settings: VectorSettings = VECTORS) -> str | None:
    """Return a warning in Chinese where vectors are trained on so few words that they only hint, else None."""
    if total >= settings.enough_words:
        return None
    return (
        f"文字偏少({total:,} 个词,建议不少于 {settings.enough_words:,} 个):相近的词只是提示,换一批文字可能就变,"
        "请逐个对照原文(textgov kwic)"
    )


def near(
    word: str, sentences: Sequence[Sequence[str]], *, top: int, settings: VectorSettings = VECTORS
) -> tuple[Neighbour, ...]:
    """Return the ``top`` words that are used most like ``word``; raise TextgovError where it is too rare."""
    times = sum(sentence.count(word) for sentence in sentences)
    if times < settings.least_count:
        raise TextgovError(
            f"“{word}”在这些文字里只出现 {times} 次,至少要 {settings.least_count} 次才看得出用法;请换一个常用些的词,加入更多文字,或先用 textgov dictionary add 把它加进词典"
        )
    vectors = train_vectors(sentences, settings=settings)
    return tuple(
        Neighbour(name, float(likeness), int(vectors.get_vecattr(name, "count")))
        for name, likeness in vectors.most_similar(word, topn=top)
    )
