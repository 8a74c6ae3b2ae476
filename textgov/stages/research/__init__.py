"""Research tools: concordance, key words, co-occurrence, comparison of cases."""

from textgov.stages.research.compare import comparable, compare
from textgov.stages.research.cooccur import cooccur
from textgov.stages.research.keyness import keyness, small_corpus
from textgov.stages.research.kwic import kwic
from textgov.stages.research.units import frequent, mark_units, organisation_marks, practice_units, word_units
from textgov.stages.research.words import is_word

__all__ = [
    "comparable",
    "compare",
    "cooccur",
    "frequent",
    "is_word",
    "keyness",
    "kwic",
    "mark_units",
    "organisation_marks",
    "practice_units",
    "small_corpus",
    "word_units",
]
