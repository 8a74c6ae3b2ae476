"""gensim: documents as a Dictionary and a bag-of-words corpus of textgov's words.

>>> from textgov.integrations.gensim import bag_of_words
>>> bag = bag_of_words(["网格员走访老人", "网格员调解邻里纠纷"])
>>> len(bag.dictionary), len(bag.corpus)
(6, 2)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textgov import api
from textgov.api import Book
from textgov.research import public
from textgov.stages.research import is_word
from textgov.stages.research.vectors import gensim_module
from textgov.toolbox import toolbox
from textgov.types import Document


@dataclass(frozen=True, slots=True)
class Bag:
    """What gensim's models take: ``corpus[i]`` counts the words of the document ``ids[i]``, ``texts[i]`` lists them.

    ``dictionary`` is a ``gensim.corpora.Dictionary``; ``corpus`` holds lists of (number of the word, count).
    """

    ids: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    dictionary: Any
    corpus: tuple[list[tuple[int, int]], ...]


def bag_of_words(
    source: Iterable[str | Document],
    *,
    no_below: int = 1,
    no_above: float = 1.0,
    content_words: bool = True,
    dictionary: str | Path | None = None,
    codebook: Book = None,
) -> Bag:
    """Return texts or documents as gensim's Dictionary and corpus; letters are masked first.

    Words in fewer than ``no_below`` documents or in more than the share ``no_above`` are left out (as in
    ``Dictionary.filter_extremes``). With ``content_words`` only words of two characters and more count that are no numbers
    and no stop words. The numbers of the words are those of their order, so the same texts give the same corpus. Raises
    MissingExtraError without gensim.
    """
    corpora = gensim_module("corpora")
    documents = public(api.as_documents(source, "report"))
    segmenter = toolbox(codebook, dictionary=dictionary).segmenter
    texts = tuple(
        tuple(word for word in segmenter.words(document.text) if not content_words or is_word(word))
        for document in documents
    )
    words = corpora.Dictionary(texts)
    if no_below > 1 or no_above < 1:
        words.filter_extremes(no_below=no_below, no_above=no_above, keep_n=None)
    return Bag(tuple(document.id for document in documents), texts, words, tuple(map(words.doc2bow, texts)))
