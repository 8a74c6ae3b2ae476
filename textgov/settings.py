"""Every threshold: its name, the reason for its value, and the command that re-checks it.

One frozen dataclass a stage. A command's options override fields; ``run.json`` records the values used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Limits of reading."""

    # A government report is a few hundred KB; beyond this a file is a mistake (video, archive) and would exhaust memory.
    max_file_bytes: int = 200 * 1024 * 1024
    # The longest letters on a public letter portal have about 7,000 characters; ten million is a whole-book mistake.
    max_document_chars: int = 10_000_000
    # What a docx or xlsx may unpack to: real ones stay far below, a zip bomb declares gigabytes.
    max_unpacked_bytes: int = 1024 * 1024 * 1024
    # Exports put a title and an explanation above the header; deeper than this a "header" is data.
    header_rows: int = 5
    # Mean weight of a character (1 frequent, 0.6 level-1 hanzi, 0 rare, -1 not Chinese) of a decoded text. Sentences lie
    # above 0.6 in the right encoding and below 0.3 in a wrong one; two characters alone reach 0.6 in a wrong one, hence
    # the margin. Re-check: pytest tests/read/test_read_encoding.py
    min_encoding_score: float = 0.45
    min_encoding_margin: float = 0.15
    # Above this share of control characters a decoded text is binary data; a few NUL characters come from databases.
    max_control_share: float = 0.1
    # Share of damaged bytes up to which a file is still taken for UTF-8 (a cut or overwritten file, not another encoding).
    max_damaged_share: float = 0.01
    # A PDF with fewer readable characters a page than this holds scanned pictures, perhaps with a stamp as text.
    min_pdf_page_chars: int = 5


READ = ReadSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSettings:
    """Photographed and scanned letters. Re-check: ``python -m benchmarks.pictures``."""

    # Below this mean over the characters a page is mostly wrong and a person has to type it.
    min_confidence: float = 0.75
    # A character below this is shown as a box: a reader fills it in, and no other stage takes it for a word.
    min_character: float = 0.5
    # A scan of a page at 600 dpi has 35 million; more is no letter and fills the memory.
    max_pixels: int = 100_000_000
    # What a scanned page is drawn at before it is read.
    dpi: int = 200


PICTURES = PictureSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSettings:
    """Limits of sentence splitting; ``python -m benchmarks.segmentation`` prints how often they matter."""

    # Letters typed on a phone run on without a stop; beyond this evidence would be a whole paragraph.
    max_run: int = 120
    # A piece of such a run is not shorter than this.
    min_run: int = 10


SEGMENT = SegmentSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSettings:
    """When a detail that letters name is taken up into the agenda. Re-check: ``textgov demo`` and read agenda.html."""

    # A place that fewer letters name may be where one writer lives, not where the problem is.
    place_share: float = 0.3
    # A second body sits at the table when at least this share of the letters concern it.
    supporting_share: float = 0.2
    # More than a residents' meeting can settle in a season; the other issues stay in clusters.xlsx.
    top: int = 20
    # Where quotations were asked for: enough to hear a voice, too little to recognise a letter's whole story.
    quotes: int = 2
    quote_chars: int = 80


AGENDA = AgendaSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSettings:
    """The journal of issues. Re-check: ``pytest tests/register``."""

    # Seconds to wait for another program that writes: an entry takes a fraction of one, a person waits no longer than this.
    wait: float = 5.0


REGISTER = RegisterSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySettings:
    """Official answers to letters. Chosen on half of 100 judged pairs. Re-check: ``python -m benchmarks.replies``."""

    # From these scores on a criterion counts as middling and as good.
    middling: float = 0.34
    good: float = 0.67
    # Characters of substance below which an answer says nothing on the matter, from which it is not curt, and full.
    least: int = 12
    curt: int = 45
    full: int = 90
    # Share of the title's (part's) pairs of characters that a relevant (answering) passage takes up.
    title_share: float = 0.3
    part_share: float = 0.2
    # What the criteria count in the total; timeliness last.
    weights: tuple[float, float, float, float] = (0.3, 0.3, 0.25, 0.15)
    # Days within which an answer gets a score: 15 days to say that a letter is accepted and 60 to settle it are the limits
    # of the regulations on letters and visits (信访工作条例).
    days: tuple[tuple[int, float], ...] = ((15, 1.0), (30, 0.75), (60, 0.5), (90, 0.25))


REPLIES = ReplySettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSettings:
    """What may be published about letters. Re-check: ``pytest tests/release``."""

    # The usual threshold of statistical offices is 3 to 10; 5 is the one most often asked of social data.
    k: int = 5


RELEASE = ReleaseSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSettings:
    """How raw letters are locked away. Re-check: ``pytest tests/seal``."""

    # The cost that OWASP's password storage cheat sheet asks of scrypt; about half a second and 128 MB.
    scrypt_n: int = 2**17
    scrypt_r: int = 8
    scrypt_p: int = 1
    # A file that asks for more was not made by us.
    max_memory: int = 2**28
    # Whoever steals the laptop can try for years.
    min_passphrase: int = 12
    # Long enough to answer and to follow up; the law asks for no longer than needed.
    keep_days: int = 365


SEAL = SealSettings()


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
    # What two letters alone must reach: higher leaves more of them alone.
    min_pair: float = -1.25
    # How much of two groups' inner likeness, the lower one, the mean must reach besides: 0.2 to 0.4 do about equally well.
    cohesion: float = 0.4
    # Share of common bigrams from which two texts count as the same one sent again.
    # At 0.6 letters of a form appear that are about two things; 0.7 and 0.8 hold no wrong pair of the coded letters.
    min_duplicate: float = 0.7
    # What is wanted is said early; the rest of a long letter only takes time.
    topic_chars: int = 1000
    # Letters shown of an issue: enough to see whether they belong together.
    representatives: int = 3
    # A burst: so many letters, no two further apart than these days, at so many times the issue's usual rate.
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
