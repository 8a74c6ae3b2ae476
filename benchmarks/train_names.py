"""Learn models/names from letters: which characters and which neighbours make a person's name.

``python -m benchmarks.train_names`` needs the development data beside the checkout. Pronouns and words for people are
replaced by made-up names; every other place that could be a name is a counter-example. Names are made from the
given-name characters of jieba's dictionary and of the lexicon, a fifth of them dictionary words (高尚, 向阳), so that the
model learns to trust the sentence. Only weights are written: single characters and pairs beside a name.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from textgov.files import write_text
from textgov.fold import fold
from textgov.stages.privacy import lexicon
from textgov.stages.privacy.finding import find
from textgov.stages.privacy.namemodel import WIDEST, NameModel, candidates, context_features, everyday, own_features

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FOLDER = ROOT / "models" / "names"
SEED = 20240607
# Letters read, characters of each, and the share of places for people that get a name.
LETTERS, CHARACTERS, SHARE = 5000, 600, 0.25
# Sentences about a made-up person that are added to each letter.
FRAMES_EACH = 1
# A neighbour must be seen this often to get a weight, and a weight must be this large to be kept.
LEAST, SMALLEST = 12, 0.1
# Counter-examples that score this much after the first round are taken for real names.
CLEAN = 0.5
# How the made-up names are mixed: usual characters, and names that are words.
MIX = (0.92, 0.08)
PERSON = re.compile(
    "(?<![其吉维])[他她](?!们|人|乡|国|日|山)|(?:老板|司机|邻居|保安|房东|店主|老人|孩子|妻子|丈夫|同事|家属|女儿|儿子|父亲|母亲|老公|老婆|经理)(?!们|节|娘|用)"
    "|(?<![自大])我(?!们|国|市|区|县|省|镇|村|院|校|局|司|方|处|行|部|党|县|街|社|单|小|公|在|是|想)"
)
# Sentences about people that letters to an office hold seldom and letters from a village often.
FRAMES = (
    "这个地是{}占去的", "他们都听{}的", "{}经手的账", "我问过{},没有结果", "就{}一个人说了算", "{}家新盖的猪圈", "{}家里有三台车",
    "我们和{}挨着住", "{}打的欠条还在", "跟{}合伙做生意", "是{}领的头", "{}把水渠堵死了", "去年被{}打伤", "{}骗了好几家",
    "{}、{}都在场", "有{}作证", "请找{}核实", "{},今年六十岁", "钱都让{}拿走了", "借条写的是{}", "{}他爹当过兵", "{}的老婆吵上门",
    "由{}代签", "给{}打过招呼", "{}这种人也能吃低保", "除{}外都没有份", "{}仗势欺人", "大家推{}出来说话", "来了个{}", "{}倒是领了三份",
    "养狗的{}不拴绳", "卖菜的{}可以作证", "开车的{}喝了酒", "我姑父{}可以证明", "怕{}报复", "欠{}的钱还清了", "{}夫妇在外打工", "{}一家五口",
    "听说{}要当选", "都知道{}有后台", "{}签的字", "把地租给了{}", "{}多占了两间", "({})", "{}敬上", "{}于上月去世", "代笔{}", "{}至今没有露面",
)  # fmt: skip
KIN = re.compile("^(?:老板|司机|邻居|保安|房东|店主|孩子|妻子|丈夫|同事|女儿|儿子|父亲|母亲|老公|老婆|经理)$")

CARD = """# 人名判断

`weights.json`:一个字是不是姓、名字里常不常用、左右两边的字像不像在说人。`textgov redact` 用它找没有称呼的姓名(江涛的车)。

- 由 `python -m benchmarks.train_names` 得出:{letters:,} 封公开来信和本项目自写的来信,把其中的“他”“老板”“邻居”等换成编造的姓名作正例({positives:,} 处),其余可能的位置作反例({negatives:,} 处)。
- 方法:逻辑回归(特征:姓氏、用字、左右各一两个字、词典里有没有这个词)。
- 只存单字、两字的权重;没有来信原文,没有真人姓名。
- 局限:少见的姓、外文名、两个字的名单独出现(建国)时容易漏;词典里的词(高尚)靠前后文判断。
"""


def texts(chosen: random.Random) -> list[str]:
    """Return letters, folded and cut, without what the recognisers find in them already."""
    rows = [json.loads(line) for name in ("letters_pool", "letters_train", "letters_replies")
            for line in (DATA / f"{name}.jsonl").open(encoding="utf-8")]  # fmt: skip
    chosen.shuffle(rows)
    own = [json.loads(line) for path in sorted((ROOT / "corpora/letters").glob("*.jsonl")) for line in path.open(encoding="utf-8")]  # fmt: skip
    return [re.sub(r"\s+", " ", fold(row["text"][:CHARACTERS])) for row in own * 3 + rows[:LETTERS]]


def names(chosen: random.Random) -> Iterator[str]:
    """Yield made-up names without end."""
    import jieba

    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        entries = [line.split() for line in lines]
    words = [word for word, _, tag in entries if tag != "nr" and len(word) == 2 and word[0] in lexicon.SURNAMES
             and all(c in lexicon.GIVEN for c in word[1:]) and word[1] not in lexicon.NEVER_GIVEN
             and everyday().get(word[:2], "0") < "2"]  # fmt: skip
    listed = [word[1:] for word, _, tag in entries if tag == "nr" and len(word) == 3 and word[0] in lexicon.SURNAMES
              and word[:2] not in lexicon.COMPOUND and all(c in lexicon.GIVEN for c in word[1:])]  # fmt: skip
    spoken = [word for word, _, tag in entries if tag != "nr" and len(word) == 2
              and all(c in lexicon.GIVEN for c in word) and everyday().get(word, "0") < "3"]  # fmt: skip
    popular = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹"
    rare = sorted(lexicon.SURNAMES)
    typical, given = sorted(lexicon.TYPICAL), sorted(lexicon.TYPICAL | lexicon.COMMON) + sorted(lexicon.GIVEN)
    while True:
        kind = chosen.choices((0, 1), MIX)[0]
        if kind == 1:
            yield chosen.choice(words)
        else:
            surname = chosen.choices((chosen.choice(popular), chosen.choice(rare), chosen.choice(lexicon.COMPOUND)), (70, 27, 3))[0]  # fmt: skip
            style = chosen.random()
            if style < 0.22:
                yield surname + chosen.choice(given)
            elif style < 0.38:
                yield surname + chosen.choice(listed)
            elif style < 0.43:
                yield surname + chosen.choice(spoken)
            elif style < 0.58:
                yield surname + chosen.choice(given) + chosen.choice(given)
            elif style < 0.7:
                yield surname + chosen.choice(sorted(lexicon.COMMON) + list("二三四五家小大")) + chosen.choice(typical)
            elif style < 0.85:
                pair = [chosen.choice(typical), chosen.choice(sorted(lexicon.COMMON))]
                chosen.shuffle(pair)
                yield surname + "".join(pair)
            elif style < 0.92:
                yield surname + chosen.choice(typical) + chosen.choice(typical)
            else:
                yield chosen.choice(typical) + chosen.choice(sorted(lexicon.TYPICAL | lexicon.COMMON))


def log_odds(counts: Counter[str], text: Counter[str]) -> dict[str, float]:
    """Return for each character the log of its share among names over its share in letters, within ±WIDEST."""
    total, all_text = sum(counts.values()), sum(text.values())
    found = {}
    for character, count in counts.items():
        value = math.log(count / total) - math.log((text[character[0]] + 1) / all_text)
        found[character] = round(max(-WIDEST, min(WIDEST, value)), 2)
    return found


def planted(text: str, made: Iterator[str], chosen: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """Return ``text`` with some words for people replaced by names, and where the names stand."""
    pieces: list[str] = []
    spans = []
    position = length = 0

    def add(piece: str, *, name: bool = False) -> None:
        nonlocal length
        if name:
            spans.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)

    for match in PERSON.finditer(text):
        if chosen.random() > SHARE:
            continue
        noun = KIN.match(match.group()) and chosen.random() < 0.6
        add(text[position : match.end() if noun else match.start()])
        style = chosen.random()
        if noun and style < 0.2:
            add(",")
            add(next(made), name=True)
            add(",")
        else:
            add(next(made), name=True)
            if style > 0.8:
                add(chosen.choice("、、,和跟与"))
                add(next(made), name=True)
            if 0.7 < style < 0.87:
                add(chosen.choice(("家", "家", "的", "两口子", "他们", "等人")))
        position = match.end()
    add(text[position:])
    for frame in chosen.sample(FRAMES, FRAMES_EACH):
        add(chosen.choice(",。"))
        first, *rest = frame.split("{}")
        add(first)
        for piece in rest:
            add(next(made), name=True)
            add(piece)
    return "".join(pieces), spans


def examples(
    letters: list[str], made: Iterator[str], chosen: random.Random, characters: NameModel
) -> tuple[list[list[str]], list[tuple[float, float, float]], list[int], list[bool]]:
    """Return features, character odds, truth of every candidate, and whether it is apart from all planted names."""
    rows: list[list[str]] = []
    numbers: list[tuple[float, float, float]] = []
    truth: list[int] = []
    apart: list[bool] = []
    for letter in letters:
        text, spans = planted(letter, made, chosen)
        known = {
            i
            for f in find(text)
            if f.type in ("PERSON", "OFFICIAL") and f.by not in ("行文中的姓名", "行文中的两字姓名")
            for i in range(f.start, f.end)
        }
        inside = {i for a, b in spans for i in range(a, b)}
        for candidate in candidates(text):
            place = (candidate.start, candidate.end)
            right = place in spans
            if not right and place[0] in known - inside:
                continue
            surname, name = text[candidate.start : candidate.first], text[candidate.first : candidate.end]
            values = characters.odds(surname, name)
            numbers.append(values)
            rows.append([*own_features(surname, name, values), *context_features(text, candidate)])
            truth.append(int(right))
            apart.append(not inside & set(range(*place)))
    return rows, numbers, truth, apart


def main() -> None:
    """Train and write."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    chosen = random.Random(SEED)
    letters = texts(chosen)
    made = names(chosen)
    text_counts = Counter("".join(letters))
    sample = [next(made) for _ in range(60_000)]
    with_surname = [n for n in sample if n[0] in lexicon.SURNAMES]
    surnames = log_odds(Counter(n[:2] if n[:2] in lexicon.COMPOUND else n[0] for n in with_surname), text_counts)
    given = log_odds(
        Counter(c for n in with_surname for c in (n[2:] if n[:2] in lexicon.COMPOUND else n[1:])), text_counts
    )

    rows, numbers, truth, apart = examples(letters, made, chosen, NameModel({}, surnames, given, 0.0))
    seen = Counter(f for row in rows for f in row)
    index = {f: 3 + n for n, f in enumerate(sorted(f for f, c in seen.items() if c >= LEAST))}
    data, columns, bounds = [], [], [0]
    for row, values in zip(rows, numbers, strict=True):
        data += [*values, *([1.0] * sum(f in index for f in row))]
        columns += [0, 1, 2, *(index[f] for f in row if f in index)]
        bounds.append(len(columns))
    matrix = csr_matrix((data, columns, bounds), shape=(len(rows), 3 + len(index)))
    classifier = LogisticRegression(C=0.5, solver="liblinear", random_state=SEED)
    classifier.fit(matrix, truth)
    # Letters hold real names too: what looks like one is no counter-example. Learn again without it.
    kept = np.flatnonzero((np.array(truth) == 1) | (classifier.decision_function(matrix) < CLEAN) | ~np.array(apart))
    classifier.fit(matrix[kept], np.array(truth)[kept])
    coefficients = classifier.coef_[0]
    weights = {"surname": coefficients[0], "first": coefficients[1], "last": coefficients[2]}
    weights |= {f: coefficients[i] for f, i in index.items() if abs(coefficients[i]) >= SMALLEST}
    stored = {"bias": round(float(classifier.intercept_[0]), 3), "weights": {f: round(float(w), 2) for f, w in sorted(weights.items())},
              "surnames": dict(sorted(surnames.items())), "given": dict(sorted(given.items()))}  # fmt: skip
    write_text(FOLDER / "weights.json", json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n")
    positives = sum(truth)
    write_text(
        FOLDER / "README.md", CARD.format(letters=len(letters), positives=positives, negatives=len(truth) - positives)
    )
    scores = classifier.decision_function(matrix)
    truths = np.array(truth)
    for threshold in (-1, 0, 1, 2, 3):
        hit = (scores > threshold) & (truths == 1)
        wrong = (scores > threshold) & (truths == 0) & np.array(apart)
        print(threshold, f"recall {hit.sum() / truths.sum():.3f} false {wrong.sum()} of {len(letters)} letters")


if __name__ == "__main__":
    main()
