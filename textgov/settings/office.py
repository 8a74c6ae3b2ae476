"""Thresholds of what leaves the office: agenda, journal, answers, publication, sealed letters."""

from __future__ import annotations

from dataclasses import dataclass


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
