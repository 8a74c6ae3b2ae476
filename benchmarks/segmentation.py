"""Throughput of the Segmenter against plain jieba, on the same texts, in the same process, on one core.

    python -m benchmarks.segmentation [--quick]

The Segmenter's time is that of the whole ``segment`` call (folding, words, domain terms, sentences, Token objects),
and that of ``words``, which gives plain texts only; jieba's is that of ``Tokenizer.tokenize`` alone.
Each is the best of several rounds, taken by turns.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from textgov.fold import fold
from textgov.resources import resource
from textgov.settings import SEGMENT
from textgov.stages.segment import Segmenter, split_sentences
from textgov.stages.segment.engines import make_engine

_POOL = Path(__file__).resolve().parents[2] / "shared" / "data" / "letters_pool.jsonl"
# Few sample letters would measure the clock.
_MIN_CHARS = 300_000
_QUICK_CHARS = 60_000


def main() -> None:
    """Print the figures of every corpus that is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help=f"about {_QUICK_CHARS} characters and two rounds")
    quick = parser.parse_args().quick
    started = time.perf_counter()
    segmenter = Segmenter.from_words()
    print(f"building the Segmenter: {time.perf_counter() - started:.2f} s")
    for name, texts in _corpora().items():
        if texts:
            _report(name, _sized(texts, _QUICK_CHARS if quick else _MIN_CHARS, cut=quick), segmenter, 2 if quick else 5)


def _corpora() -> dict[str, list[str]]:
    letters = sorted(resource("corpora").glob("letters/*.jsonl"))
    return {
        "corpora/letters": [text for path in letters for text in _texts(path)],
        "letters_pool": _texts(_POOL) if _POOL.exists() else [],
    }


def _texts(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _sized(texts: list[str], chars: int, *, cut: bool) -> list[str]:
    """Repeat the texts up to ``chars`` characters, or ``cut`` them off there."""
    total = sum(map(len, texts))
    if total < chars:
        return texts * (chars // total + 1)
    return texts[: max(1, len(texts) * chars // total)] if cut else texts


def _report(name: str, texts: list[str], segmenter: Segmenter, rounds: int) -> None:
    import jieba

    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    chars = sum(map(len, texts))
    sample = texts if rounds < 5 else texts[: max(1, len(texts) * _MIN_CHARS // chars)]
    share = chars / sum(map(len, sample))
    ours = words = theirs = float("inf")
    for _ in range(rounds):
        ours = min(ours, _seconds(segmenter.segment, texts))
        words = min(words, _seconds(segmenter.words, texts))
        theirs = min(theirs, _seconds(lambda text: list(tokenizer.tokenize(text)), sample) * share)
    print(f"{name}: {len(texts)} texts, {chars} characters")
    print(f"  jieba.tokenize    {chars / theirs:12,.0f} characters/s")
    print(f"  Segmenter.segment {chars / ours:12,.0f} characters/s   ratio {theirs / ours:.1f}")
    print(f"  Segmenter.words   {chars / words:12,.0f} characters/s   ratio {theirs / words:.1f}")
    print(f"  split_sentences   {chars / _seconds(split_sentences, texts):12,.0f} characters/s")
    lengths = [end - start for text in sample for start, end in split_sentences(text)]
    longest = sum(length > SEGMENT.max_run for length in lengths)
    print(f"  {len(lengths)} sentences in the sample, {longest} of them still longer than {SEGMENT.max_run} characters")
    mine, plain = make_engine("rjieba"), make_engine("jieba")
    same = sum(mine.cut(fold(text)) == plain.cut(fold(text)) for text in sample)
    print(f"  both engines cut {same} of {len(sample)} texts alike ({same / len(sample):.2%})")


def _seconds(call: Callable[[str], Any], texts: Iterable[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        call(text)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
