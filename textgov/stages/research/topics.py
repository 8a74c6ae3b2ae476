"""Topics of a collection: how many, which words, which texts, and how far they can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.errors import TextgovError, UsageError
from textgov.research_types import Topic, TopicModel, TopicUnit
from textgov.settings import TOPICS, TopicSettings
from textgov.stages.research.topic_fit import METHODS, Fit, Floats, coherence, top_words
from textgov.stages.research.units import paragraph_starts
from textgov.types import Document

Piece = tuple[str, int, str]


def pieces(documents: Sequence[Document], by: str) -> Iterator[Piece]:
    """Yield (document, number of the paragraph or 0, text) for each paragraph or document."""
    for document in documents:
        if by == "document":
            yield document.id, 0, document.text
            continue
        starts = paragraph_starts(document.text)
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(document.text)], strict=True), 1):
            yield document.id, number, document.text[start:end].strip()


def topics(
    found: Sequence[Piece],
    words: Sequence[Sequence[str]],
    *,
    method: str,
    by: str,
    number: int | None = None,
    letters: bool = False,
    settings: TopicSettings = TOPICS,
) -> TopicModel:
    """Return the topics of ``found``; ``words`` are the words of each piece that carry a meaning.

    ``number`` of topics; without it the number with the highest mean coherence of those tried. Raises UsageError for an
    unknown method or a number that the texts do not allow, TextgovError where there is too little text.
    """
    if method not in METHODS:
        raise UsageError(f"没有名为“{method}”的方法;可以用:{'、'.join(METHODS)}")
    kept = [place for place, own in enumerate(words) if len(own) >= settings.min_words]
    minimum = max(settings.min_letters if letters else settings.min_units, round(settings.min_share * len(kept)))
    names, counts = _count([words[place] for place in kept], minimum, settings)
    most = min(len(kept) // settings.units_per_topic, len(names) // settings.words_per_topic)
    if most < 2:
        raise TextgovError(
            f"文字太少,分不出主题:够长的{'段落' if by == 'paragraph' else '文章'}只有 {len(kept)} 个,反复出现的词只有 {len(names)} 个。"
            "请加入更多文字,或用 --by paragraph 按段落分"
        )
    if number is not None and not 2 <= number <= most:
        raise UsageError(f"主题数 {number} 不合适;这些文字可以分 2 到 {most} 个主题")
    fit = METHODS[method]
    tried = [number] if number else [size for size in settings.tried if size <= most] or [2]
    present = (counts > 0).astype(np.int64)
    fitted = {size: fit(counts, size, settings.seed, settings) for size in tried}
    curve = []
    for size, (_, rows) in fitted.items():
        values = coherence(top_words(rows, settings.measured), present)
        curve.append((size, round(sum(values) / len(values), 4)))
    best = max(curve, key=lambda point: (point[1], -point[0]))[0]
    shares, rows = _normalised(*fitted[best])
    units = tuple(
        TopicUnit(*found[place], words=len(words[place]), weights=tuple(np.round(share, 4).tolist()))
        for place, share in zip(kept, shares, strict=True)
    )
    listed = _topics(names, counts, present, shares, rows, _stability(fit, counts, rows, settings), settings)
    order = [topic.number - 1 for topic in listed]
    units = tuple(_reordered(unit, order) for unit in units)
    numbered = tuple(_renumbered(topic, place) for place, topic in enumerate(listed, 1))
    notes = _warnings(numbered, units, curve, by, settings)
    return TopicModel(
        method, by, settings.seed, numbered, units, tuple(curve), len(names), len(words) - len(kept), notes
    )


def _count(words: Sequence[Sequence[str]], minimum: int, settings: TopicSettings) -> tuple[list[str], Any]:
    """Return the words that are kept, sorted, and the sparse counts of units × words."""
    from scipy.sparse import csr_matrix

    present = Counter(word for own in words for word in set(own))
    usual = [
        word for word, units in present.items() if minimum <= units <= max(minimum, settings.max_share * len(words))
    ]
    names = sorted(sorted(usual, key=lambda word: (-present[word], word))[: settings.vocabulary])
    columns = {word: number for number, word in enumerate(names)}
    data: list[int] = []
    indices: list[int] = []
    ends = [0]
    for own in words:
        times = Counter(columns[word] for word in own if word in columns)
        indices += sorted(times)
        data += [times[column] for column in sorted(times)]
        ends.append(len(data))
    return names, csr_matrix((data, indices, ends), shape=(len(words), len(names)), dtype=np.float64)


def _normalised(units: Floats, words: Floats) -> tuple[Floats, Floats]:
    """Return both with rows that sum to 1 (or are all 0)."""
    sums, totals = words.sum(axis=1, keepdims=True), units.sum(axis=1, keepdims=True)
    return units / np.where(totals == 0, 1.0, totals), words / np.where(sums == 0, 1.0, sums)


def _stability(fit: Fit, counts: Any, words: Floats, settings: TopicSettings) -> NDArray[np.float64]:
    """Return for each topic the share of its heaviest words that come back, over models of parts of the units.

    Topics of two models are paired so that the most words agree in all (Greene et al. 2014).
    """
    from scipy.optimize import linear_sum_assignment

    ours = [set(top) for top in top_words(words, settings.measured)]
    total = np.zeros(len(ours))
    for repeat in range(settings.repeats):
        seed = settings.seed + 1 + repeat
        size = max(len(ours) + 1, round(settings.resampled * counts.shape[0]))
        rows = np.sort(np.random.default_rng(seed).permutation(counts.shape[0])[:size])
        _, again = fit(counts[rows], len(ours), seed, settings)
        theirs = [set(top) for top in top_words(again, settings.measured)]
        common = np.array([[len(one & other) for other in theirs] for one in ours])
        left, right = linear_sum_assignment(-common)
        total[left] += common[left, right] / settings.measured
    return total / settings.repeats


def _topics(
    names: Sequence[str],
    counts: Any,
    present: Any,
    shares: Floats,
    words: Floats,
    stability: NDArray[np.float64],
    settings: TopicSettings,
) -> list[Topic]:
    """Return the topics, the largest first, numbered from 1 by their place in the model."""
    tops = top_words(words, settings.shown)
    values = coherence([top[: settings.measured] for top in tops], present)
    main = np.where(shares.sum(axis=1) > 0, shares.argmax(axis=1), -1)
    # A word sets a topic apart when it is heavy in it and light in the others (as FREX, Bischof & Airoldi 2012).
    apart = words * (words / np.maximum(words.sum(axis=0), 1e-12))
    lengths = np.log1p(np.asarray(counts.sum(axis=1)).ravel())
    found = []
    for number, top in enumerate(tops):
        strength = np.round(shares[:, number] * lengths, 6)
        found.append(
            Topic(
                number=number + 1,
                label=tuple(names[column] for column in top_words(apart[[number]], settings.label)[0]),
                words=tuple((names[column], round(float(words[number, column]), 4)) for column in top),
                share=round(float(shares[:, number].mean()), 4),
                size=int((main == number).sum()),
                coherence=round(values[number], 4),
                stability=round(float(stability[number]), 2),
                examples=tuple(np.argsort(-strength, kind="stable")[: settings.examples].tolist()),
            )
        )
    return sorted(found, key=lambda topic: (-topic.share, topic.number))


def _reordered(unit: TopicUnit, order: Sequence[int]) -> TopicUnit:
    from dataclasses import replace

    return replace(unit, weights=tuple(unit.weights[place] for place in order))


def _renumbered(topic: Topic, number: int) -> Topic:
    from dataclasses import replace

    return replace(topic, number=number)


def _warnings(
    found: Sequence[Topic],
    units: Sequence[TopicUnit],
    curve: Sequence[tuple[int, float]],
    by: str,
    settings: TopicSettings,
) -> tuple[str, ...]:
    name = "段落" if by == "paragraph" else "文章"
    words = sum(unit.words for unit in units)
    notes = []
    if len(units) < settings.few_units or words < settings.few_words:
        notes.append(
            f"文字偏少({len(units)} 个{name},{words:,} 个词;建议不少于 {settings.few_units} 个、{settings.few_words:,} 个词):"
            "主题只能作线索,换一批文字可能就变"
        )
    loose = [topic.number for topic in found if topic.stability < settings.unstable]
    if loose:
        shown = "、".join(map(str, loose))
        notes.append(f"主题 {shown} 不稳定:抽一部分文字重做时,一半以上的主要词会换掉,不宜据此下结论")
    scores = [score for _, score in curve]
    if max(scores) < 0:
        notes.append("各主题的主要词很少真的出现在一起(一致性低于 0):这些文字不大适合分主题,请多读代表段落再用")
    if len(curve) > 1 and max(scores) - min(scores) < settings.flat:
        notes.append("不同主题数的一致性差不多,主题数没有明显的最佳值;请按研究需要用 --topics 选定")
    if len(curve) > 1 and max(curve, key=lambda point: point[1])[0] == curve[-1][0]:
        notes.append("一致性在试过的最大主题数处最高,也许还可以更多;请用 --topics 试试")
    return tuple(notes)
