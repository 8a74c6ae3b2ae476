"""Split a text into sentences with exact offsets.

Two passes of bounded regular expressions over the whole text give the places to cut: behind a stop or line break
(``_STOP``), and before a member of an enumeration (``_MARKER``, a second look only at the few matches). What is still
longer than ``SEGMENT.max_run`` characters is cut behind commas, semicolons or spaces.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from textgov.settings import SEGMENT
from textgov.types import Span

_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_STOPS = r"。！？；…｡"
_CLOSERS = r"」』”’）)】》〉\]"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_NUMERALS = "一二三四五六七八九十"

# One leading set keeps the search fast; the look-behinds then say what kind of character it was.
#   half-width !?; are no stop inside a URL or an HTML entity: between two of its characters, no hanzi beside them;
#   a half-width . is a full stop only behind a hanzi or closing quote, and before a hanzi, a digit, an opening quote or
#   the end of the line (3.5, pm2.5, www.a.cn, "1." and "一." are none); two or more dots are an ellipsis.
# Further stops, closing quotes and blanks go with the sentence; 的, a comma … behind a closing quote continue it.
_STOP = re.compile(
    rf"[{_STOPS}!?;.．{_BREAKS}]"
    rf"(?:(?<=[{_BREAKS}])"
    rf"|(?:(?<=[{_STOPS}])"
    rf"|(?<=[!?;])(?!(?<=[0-9A-Za-z/=&%#_-].)[0-9A-Za-z/=&%#_-])(?<!&nbsp;)"
    rf"|(?<=[{_HAN}{_CLOSERS}][.．])(?<![{_NUMERALS}].)(?=[ \t\u3000]*(?:[{_HAN}{_CLOSERS}0-9“‘「『（(《【]|[{_BREAKS}]|\Z))"
    rf"|(?<=\.)(?=\.)"
    rf")[{_STOPS}!?;.．{_CLOSERS} \t\u3000]*+(?!(?<=[{_CLOSERS}])[,，、:：的地等之和与及或—]))"
)

_ORDINAL = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}
_WORD_ORDINAL = {"首先": 1, "一方面": 1, "其次": 2, "另一方面": 2, "再次": 3, "再者": 3, "最后": 3}
# One group a family: members of one family belong together. Again one leading set for speed, then what it was.
_MARKER = re.compile(
    rf"[{_NUMERALS}第其首再最另（(①-⑳⑴-⒇0-9](?:(?P<circle>(?<=[①-⑳⑴-⒇]))|(?=[{_NUMERALS}0-9是要先次者后方、.．)）])(?:"
    rf"(?P<be>(?<=[{_NUMERALS}])(?<![统唯不万第之单同专合划归期初百其月周{_NUMERALS}].)(?:是|要(?!求|素|点|闻|件)))"
    rf"|(?P<nth>(?<=第)[{_NUMERALS}](?=[,，、:：是])|(?<=其)[一二三四五](?=[,，、:：是]))"
    r"|(?P<word>(?<=首)先|(?<=其)次|(?<=再)[次者]|(?<=最)后|(?<=另)一方面|(?<=一)(?<!另.)方面)"
    rf"|(?P<bracket>(?<=[（(])(?:[{_NUMERALS}]{{1,2}}|[0-9]{{1,2}})[）)](?![款项条号栋幢楼单元区期届年月日]))"
    rf"|(?P<digit>(?<=[0-9])(?<![0-9.．第A-Za-z].)[0-9]?[.．、)）](?!\s*[0-9]))"
    rf"|(?P<numeral>(?<=[{_NUMERALS}])(?<![{_NUMERALS}第周].)[{_NUMERALS}]?[、.．](?!\s*[{_NUMERALS}]))))"
)
_LINE = re.compile(rf"[{_BREAKS}]")
_OPENS_LIST = frozenset("：:；;。！？!?…")
_INK = re.compile(r"\S")
# Where an over-long run may be cut, best first.
_SOFT = (re.compile(r"[,，;；\s]"), re.compile("、"))


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` as spans: sorted, disjoint, free of white space at their ends, never empty.

    Every character that is not white space lies in exactly one span. A sentence ends at 。！？!?；;… (with the closing
    quotes behind it), at a line break, at a half-width full stop between Chinese, and before a member of an enumeration
    (一是… 首先… （一） 1、) that follows a colon or a stop, or has a neighbouring member in the same paragraph. A run of
    more than ``SEGMENT.max_run`` characters without a stop is cut at commas or blanks where there are any.
    """
    plain = _directed(text)
    cuts = [match.end() for match in _STOP.finditer(plain)]
    markers = list(_marker_starts(plain))
    if markers:
        cuts = sorted({*cuts, *markers})
    cuts.append(len(text))
    spans: list[Span] = []
    start = 0
    for end in cuts:
        piece = text[start:end].rstrip()
        body = piece.lstrip()
        if body:
            first = start + len(piece) - len(body)
            last = first + len(body)
            if len(body) > SEGMENT.max_run:
                spans.extend(_shorter(text, first, last))
            else:
                spans.append(Span(first, last))
        start = end
    return tuple(spans)


def _directed(text: str) -> str:
    """Give ASCII quotes a direction, by turns within each line, so that a closing one stays with its sentence."""
    if '"' not in text:
        return text
    return "".join(
        "".join(part + ("“" if number % 2 == 0 else "”") for number, part in enumerate(line.split('"')))[:-1]
        for line in text.splitlines(keepends=True)
    )


def _shorter(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut an over-long run into pieces of even length, behind the nearest comma or blank."""
    matches = ([match.end() for match in soft.finditer(text, start, end)] for soft in _SOFT)
    places = next(filter(None, matches), [])
    while (length := end - start) > SEGMENT.max_run:
        first = bisect_right(places, start + SEGMENT.min_run)
        last = bisect_left(places, end - SEGMENT.min_run)
        if first >= last:
            break
        aim = start + length // -(-length // SEGMENT.max_run)
        nearest = bisect_left(places, aim, first, last)
        cut = min(places[max(first, nearest - 1) : min(last, nearest + 1)], key=lambda place: abs(place - aim))
        yield Span(start, start + len(text[start:cut].rstrip()))
        ink = _INK.search(text, cut, end)
        start = ink.start() if ink else end
    yield Span(start, end)


def _marker_starts(text: str) -> Iterator[int]:
    """Yield where a member of an enumeration starts a sentence."""
    found: list[tuple[int, tuple[str, int, int]]] = []
    paragraph = position = 0
    for match in _MARKER.finditer(text):
        start = match.start()
        paragraph += len(_LINE.findall(text, position, start))
        position = start
        found.append((start, (str(match.lastgroup), _ordinal(match.group()), paragraph)))
    members = {member for _, member in found}
    for start, (family, ordinal, paragraph) in found:
        listed = not members.isdisjoint({(family, ordinal - 1, paragraph), (family, ordinal + 1, paragraph)})
        if listed or text[max(0, start - 9) : start].rstrip()[-1:] in _OPENS_LIST:
            yield start


def _ordinal(marker: str) -> int:
    """Return the number of an enumeration's member."""
    if marker in _WORD_ORDINAL:
        return _WORD_ORDINAL[marker]
    digits = "".join(filter(str.isdigit, unicodedata.normalize("NFKC", marker)))
    return int(digits) if digits else sum(_ORDINAL.get(char, 0) for char in marker)
