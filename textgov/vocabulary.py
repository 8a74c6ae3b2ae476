"""The user's own vocabulary as Python functions: find new words, keep a dictionary, find words used like a word."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

from textgov.api import Book, Source
from textgov.errors import UsageError
from textgov.research import public
from textgov.research_types import Neighbour, NewWord
from textgov.settings import DISCOVER, VECTORS, DiscoverSettings, VectorSettings
from textgov.toolbox import toolbox
from textgov.types import Document


def discover(
    source: Source,
    *,
    dictionary: str | Path | None = None,
    codebook: Book = None,
    settings: DiscoverSettings = DISCOVER,
) -> tuple[NewWord, ...]:
    """Return words that the stock dictionary and the user's ``dictionary`` lack, the most promising first.

    See ``textgov.stages.research.discover`` for the method. Letters are masked first, examples are from masked text; a
    word of fewer than three letters is left out. Words that textgov's own dictionary or the codebook keeps whole already
    are marked ``listed``. Raises UsageError for a dictionary that cannot be read.
    """
    from textgov.stages.privacy.lexicon import SURNAMES
    from textgov.stages.research.discover import Lexicon
    from textgov.stages.research.discover import discover as search
    from textgov.stages.segment import split_sentences
    from textgov.stages.segment.dictionary import read_dictionary
    from textgov.stages.segment.engines import make_engine

    own = frozenset(entry.word for entry in read_dictionary(Path(dictionary))) if dictionary else frozenset()
    documents = public(source)
    stock = make_engine("rjieba")
    people = _people(documents)
    lexicon = Lexicon(
        plain=stock.plain,
        cut=stock.cut,
        known=lambda word: stock.known(word) or word in own,
        listed=toolbox(codebook).segmenter.keeps_whole,
        person=lambda word: word in people or (word[0] in SURNAMES and stock.tag(word) == [(word, "nr")]),
    )
    return search(documents, split_sentences, lexicon, settings=settings)


def _people(documents: Iterable[Document]) -> frozenset[str]:
    """Return the names of persons that reports name; letters are masked."""
    from textgov.stages.privacy.finding import find, names_in

    texts = (document.text for document in documents if document.kind == "report")
    return frozenset(name for text in texts for name in names_in(text, find(text)))


def add_words(
    words: Iterable[str] = (),
    *,
    dictionary: str | Path,
    pos: str = "n",
    table: str | Path | None = None,
) -> tuple[str, ...]:
    """Add words to a user's dictionary in jieba's format and return those that it lacked.

    ``table`` is a file of ``textgov dictionary discover`` in which the words to take are ticked in the column 采用; they
    keep their parts of speech. The file is made where there is none; what stands in it stays. Raises UsageError for a
    word that cannot stand whole, for an unknown part of speech, or where there is no word; ReadError for a bad table.
    """
    from textgov.stages.read.chosen import read_chosen
    from textgov.stages.segment.user_dictionary import add_entries, make_entry

    wanted = [(word, pos) for word in words]
    if table is not None:
        wanted += [(word, own or pos) for word, own in read_chosen(table)]
    if not wanted:
        raise UsageError("没有要加的词;请写出词,或用 --from 给出勾选过的新词表")
    entries = [make_entry(word, tag) for word, tag in wanted]
    return tuple(entry.word for entry in add_entries(Path(dictionary), entries))


def near(
    word: str,
    source: Source,
    *,
    top: int = 20,
    dictionary: str | Path | None = None,
    codebook: Book = None,
    settings: VectorSettings = VECTORS,
) -> tuple[Neighbour, ...]:
    """Return the words that ``source`` uses most like ``word``, by vectors trained on these texts alone.

    The same texts give the same words. Letters are masked first. Warns (UserWarning) where the texts are few. Raises
    MissingExtraError without gensim, and TextgovError where the texts or the word's occurrences are too few.
    """
    from textgov.stages.research.vectors import few_words
    from textgov.stages.research.vectors import near as find

    texts = sentences(source, dictionary=dictionary, codebook=codebook)
    found = find(word, texts, top=top, settings=settings)
    if note := few_words(sum(map(len, texts)), settings=settings):
        warnings.warn(note, stacklevel=2)
    return found


def sentences(source: Source, *, dictionary: str | Path | None = None, codebook: Book = None) -> list[list[str]]:
    """Return the sentences of ``source`` as lists of their words that carry a meaning; letters masked first."""
    from textgov.stages.research import is_word
    from textgov.stages.segment import split_sentences

    segmenter = toolbox(codebook, dictionary=dictionary).segmenter
    texts = (
        document.text[span.start : span.end] for document in public(source) for span in split_sentences(document.text)
    )
    found = ([word for word in segmenter.words(text) if is_word(word)] for text in texts)
    return [words for words in found if words]
