"""Decide whether something is done, planned or a problem: by clause, by sentence and by the section it stands in.

One word anywhere in a paragraph decides nothing: 将小区划为网格 is done (将 as 把), 将划分网格 is planned, 解决停车难 is done,
停车难突出 is a problem. Headings (下一步打算, 问题与不足 …) govern the lines below them until a heading of the same level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from textgov.types import Span, Status

_VERBS = (
    "继续|进一步|不断|持续|深入|全面|逐步|陆续|积极|重点|加|坚持|探索|推进|推动|推出|推行|建|打造|开展|组织|完善|引入|引进|引导|依托|围绕|"
    "通过|在|会|努力|着力|充分|大力|优化|强化|健全|聚焦|统筹|结合|适时|启动|实施|新增|实现|投入|成立|选|再|把|对|为|从|于|以|有"
)
_FUTURE = re.compile(
    rf"下一步|下一阶段|下阶段|接下来|今后|日后|明年|未来(?:几|三|五|\d)|计划(?![》,、。外生经时])(?<![年动项]计划)|拟(?![定人态])|打算|(?<!全)力争|预计|有望|即将|"
    rf"按照[^,。]{{0,12}}规划|(?:到|至)20\d\d年|(?<![麻猛大主老闯干健名虎])将(?:(?:着手|全力|逐渐|统一|常态化|同步|优先|分批|借鉴|启用|招录|充分|会同|联合)|(?={_VERBS}))"
)
_MODAL = re.compile(
    r"(?<![主重需只想还次纪摘概必首简就都])要(?![求事么素点是件紧闻塞领义害好不员])|需要(?=进一步|加|建|完|强|各|把|在|从|通过|更|健|不断|继续|统筹)|必须|应当|应该|(?<![供适感反响效相呼对回顺])应(?![急对用邀付答有届聘变征运])|"
    r"(?<![必无])须(?!知)|亟需|(?:^|[,。;:、)])建议|建议(?=[上政街各由将把进尽相对从])|不妨|可以?考虑|[尚还均]需|需(?=进一步|加|完|建|强|在|从|继|培)"
)
_DONE = re.compile(
    r"(?<!为)了(?![解然如])|已|累计|先后|目前|近年来|截至|截止|以来|去年|曾|(?<![通超经不])过(?![程渡于度往])|成功|同比|获[评得]|荣获|共有|达到|现有|如今|现在|"
    r"(?:成立|启用|投用|开通|揭牌|落成)(?=[,。])"
)
_COUNT = re.compile(r"\d(?:余|多)?(?:名|人|个|次|件|条|户|家|支|场|起|份|处|项)")
# In a paragraph of measures without any trace of the past these openings of a clause are recommendations.
_IMPERATIVE = re.compile(
    r"(?:^|[,。;:)]|[一二三四五六七八九十]是|[、.])(?:要|应|进一步|切实|加强|加快|加大|健全|完善|强化|优化|拓宽|拓展|畅通|鼓励|引导|提升|提高|深化|适当|合理|推动|推进|探索|构建|巩固|充分|"
    r"建立健全|规范|落实|明确|坚持|发挥|着力|大力|积极|不断|保证|禁止|有效|丰富|整合|织密|夯实)"
)
_PAST = re.compile(
    r"(?<!为)了(?![解然如])|已|累计|先后|目前|年来|截[至止]|以来|今年|去年|曾|获评|荣获|证明|年多|如今|现在|每[周月天晚年季]|上个?[月周]|昨|记者|说[。,:“”]|成功|自从|当[天日时]|\d{2,}|\d+[余多]?[名个次件条户家支场处]|过去|以前"
)
_LACK = re.compile(
    r"缺乏|缺少|缺失|不足(?!为奇)|短板|尚未|仍未|还未|未能|薄弱|滞后|难以|不[够高强全通畅顺愿宽深实]|不通[,。;]|不到位|不明确|不清晰|不健全|不完善|不规范|不平衡|不及时|不匹配|不适应|不到[一两三四五]成|"
    r"存在[^,。;]{0,16}(?:问题|困难|现象|矛盾|差距|隐患|不)|瓶颈|困境|困扰|弱化|虚化|边缘化|流于形式|形同虚设|积极性低|意识淡薄|偏少|偏低|偏大|过多|过重|较重|"
    r"严重|老大难|突出问题|问题(?:较为|比较)?突出|难(?=[、,。;]|$|的?问题)|[少低弱乱](?=[,。;、]|$)|频发|多发|无人问津|没有(?=专|人|物业|形成|足够)|亟待|有待|紧缺|[不无][能法](?:及时)?满足|等问题导致|屡禁不止|只有(?=[少老几个别一])|加剧|被打破|典型差距|亟需解决|身兼数职"
)
_SOLVED = re.compile(
    r"(?<![需待难以])解决(?!不)[^,。;]{0,14}(?:问题|难题|难)|解决了|破解|化解|克服|针对|消除|改变|缓解|补齐|补上|弥补|打破[^,。;]*(?:壁垒|格局)|避免|攻克|走出|告别|防止|消弭|扭转|为此|疏通|根治|为了?解决|着力解决"
)
_SECTION_CUES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (
        re.compile(
            r"下一步|下步|打算|计划(?!生育)|建议|对策|展望|探讨|努力方向|今后|设想|未来|改进方向|优化路径|完善路径"
        ),
        "planned",
    ),
    (
        re.compile(
            r"(?:存在|主要|突出|面临|现实)[^,。]{0,6}(?:问题|困难|挑战|困境)|不足|短板|困境|瓶颈|问题与|问题和|问题及"
        ),
        "problem",
    ),
)
_LEVELS = (
    re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\s*\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\s*\d{1,2}[、.](?!\d)"),
    re.compile(r"\s*(?:\(\d{1,2}\)|[①-⑳])"),
)
_MAX_HEADING = 40


@dataclass(frozen=True, slots=True)
class StatusReader:
    """Judge spans of one text; build once a text with ``from_text``. ``sections`` holds (start, status) of governed lines."""

    folded: str
    sections: tuple[tuple[int, int, Status], ...]

    @classmethod
    def from_text(cls, folded: str) -> StatusReader:
        """Read the headings of a folded text (see ``textgov.fold``)."""
        return cls(folded, tuple(_sections(folded)))

    def of(self, span: Span, sentence: Span) -> Status:
        """Return the status of what stands at ``span`` inside ``sentence``."""
        folded = self.folded
        start = max(sentence.start, *(folded.rfind(mark, sentence.start, span.start) + 1 for mark in ",;"))
        ends = (folded.find(mark, span.end, sentence.end) for mark in ",;。")
        end = min((found for found in ends if found >= 0), default=sentence.end)
        clause, whole = folded[start:end], folded[sentence.start : sentence.end]
        before = folded[sentence.start : start].rsplit(";", 1)[-1]
        done, counted = bool(_DONE.search(clause)), bool(_COUNT.search(clause))
        section = next((status for low, high, status in self.sections if low <= span.start < high), None)
        lacking = _LACK.search(clause) or (_LACK.search(whole) and not (done or counted))
        if (
            lacking
            and section != "planned"
            and (not _SOLVED.search(whole) or _FUTURE.search(folded, end, sentence.end))
        ):
            return "problem"
        if _FUTURE.search(clause) or (not done and _FUTURE.search(before)):
            return "planned"
        if not (done or counted) and (_FUTURE.search(whole) or _MODAL.search(clause) or _modal_before(before)):
            return "planned"
        return section if section and not done else "done"


def _modal_before(before: str) -> bool:
    """Say whether an earlier clause of the sentence demands something, so that later clauses continue the demand."""
    return bool(_MODAL.search(before)) and not (_DONE.search(before) or _COUNT.search(before))


def _recommends(line: str) -> bool:
    """Say whether a paragraph is all plans or measures to be taken: cues in it, and no trace of anything past."""
    if _PAST.search(line) or (_LACK.search(line) and not _SOLVED.search(line)):
        return False
    cues = len(_FUTURE.findall(line)) + len(_MODAL.findall(line))
    clauses = line.count(",") + line.count("。") + line.count(";")
    return clauses > 1 and (cues > 0 or 2 * len(_IMPERATIVE.findall(line)) >= clauses)


def _cue(heading: str) -> Status | None:
    found = [status for pattern, status in _SECTION_CUES if pattern.search(heading)]
    # "Problems and suggestions" says nothing about a single sentence.
    return found[0] if len(found) == 1 else None


def _sections(folded: str) -> list[tuple[int, int, Status]]:
    """Return the governed stretches as (start, end, status).

    A line is governed by the headings above it, by its own first words when they are such a heading (对策建议。…), or by
    being all measures. A heading that says nothing itself is what the text below it is.
    """
    found: list[tuple[int, int, Status]] = []
    stack: list[tuple[int, Status | None]] = []
    place = open_from = 0
    for line in folded.split("\n"):
        end, stripped = place + len(line), line.strip()
        if stripped and len(stripped) <= _MAX_HEADING and not re.search(r"[。;!?:]", stripped):
            depth = next((i for i, pattern in enumerate(_LEVELS) if pattern.match(line)), 0)
            stack = [(d, s) for d, s in stack if d < depth]
            stack.append((depth, _cue(stripped)))
        elif stripped:
            opening = re.match(r"[^。:,]{2,30}[。:]", stripped)
            status = _cue(opening.group()) if opening else None
            status = status or next((s for _, s in reversed(stack) if s), None)
            status = status or ("planned" if _recommends(stripped) else None)
            if status:
                found.append((open_from, end, status))
            open_from = end + 1
        place = end + 1
    return found
