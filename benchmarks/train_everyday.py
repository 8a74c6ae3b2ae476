"""Count in which share of public letters each everyday bigram stands, and write models/everyday/.

``python -m benchmarks.train_everyday`` needs the development data beside the checkout. Letters of the pool that
clustering is measured on are left out. A bigram counts when at least ``LEAST`` letters hold it; shares are rounded to
steps of 15 %, which is all that an inverse document frequency needs.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

from textgov.files import write_text
from textgov.stages.cluster.vectors import plain

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FOLDER = ROOT / "models" / "everyday"
# No bigram that fewer letters hold: neither a rare place nor a person can be read from the list.
LEAST = 11
STEP = 1.15
# Letters that begin alike are the same letter in two files.
OPENING = 60
CHARACTERS = 3000

CARD = """# 日常用字

`bigrams.txt`:来信里常见的相邻两字,以及每一千封信里有多少封用到(第一列,按 15% 一档取整)。归并来信时用它判断哪些字眼人人都写、不能说明是同一件事。

- 由 `python -m benchmarks.train_everyday` 从 {letters:,} 封公开来信(letters_train、letters_replies,去掉与检验用的 letters_pool 开头相同的)统计得出。
- 只收至少 {least} 封信用到的 {bigrams:,} 个两字组合;没有来信原文,没有人名和电话。
- 作用和效果见 docs/clustering.md。
- 局限:公开来信多出自一个省的网上问政平台;方言村里的常用字可能不在其中。
"""


def _letters() -> list[str]:
    """Return plain texts of the letters, titles first, none twice and none of the pool."""
    rows = {name: [json.loads(line) for line in (DATA / f"{name}.jsonl").open(encoding="utf-8")]
            for name in ("letters_pool", "letters_train", "letters_replies")}  # fmt: skip
    seen = {plain(row["text"])[:OPENING] for row in rows.pop("letters_pool")}
    texts = []
    for row in (row for some in rows.values() for row in some):
        text = plain(row["text"])[:CHARACTERS]
        if text[:OPENING] not in seen:
            seen.add(text[:OPENING])
            texts.append(f"{plain(row.get('title') or '')} {text}")
    return texts


def main() -> None:
    """Count and write."""
    texts = _letters()
    counts = Counter(bigram for text in texts for bigram in {a + b for a, b in pairwise(text) if " " not in (a, b)})
    levels: dict[int, list[str]] = {}
    for bigram, count in counts.items():
        if count >= LEAST:
            levels.setdefault(round(math.log(count / len(texts)) / math.log(STEP)), []).append(bigram)
    lines = [f"{1000 * STEP**level:.2f} {' '.join(sorted(levels[level]))}\n" for level in sorted(levels, reverse=True)]
    write_text(FOLDER / "bigrams.txt", "".join(lines))
    kept = sum(map(len, levels.values()))
    write_text(FOLDER / "README.md", CARD.format(letters=len(texts), least=LEAST, bigrams=kept))
    print(f"{len(texts)} letters, {kept} bigrams")


if __name__ == "__main__":
    main()
