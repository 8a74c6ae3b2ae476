"""Key words: which words one set of texts uses more or less than another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import erfc, log, log2, sqrt

from textgov.research_types import Key
from textgov.settings import RESEARCH


def log_likelihood(a: int, b: int, c: int, d: int) -> float:
    """Return G² of a word: ``a`` of ``c`` words in the target, ``b`` of ``d`` in the reference.

    All four cells of the table count (Dunning 1993). Rayson & Garside (2000) leave out the cells of the other words,
    which gives nearly the same for words that are a small share of the text.
    """
    share = (a + b) / (c + d)
    total = 0.0
    for observed, expected in (
        (a, c * share),
        (b, d * share),
        (c - a, c * (1 - share)),
        (d - b, d * (1 - share)),
    ):
        if observed:
            total += observed * log(observed / expected)
    # Rounding may leave a trace below zero where nothing differs.
    return max(0.0, 2 * total)


def log_ratio(a: int, b: int, c: int, d: int) -> float:
    """Return log2 of the ratio of the relative frequencies (Hardie 2014); a count of 0 is taken as 0.5."""
    return log2(((a or 0.5) / c) / ((b or 0.5) / d))


def p_value(g2: float) -> float:
    """Return the probability of a G² at least this large by chance (χ², one degree of freedom)."""
    return erfc(sqrt(g2 / 2))


def dispersion(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return Gries' DP (2008): half the sum of |observed - expected share| over the parts; 0 is even.

    ``counts`` are the word's occurrences in each part, ``sizes`` the parts' words. Raises ZeroDivisionError where the
    word or the text is missing.
    """
    total, length = sum(counts), sum(sizes)
    return sum(abs(count / total - size / length) for count, size in zip(counts, sizes, strict=True)) / 2


def add_up(parts: Iterable[Counter[str]]) -> Counter[str]:
    """Return the sum of the counts, in time linear in the parts."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total


def make_key(word: str, a: int, b: int, c: int, d: int, *, tested: int, spread: float | None) -> Key:
    """Return the ``Key`` of a word with these counts; ``tested`` is the number of words that are tested at once."""
    g2 = log_likelihood(a, b, c, d)
    p = p_value(g2)
    return Key(
        word=word,
        target=a,
        reference=b,
        target_rate=1000 * a / c,
        reference_rate=1000 * b / d,
        g2=g2,
        log_ratio=log_ratio(a, b, c, d),
        p=p,
        significant=p * tested < RESEARCH.significance,
        dispersion=spread,
    )


def keyness(
    target_tokens: Iterable[Iterable[str]], reference_tokens: Iterable[Iterable[str]], *, minimum: int = 3
) -> tuple[Key, ...]:
    """Return the key words, the surest (largest G²) first; ``log_ratio`` > 0 means overused in the target.

    Both sides are parts (documents, paragraphs) of words; the parts of the target give the dispersion. Words that occur
    fewer than ``minimum`` times on both sides are left out. An empty side gives no keys. G² says how sure a difference
    is and grows with the texts, ``log_ratio`` how large it is; see ``small_corpus``.
    """
    parts = [Counter(part) for part in target_tokens]
    sizes = [part.total() for part in parts]
    target, reference = add_up(parts), Counter(word for part in reference_tokens for word in part)
    c, d = target.total(), reference.total()
    if not c or not d:
        return ()
    words = [word for word in target.keys() | reference.keys() if max(target[word], reference[word]) >= minimum]
    keys = []
    for word in words:
        spread = dispersion([part[word] for part in parts], sizes) if len(parts) > 1 and target[word] else None
        keys.append(make_key(word, target[word], reference[word], c, d, tested=len(words), spread=spread))
    return tuple(sorted(keys, key=lambda key: (-key.g2, key.word)))


def small_corpus(target: int, reference: int) -> str | None:
    """Return a warning in Chinese where a side has fewer words than key words can be trusted on, else None."""
    if min(target, reference) >= RESEARCH.small_corpus:
        return None
    return (
        f"语料偏小(目标 {target:,} 词,参照 {reference:,} 词,建议各不少于 {RESEARCH.small_corpus:,} 词):"
        "关键词只能作线索,请对照原文"
    )
