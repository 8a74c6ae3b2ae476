"""Thresholds of what is done with reports: tagging, agreement, comparison, words and topics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSettings:
    """Limits of tagging."""

    # What a code's hits in one paragraph must reach together, as 1 - Π(1 - score): one word that is evidence by itself
    # (0.9), one rule (0.5 and more) or two weak words (0.3 and 0.3). ``python -m benchmarks.quality`` prints F1.
    min_score: float = 0.5
    # What is one of three or more items of a bare enumeration counts this much of its score: two such items are needed.
    list_factor: float = 0.5
    # Evidence quotes the clause around its words; a longer clause would not be checked at a glance.
    max_quote: int = 40
    # Of the issues of a letter only the strongest are shown: the coders' issue is among the first three for nine
    # letters in ten, and a list of seven helps nobody.
    max_issues: int = 3


TAG = TagSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSettings:
    """How agreement between coders is measured. Re-check: ``pytest tests/agreement``."""

    # Resamples of the units; 1,000 place the bounds of a 95 % interval within about one hundredth.
    resamples: int = 1000
    confidence: float = 0.95
    seed: int = 0
    # A code that anyone gave to fewer units is not judged: one unit more or less would turn the figure around.
    min_units: int = 5


AGREEMENT = AgreementSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchSettings:
    """The comparison of cases. Re-check: ``textgov compare corpora/reports -o out`` and look at out/report.html."""

    # Below this a side's frequencies are those of single texts, and key words are hints only.
    small_corpus: int = 1000
    # Share of false key words accepted among all that are tested together (Bonferroni).
    significance: float = 0.05
    # Key words kept of one case, and how often one must occur in it.
    keys: int = 20
    key_minimum: int = 2
    # Most similar cases listed for each case; all pairs of a thousand cases nobody reads.
    nearest: int = 10
    # How often a word or pair must occur to be listed: a key word, and a pair of things mentioned together.
    minimum: int = 3
    minimum_together: int = 2
    # Cases that a picture of all pairs shows, nodes and edges that a picture of a network shows.
    heat_cases: int = 60
    drawn_nodes: int = 60
    drawn_edges: int = 180
    # Words that a network of words takes in: the most frequent.
    terms: int = 100


RESEARCH = ResearchSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverSettings:
    """New words. Re-check: ``pytest tests/research/test_discover.py`` and read what ``dictionary discover`` lists."""

    # Occurrences that a word needs; 0 means 2 and one more for each characters_per_count characters of text: in a long
    # text anything occurs twice.
    minimum: int = 0
    characters_per_count: int = 150_000
    # Names of more characters are phrases.
    longest: int = 8
    # Share of occurrences that cut through no word of the dictionary.
    min_whole: float = 0.5
    # Bits that the parts of a word tell about one another, at least; more for a verb with its object. From full_pmi on
    # more says only that the parts are rare.
    min_pmi: float = 5.0
    min_phrase_pmi: float = 7.0
    # In a short text no word reaches that; this share of the most that it could reach is then enough.
    min_ceiling_share: float = 0.8
    full_pmi: float = 12.0
    # Occurrences a document up to which repetition counts for a word; more is one letter's boilerplate.
    full_burst: float = 4.0
    # Letters that a word needs: one of fewer is their writers' own.
    min_letters: int = 3
    # Entropy of the neighbours on the less free side, as a share of the most that the count allows.
    min_freedom: float = 0.3
    # A part of a longer word: what stays beside the longer one's occurrences is a smaller share than this.
    min_own_share: float = 0.35
    # Words listed at most.
    most: int = 500


DISCOVER = DiscoverSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorSettings:
    """Word vectors of a folder. Re-check: ``textgov dictionary near`` with words whose neighbours are known."""

    dimensions: int = 60
    window: int = 5
    # Rarer words get no vector; the word that is asked for must occur so often that its uses differ.
    minimum: int = 5
    least_count: int = 5
    # Below this the neighbours are those of single sentences; below the second they are a hint, and textgov says so.
    least_words: int = 3_000
    enough_words: int = 20_000
    # Words that training sees: small texts are read again and again, large ones a few times. With 40 epochs 5,000 words
    # left all words alike (0.98 and more).
    seen: int = 600_000
    least_epochs: int = 3
    most_epochs: int = 150
    negative: int = 5
    # Frequent words are thinned out from this share on.
    sample: float = 1e-3
    seed: int = 1


VECTORS = VectorSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSettings:
    """Topic models. Re-check: ``textgov topics corpora/letters -o out`` and look at out/report.html."""

    # Numbers of topics that are tried; never more than one topic for each units_per_topic units and words_per_topic
    # different words.
    tried: tuple[int, ...] = (3, 4, 5, 6, 8, 10, 12, 15, 20)
    units_per_topic: int = 12
    words_per_topic: int = 5
    # A unit with fewer words says nothing about topics.
    min_words: int = 5
    # Words in fewer units, in a smaller or in a larger share of them are left out; in letters, words of fewer letters are
    # their writers' own.
    min_units: int = 3
    min_letters: int = 3
    min_share: float = 0.005
    max_share: float = 0.5
    # The most frequent words that are kept: more cost time and change little.
    vocabulary: int = 4000
    # Words of a topic: shown, and those that coherence and stability are measured on, and those of its label.
    shown: int = 20
    measured: int = 10
    label: int = 3
    examples: int = 3
    # Stability: how often the model is made again, and from which share of the units.
    repeats: int = 5
    resampled: float = 0.8
    seed: int = 1
    iterations: int = 300
    # Units that LDA sees at least: small collections are read again and again, large ones once (gensim's default).
    seen: int = 8_000
    least_passes: int = 1
    most_passes: int = 60
    # Below these the page warns: units, words, stability of a topic, distance between the best and the worst curve point.
    few_units: int = 100
    few_words: int = 3_000
    unstable: float = 0.5
    flat: float = 0.02


TOPICS = TopicSettings()
