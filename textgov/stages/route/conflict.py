"""Who is accused in a letter, and of what: an actor of the codebook and a word of wrongdoing or idleness behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from textgov.codebook import Actor, Code, Codebook
from textgov.fold import fold
from textgov.matching import Hit
from textgov.settings import ROUTE
from textgov.types import Span

ACTOR = "actor:"
SUPERVISION = "supervision"
_OFFICIAL = ("government", "village_cadre")
WRONG, IDLE = "wrongdoing", "idleness"
# Words right before somebody who does not act but is acted on, or acts along.
_OBJECTS = ("把", "将", "对", "和", "跟", "与", "同", "给", "帮", "替", "的", "说", "讲", "嫌", "怪")
_STOPS = ",。;!?:、 \n"
# Words right before an act that turn it around.
_NEGATIONS = (
    "不",
    "没",
    "没有",
    "从不",
    "未",
    "别",
    "不许",
    "不准",
    "不要",
    "严禁",
    "禁止",
    "杜绝",
    "不会",
    "冇",
    "有没有",
    "是否",
    "是不是",
)


@dataclass(frozen=True, slots=True)
class Accusation:
    """An actor and what it is said to have done, ``text[start:end]``; ``wrong`` is False where it only did nothing.

    ``bare``: a short letter is about the actor, without a word that says what it did, a request or thanks.
    """

    actor: Actor
    wrong: bool
    start: int
    end: int
    words: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """What an accusation means for the route.

    ``lane``: ``lead`` the supervision committee leads instead of the accused body, ``person`` a person decides, ``watch`` the
    committee looks too. ``share`` of belief goes to the committee beforehand.
    """

    accusation: Accusation
    lane: Literal["lead", "person", "watch"]
    reason: str
    share: float = 0.0


def conflict_of(
    accusations: Sequence[Accusation], lead: str, length: int, *, against: str | None, neutral: bool
) -> Conflict | None:
    """Return the conflict of interest in a letter of ``length`` characters that would go to ``lead``, or None.

    Wrongdoing is the matter itself in a short letter and often told by the way in a long one; not to have acted is weaker,
    and counts where the letter as a whole is ``against`` that role.
    ``neutral`` says whether there is a supervision committee among the bodies.
    """
    named = [one for one in accusations if one.actor.body and one.actor.body == lead]
    own = [one for one in named if one.wrong or one.bare or one.actor.role == against]
    wrong = [one for one in accusations if one.wrong and one.actor.role in _OFFICIAL]
    short = length <= ROUTE.short_letter
    if own:
        chosen = next((one for one in own if one.wrong), own[0])
        if chosen.bare:
            return Conflict(chosen, "person", f"信里说的像是{chosen.actor.name}自己的事,请社工站的人看过再定")
        said = f"信里投诉的就是{chosen.actor.name}(“{shortened(chosen.words)}”),不能交给它自己办"
        if neutral and chosen.wrong and short and lead != SUPERVISION:
            return Conflict(chosen, "lead", f"{said};转监督委员会核查", ROUTE.accused_share)
        return Conflict(chosen, "person", f"{said};请社工站的人看过再定")
    if wrong and neutral:
        chosen = wrong[0]
        reason = f"信里说{chosen.actor.name}的不是(“{shortened(chosen.words)}”),请监督委员会一同核查,被投诉的人回避"
        return Conflict(chosen, "watch", reason, ROUTE.accused_share if short else 0.0)
    if named and neutral:
        said = f"信里说{named[0].actor.name}找了没有办(“{shortened(named[0].words)}”)"
        return Conflict(named[0], "watch", f"{said},请监督委员会一同看办得怎样")
    return None


def shortened(words: str) -> str:
    """Return words as they are quoted: the beginning and the end of long ones."""
    half = ROUTE.longest_phrase
    return words if len(words) <= 2 * half else f"{words[:half]}…{words[-half:]}"


class AccusationFinder:
    """Reads accusations from the hits of actors and acts in a letter."""

    def __init__(
        self,
        actors: dict[str, Actor],
        asked: Sequence[str],
        told: Sequence[str],
        denounced: Sequence[str],
        friendly: Sequence[str],
    ) -> None:
        self._actors = actors
        self._friendly = tuple(friendly)
        self._asked, self._told, self._denounced = tuple(asked), tuple(told), tuple(denounced)

    @classmethod
    def from_codebook(cls, codebook: Codebook) -> AccusationFinder:
        """Take the codebook's actors and the cues ``asked``, ``told``, ``denounced`` and ``friendly``; a codebook may lack them."""

        def forms(cue: str) -> list[str]:
            return list(map(fold, codebook.cues[cue].forms)) if cue in codebook.cues else []

        actors = {ACTOR + actor.id: actor for actor in codebook.actors.values()}
        return cls(actors, forms("asked"), forms("told"), forms("denounced"), forms("friendly"))

    def codes(self) -> Iterator[Code]:
        """Yield what a matcher has to look for beside the cues."""
        for identifier, actor in self._actors.items():
            yield Code(identifier, actor.name, "", "", "", actor.words)

    def find(self, text: str, sentences: Sequence[Span], hits: Sequence[Hit]) -> tuple[Accusation, ...]:
        """Return the accusations of one letter in order; ``hits`` are all hits of the letter, acts named ``cue:…``."""
        actors = _longest([hit for hit in hits if hit.code.id in self._actors])
        acts = [hit for hit in hits if hit.code.id in (f"cue:{WRONG}", f"cue:{IDLE}")]
        if not actors:
            return ()
        folded = fold(text)
        real = [act for act in acts if not _negated(folded, act.start)]
        blunt = len(text) <= ROUTE.short_letter and acts == real and not any(word in folded for word in self._friendly)
        found = []
        for number, hit in enumerate(actors):
            actor = self._actors[hit.code.id]
            following = next(
                (one.start for one in actors[number + 1 :] if one.code.id != hit.code.id and self._acts(folded, one)),
                len(text),
            )
            end = min(sentences[hit.sentence].end, following, hit.end + ROUTE.accusation_reach)
            act = self._act(folded, hit, [one for one in real if one.sentence == hit.sentence], end)
            if actor.role and act is not None:
                start, stop = min(hit.start, act.start), max(hit.end, act.end)
                found.append(Accusation(actor, act.code.id.endswith(WRONG), start, stop, text[start:stop]))
            elif actor.role and blunt and hit.start == sentences[hit.sentence].start:
                found.append(Accusation(actor, False, hit.start, hit.end, text[hit.start : hit.end], bare=True))
        return tuple(found)

    def _acts(self, text: str, other: Hit) -> bool:
        """Say whether somebody named behind an actor is who acts from there on; private people are so at a clause's start."""
        if not self._actors[other.code.id].role:
            return text[other.start - 1] in _STOPS
        return not text.endswith(_OBJECTS, 0, other.start)

    def _act(self, text: str, actor: Hit, acts: Sequence[Hit], end: int) -> Hit | None:
        """Return the act that the actor is accused of, wrongdoing before idleness, or None."""
        before = [one for one in acts if one.end <= actor.start and _of(text[one.end : actor.start])]
        behind = [one for one in acts if actor.end <= one.start < end]
        if self._stands_before(text, actor.start, self._denounced):
            behind = behind or [one for one in acts if actor.end <= one.start]
        elif self._stands_before(text, actor.start, self._asked):
            return None
        elif self._stands_before(text, actor.start, self._told):
            # to whom somebody spoke is not who did what is told, unless a new clause says so
            stop = min((place for mark in ",。;" if (place := text.find(mark, actor.end, end)) >= 0), default=end)
            behind = [one for one in behind if one.code.id.endswith(IDLE) or one.start > stop]
        known = [*before, *behind]
        return next((one for one in known if one.code.id.endswith(WRONG)), known[0] if known else None)

    @staticmethod
    def _stands_before(text: str, place: int, words: tuple[str, ...]) -> bool:
        """Say whether one of the words ends at ``place`` or up to ``ROUTE.asked_gap`` characters before, in the clause."""
        for end in range(place, max(-1, place - ROUTE.asked_gap - 1), -1):
            if text.endswith(words, 0, end):
                return True
            if end and text[end - 1] in _STOPS:
                return False
        return False


def _longest(hits: list[Hit]) -> list[Hit]:
    """Drop actors that overlap a longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        if all(hit.end <= one.start or one.end <= hit.start for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)


def _of(between: str) -> bool:
    """Say whether an act before an actor is the actor's own: 收钱不办事的居委会."""
    return len(between) <= ROUTE.asked_gap + 2 and (between == "" or between.endswith("的")) and "," not in between


def _negated(text: str, start: int) -> bool:
    return text.endswith(_NEGATIONS, 0, start)
