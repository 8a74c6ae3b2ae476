"""Thresholds of what is done with letters: masking, routing, grouping, learning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySettings:
    """When something counts as personal. Re-check: ``textgov redact corpora/gold/redact.jsonl`` against its spans."""

    # Below this a candidate is left alone: a weak shape (座机, 银行卡) needs a cue or a check digit to reach it.
    threshold: float = 0.5
    # What a word such as 电话 or 卡号 nearby adds; enough to lift every weak shape over the threshold.
    context_bonus: float = 0.25
    # How far such a word may stand, in characters of the same sentence, before and after.
    context_before: int = 14
    context_after: int = 6
    # A name found by its cue is nearly sure where it recurs, but it may also be part of another word.
    recurrence_score: float = 0.75
    # Log-odds of the name model from which a name without a cue is masked, and from which it is nearly sure; what is
    # also a dictionary word (高尚, 白露) must look this much more like a person. Re-check: python -m benchmarks.quality
    name_odds: float = -2.0
    # Three characters that are all usual in names need less (杜金水).
    typical_name_odds: float = -2.7
    # A surname that is an everyday word (高, 安, 白) must look this much more like one.
    everyday_surname: float = 0.8
    sure_name_odds: float = 2.0
    sure_name: float = 0.7
    word_penalty: float = 3.8
    # How rare a fact is can be counted from this many letters on; it is rare below this share of them, and this many
    # kinds of facts together are telling in any batch.
    least_batch: int = 20
    rare_share: float = 0.01
    many_facts: int = 3
    # From here the release gate stops; weaker finds are masked but would stop too many clean outputs.
    residue_score: float = 0.8


PRIVACY = PrivacySettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSettings:
    """Grouping letters. The thresholds were picked looking at both halves of the development groups and at corpora/.

    Re-check: ``python -m benchmarks.clustering``.
    """

    # A title names place and problem and nothing else; 3 to 6 do about equally well.
    title_weight: int = 5
    # Bigrams in more of the letters, those of ``background`` included, than this (小区, 问题) only cost time.
    max_share: float = 0.2
    # Keeps the products near-linear when a batch is huge.
    max_letters_of_bigram: int = 1000
    # A bigram of one letter only lengthens its vector; in a small batch most are such, so that at full weight one
    # min_log_odds would not fit batches of 300 and of 4,000 letters alike.
    single_weight: float = 0.5
    # Text beyond this is attachments and pasted law; the problem is said before.
    max_chars: int = 3000
    # Letters of the usual kind that a batch's frequencies are mixed with: 1,000 to 4,000 do about equally well.
    background: int = 4000
    # In a batch of so many letters what more than this share of them holds tells none apart: all name their village.
    local_share: float = 0.25
    local_letters: int = 20
    # Such a batch of fewer letters than this is likelier to hold two about one problem, in proportion.
    local_prior: int = 1600
    # What stands for the title where there is none.
    head_chars: int = 40
    # Below this two letters share boilerplate only: hardly any pair would reach ``unlinked``.
    min_link: float = 0.07
    # Links kept of one letter: a campaign of more letters, each in other words, may come as several groups.
    max_links: int = 100
    # Rows multiplied at a time: bounds memory, does not change the result.
    block: int = 1024
    # A word of a title that fewer letters than this hold names something: 15 to 50 do about equally well.
    rare_word: int = 30
    # What two letters without a link count in the mean; lower holds groups together less.
    unlinked: float = -5.0
    # Groups merge down to these mean log-odds: lower mixes problems, higher splits groups.
    min_log_odds: float = -2.25
    # What two letters alone must reach: higher leaves more of them alone, in small batches also those that belong together.
    min_pair: float = -0.75
    # How much of two groups' inner likeness, the lower one, the mean must reach besides: 0.2 to 0.4 do about equally well.
    cohesion: float = 0.4
    # Share of common bigrams from which two texts count as the same one sent again.
    # At 0.6 letters of a form appear that are about two things; 0.7 and 0.8 hold no wrong pair of the coded letters.
    min_duplicate: float = 0.7
    # What is wanted is said early; the rest of a long letter only takes time.
    topic_chars: int = 1000
    # Letters shown of an issue: enough to see whether they belong together.
    representatives: int = 3
    # A burst: so many letters, no two further apart than these days, at so many times the usual rate.
    burst_letters: int = 3
    burst_gap: int = 3
    burst_times: float = 3.0
    # What a reader takes in at a glance, and how many key terms help.
    label_chars: int = 24
    terms: int = 5
    # Heat: an issue is as large as the people who wrote of it themselves, on their own days.
    duplicate_weight: float = 0.2
    day_weight: float = 0.5
    urgent_weight: float = 2.0
    growth_days: int = 30


CLUSTER = ClusterSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSettings:
    """How a letter's route is shown and split. Re-check: ``python -m benchmarks.routing``."""

    # What the reasons quote: enough to check at a glance.
    phrases: int = 4
    longest_phrase: int = 10
    # A phrase that says less than this share of the strongest decides nothing.
    least_phrase: float = 0.1
    strongest_words: int = 7
    # Bodies less likely than this are not listed as alternatives (three always are).
    min_alternative: float = 0.01
    # A second body less likely than this is not called a possibility beside the first.
    min_possible: float = 0.1
    # A sentence opens an issue of its own only when it is this sure of it; shorter sentences go with their neighbours.
    part_probability: float = 0.5
    min_part_chars: int = 8
    # Letters from this length on are judged by their opening too (title, or the first characters), with this share.
    long_letter: int = 100
    opening: int = 60
    opening_share: float = 0.25
    # How much the likely bodies count in choosing the issue that is shown: 0.3 is best across sources, 0 and 1 are worse.
    body_trust: float = 0.3
    # Letters handled at a time by route_many: large arrays are faster, but must fit the cache.
    batch: int = 256
    # Forms of the codebook up to this length count as evidence; the longest n-gram, so that one look-up finds both.
    longest_form: int = 4
    # Each further form of an issue leaves this share of doubt.
    form_doubt: float = 0.28
    # What a form counts in the reasons beside an n-gram's weight times idf (about 5).
    form_weight: float = 2.0
    # What the urgent words of a letter must reach together: one form, one sure rule, or two weak ones. Of coded letters
    # 0.4 finds more of the urgent ones at the same precision than 0.5 without the length.
    min_urgent: float = 0.4
    urgent_length: int = 400
    # How far in its sentence a word that says "past", "drill" or "settled" reaches; letters without stops are one sentence.
    calm_reach: int = 40
    # How far behind an actor its act may stand, and a word such as 请 before it.
    accusation_reach: int = 30
    asked_gap: int = 3
    # Up to this length wrongdoing is what the letter is about; then this share of belief goes to the supervision committee.
    short_letter: int = 150
    accused_share: float = 0.35
    # What an accusation adds to the belief in its role: of coded letters two thirds of the wrong and a third of the idle
    # were accused by the coders too.
    accused_wrong: float = 0.6
    accused_idle: float = 0.2
    # From this probability on the second body is named, with the words that speak for it.
    second_named: float = 0.1
    # Belief given to the role that cues name, beside the model's own; weaker cues only cost time.
    against_cue: float = 0.25
    min_role_score: float = 0.5


ROUTE = RouteSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """How a router is trained on a user's labels. Re-check: ``python -m benchmarks.routing``."""

    # A label with fewer letters cannot be learned and measured.
    min_letters: int = 3
    longest_gram: int = 4
    # An n-gram in fewer letters does not generalise and may give a writer away.
    min_df: int = 5
    folds: int = 4
    # Values of C that are tried, each with and without weight for rare labels; more where the user gives time.
    costs: tuple[float, ...] = (0.5, 1.5)
    more_costs: tuple[float, ...] = (0.5, 1.5, 0.15, 5.0)
    # A new model is as good as the old one up to this loss of accuracy or macro F1: two letters of a thousand.
    alike: float = 0.002
    # Shares of the letters at which the learning curve is measured, and the gain by doubling that is worth the work.
    curve: tuple[float, ...] = (0.1, 0.25, 0.5, 0.75, 1.0)
    worthwhile: float = 0.01
    # The threshold is the lowest at which routed letters are right this often.
    routed_accuracy: float = 0.95
    # A label this many times rarer than one that reads almost the same is probably a slip.
    slip_ratio: int = 10
    slip_likeness: float = 0.65


TRAIN = TrainSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    """What people are asked to look at. Re-check: ``pytest tests/review``."""

    # A given label this unlikely beside another this likely is a suspect. Without the two a model that is right in half of
    # the letters suspects a third of them, one in ten rightly; with them a twelfth, one in four rightly.
    unlikely: float = 0.1
    likely: float = 0.5
    # Below this the queue says how near the two likeliest are, above it how unsure the first is.
    close: float = 0.15


REVIEW = ReviewSettings()
