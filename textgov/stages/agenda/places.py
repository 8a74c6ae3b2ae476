"""The place that letters about one matter agree on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from textgov.settings import AGENDA

_KIND = re.compile(
    "小区|花园|家园|公寓|宿舍|大道|街道|社区|广场|市场|夜市|公园|学校|小学|中学|幼儿园|医院|车站|地铁站|新村|新城|大桥"
    "|路口|路|街|巷|苑|桥|村(?![里上民委干长组])|镇"
)
_LONGEST_NAME, _SHORTEST_NAME = 6, 2
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*$")
# The last character or word that cannot be part of a name: the name begins behind it.
_BORDER = re.compile(
    r".*(?:[这那该本我你他她咱俺它的地得和与及跟同到从往至由对向把被将给为是在于住叫了着过有没不还也都就才又很太最更"
    r"个条座所处家间只每各某全几两些请问走进出去来回离靠沿经穿说看修建改扩拓有条]"
    r"|附近|旁边|对面|门口|前面|后面|位于|地处|目前|现在|因为|关于|反映|投诉|以及|或者)"
)
# Words that say what sort of place it is and not which one.
_SORTS = re.compile(
    "(?:道|公|马|铁|网|电|线|思|半|一|上|下|大|小|主|乡|农|城|市|县|区|旧|老|新|前|后|东|南|西|北|中|高速|红绿灯|农贸|菜|超|人才|房地产"
    "|二手|交易|居民|住宅|商品房|安置|封闭|高档|人行|车行|机动车|柏油|水泥|商业|步行|美食|人民|行政|自然|职业|公立|私立|民办|公办|重点"
    "|中心|天|立交|过街|高架|整|单元|工业|生态|体育|儿童|文化|第|[一二三四五六七八九十])+"
)


def common_place(texts: Sequence[str]) -> str:
    """Return the place that at least two texts and a share of ``AGENDA.place_share`` name, or ``""``.

    A place is a name and a word for its kind (…小区, …路, …村). Where a name begins is not marked in Chinese, so every
    possible beginning is counted, and the longest of those that most texts share is taken.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_possible(text)))
    needed = max(2, AGENDA.place_share * len(texts))
    agreed = [(-times, -len(name), name) for name, times in counts.items() if times >= needed]
    return min(agreed)[2] if agreed else ""


def _possible(text: str) -> Iterator[str]:
    previous = 0
    for kind in _KIND.finditer(text):
        before = text[max(previous, kind.start() - _LONGEST_NAME) : kind.start()]
        name = _BORDER.sub("", _LETTERS.search(before)[0])  # type: ignore[index]
        for begin in range(len(name) - _SHORTEST_NAME + 1):
            if not _SORTS.fullmatch(name, begin):
                yield name[begin:] + kind[0]
        previous = kind.end()
