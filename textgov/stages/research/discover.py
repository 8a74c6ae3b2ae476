"""New words: runs of characters that hold together, stand freely and are in no dictionary.

Statistics as usual for Chinese (cohesion as mutual information: Sproat & Shih 1990; freedom as branching entropy: Jin &
Tanaka-Ishii 2006), with the cues by which reports mark the names that they make (see ``cues.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log2

from textgov.research_types import NewWord
from textgov.settings import DISCOVER, DiscoverSettings
from textgov.stages.research.cues import Cue, find_cues, lists
from textgov.stages.research.grams import Corpus, Gram
from textgov.stages.research.words import is_number, is_word
from textgov.types import Document, Span

# The dictionary's parts of speech of what is no part of a name at its edge.
_EMPTY = re.compile(r"[pcrdyeo]|u[a-z]*|mq|t")
_LABEL = re.compile(r"〔[^〕]*〕")
# 一梯一档, 一村一策.
_PAIRED = re.compile("一.一.")
_NONE = Cue()
UNKNOWN = "术语"
# What a word that is too rare to be measured gets for cohesion and freedom.
UNMEASURED = 0.65


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the dictionaries say.

    ``plain`` cuts by the stock dictionary alone and tags, ``cut`` is the stock segmenter as it comes, ``known`` knows
    the words that are not new, ``listed`` those that textgov keeps whole already,
    ``person`` the names of persons.
    """

    plain: Callable[[str], Sequence[tuple[str, str]]]
    cut: Callable[[str], Sequence[str]]
    known: Callable[[str], bool]
    listed: Callable[[str], bool]
    person: Callable[[str], bool]


def discover(
    documents: Sequence[Document],
    split: Callable[[str], Sequence[Span]],
    lexicon: Lexicon,
    *,
    settings: DiscoverSettings = DISCOVER,
) -> tuple[NewWord, ...]:
    """Return the new words of ``documents`` (letters masked before), the most promising first.

    ``split`` finds the sentences, for the examples. How often a word must occur: ``settings.minimum``; in reports a name
    that a cue marks needs one occurrence. A word of fewer than ``settings.min_letters`` letters could betray its writer
    and is left out.
    """
    texts = [_LABEL.sub(lambda label: " " * len(label[0]), document.text) for document in documents]
    minimum = settings.minimum or 2 + sum(map(len, texts)) // settings.characters_per_count
    edges = [list(accumulate(len(word) for word, _ in lexicon.plain(text))) for text in texts]
    cues = find_cues(texts)
    found: dict[str, Gram] = {}
    for gram in Corpus(texts, edges).grams(longest=settings.longest, minimum=minimum, whole=settings.min_whole):
        if _is_name(gram, cues.get(gram.text, _NONE), lexicon, settings) and not _is_person(gram.text, lexicon):
            found[gram.text] = gram
    for text, cue in cues.items():
        if text not in found and _is_marked(text, cue, lexicon) and not _is_person(text, lexicon):
            count = max(cue.quoted, cue.named)
            found[text] = Gram(text, count, len(cue.documents), None, 0.0, None, None, 1.0)
    least = settings.min_letters if any(document.kind == "letter" for document in documents) else 1
    kept = [gram for gram in _without_fragments(found, settings) if gram.documents >= least]
    ranked = sorted(kept, key=lambda gram: (-score(gram, cues.get(gram.text, _NONE)), gram.text))
    return tuple(_finished(ranked[: settings.most], cues, documents, split, lexicon))


def score(gram: Gram, cue: Cue) -> float:
    """Return how promising a word is: often, cohesive, free, marked by the author, at home in few documents."""
    cohesion = freedom = UNMEASURED
    if gram.pmi is not None and gram.left is not None and gram.right is not None:
        cohesion = min(gram.pmi, DISCOVER.full_pmi) / DISCOVER.full_pmi
        freedom = min(gram.left, gram.right) / log2(gram.count)
    marked = 1 + min(1.0, cue.quoted / gram.count) + 0.75 * min(2, cue.named)
    local = min(gram.count / gram.documents, DISCOVER.full_burst) ** 0.5
    return float(log2(1 + gram.count) * cohesion * (0.25 + 0.75 * freedom) * marked * local)


def _is_name(gram: Gram, cue: Cue, lexicon: Lexicon, settings: DiscoverSettings) -> bool:
    if cue.quoted >= gram.count / 2 and _is_marked(gram.text, cue, lexicon):
        return True
    if lexicon.known(gram.text) or is_number(gram.text) or gram.pmi is None or gram.left is None or gram.right is None:
        return False
    parts = lexicon.plain(gram.text)
    if not _edges_fit(parts):
        return False
    first, last = parts[0], parts[-1]
    if any(pos.startswith("u") for _, pos in parts) or (is_number(gram.text[:2]) and not _PAIRED.fullmatch(gram.text)):
        return False
    # 参与小区, 认识社区, 修东西: a verb and its object.
    phrase = first[1] == "v" and len(last[0]) > 1
    if phrase and len(first[0]) == 1 and len(parts) == 2:
        return False
    phrase = phrase and len(first[0]) > 1
    least = settings.min_phrase_pmi if phrase else settings.min_pmi
    least = min(least, settings.min_ceiling_share * gram.ceiling)
    return gram.pmi >= least and min(gram.left, gram.right) >= settings.min_freedom * log2(gram.count)


def _is_marked(text: str, cue: Cue, lexicon: Lexicon) -> bool:
    """Say whether a text that a cue marks is a name: more freely built than others, but no talk in quotation marks."""
    if lexicon.known(text) or is_number(text) or not (cue.named or cue.quoted > 1 or ending(text)[0] != UNKNOWN):
        return False
    parts = lexicon.plain(text)
    return not any(pos.startswith(("u", "y", "r")) for _, pos in parts) and (bool(cue.quoted) or _edges_fit(parts))


def _is_person(text: str, lexicon: Lexicon) -> bool:
    """Say whether it is a person's name; what ends like a place or a body is none, whatever it begins with."""
    return ending(text)[0] == UNKNOWN and lexicon.person(text)


def _edges_fit(parts: Sequence[tuple[str, str]]) -> bool:
    named = lists()
    if _PAIRED.fullmatch("".join(word for word, _ in parts)):
        return True
    (first, first_pos), (last, last_pos) = parts[0], parts[-1]
    if first in named["opens_not"] or last in named["closes_not"]:
        return False
    if len(first) == 1 and first in named["loose"] and first not in named["opening"]:
        return False
    if len(last) == 1 and last in named["loose"] and last not in named["closing"]:
        return False
    if len(first) > 1 and (_EMPTY.fullmatch(first_pos) or (not is_word(first) and not is_number(first))):
        return False
    return not (len(last) > 1 and (_EMPTY.fullmatch(last_pos) or last_pos in ("f", "m") or not is_word(last)))


def _without_fragments(found: Mapping[str, Gram], settings: DiscoverSettings) -> list[Gram]:
    """Return the words without those that hardly occur outside one longer word."""
    inside: dict[str, int] = {}
    for text, gram in found.items():
        for start in range(len(text) - 1):
            for end in range(start + 2, len(text) + 1):
                if end - start < len(text) and text[start:end] in found:
                    inside[text[start:end]] = max(inside.get(text[start:end], 0), gram.count)
    return [
        gram for text, gram in found.items() if gram.count - inside.get(text, 0) > settings.min_own_share * gram.count
    ]


def ending(text: str) -> tuple[str, str]:
    """Return what a name's ending says it is, and its part of speech: ``("组织", "nt")``; ``("术语", "n")`` if nothing."""
    best = ("", UNKNOWN, "n")
    for name, endings in lists().items():
        if name.startswith("endings "):
            _, kind, pos = name.split()
            for one in endings:
                if text.endswith(one) and len(best[0]) < len(one) < len(text):
                    best = (one, kind, pos)
    return best[1:]


def _finished(
    grams: Iterable[Gram],
    cues: Mapping[str, Cue],
    documents: Sequence[Document],
    split: Callable[[str], Sequence[Span]],
    lexicon: Lexicon,
) -> Iterator[NewWord]:
    for gram in grams:
        kind, pos = ending(gram.text)
        document, example = _example(gram.text, documents, split)
        cue = cues.get(gram.text, _NONE)
        yield NewWord(
            word=gram.text,
            kind=kind,
            pos=pos,
            count=gram.count,
            documents=gram.documents,
            score=score(gram, cue),
            pmi=gram.pmi,
            left=gram.left,
            right=gram.right,
            quoted=cue.quoted,
            named=cue.named,
            parts=tuple(lexicon.cut(gram.text)),
            listed=lexicon.listed(gram.text),
            document=document,
            example=example,
        )


def _example(word: str, documents: Iterable[Document], split: Callable[[str], Sequence[Span]]) -> tuple[str, str]:
    """Return the id of the first document with the word, and the sentence."""
    for document in documents:
        place = document.text.find(word)
        if place >= 0:
            span = next((span for span in split(document.text) if span.end > place), Span(0, len(document.text)))
            return document.id, document.text[span.start : span.end].strip()
    return "", ""
