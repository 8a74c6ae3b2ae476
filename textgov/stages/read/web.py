"""Text and metadata of .html pages: trafilatura finds the body, the page's own meta tags the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from textgov.stages.read.dates import address_date, find_date
from textgov.stages.read.quiet import quiet

_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "select", "textarea", "iframe"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "code", "del", "em", "font", "i", "ins", "label", "mark", "q", "s", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "u", "var", "wbr", "img"}
)
# Names that government portals and news sites use, the most telling first.
_TITLE = ("articletitle", "og:title", "title")
_DATE = ("pubdate", "publishdate", "article:published_time", "datepublished", "og:release_date")
_SOURCE = ("contentsource", "source", "og:site_name", "sitename")
_ADDRESS = ("canonical", "og:url")
# The last part of a page's title, where it names a paper or a news site.
_PAPER = re.compile("[\u4e00-\u9fff]{2,10}(?:日报|晚报|新闻网|在线|融媒|发布)")
# Below this share of the page's own prose trafilatura has taken a side column or a notice for the article.
_MIN_BODY = 50


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a file, and what its format says about it.

    ``body`` is the article where the format tells it apart; ``confidence`` in [0, 1] is that of a recognised picture.
    """

    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    body: str | None = None
    confidence: float | None = None


class _Lines(HTMLParser):
    """Collect a page's visible text, a line a block, and its meta tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.meta: dict[str, str] = {}
        self.headings: list[str] = []
        self.page_title = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            values = {name: value or "" for name, value in attrs}
            name = (values.get("name") or values.get("property") or values.get("itemprop") or "").lower()
            if name and values.get("content", "").strip():
                self.meta.setdefault(name, values["content"].strip())
        elif tag == "link":
            values = {name: value or "" for name, value in attrs}
            if values.get("rel", "").lower() == "canonical":
                self.meta.setdefault("canonical", values.get("href", ""))
        elif tag in _SKIPPED or tag in ("title", "h1"):
            self._open.append(tag)
            if tag == "h1":
                self.headings.append("")
        if tag not in _INLINE:
            self.parts.append("\t" if tag in ("td", "th") else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag not in _INLINE and tag not in ("td", "th"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.page_title += data
        elif not self._open or self._open[-1] == "h1":
            if self._open:
                self.headings[-1] += data
            self.parts.append(re.sub(r"\s*\n\s*", " ", data))


def html_page(html: str) -> Page:
    """Return the visible lines of a page, the article among them, and the title, date and source of its meta tags."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    lines = [re.sub(r"[ \t]*\t[ \t]*", "\t", line).strip() for line in "".join(parser.parts).split("\n")]
    headings = [" ".join(heading.split()) for heading in parser.headings]
    # A page title reads 标题_频道_网站; the longest part is the article's.
    parts = re.split(r"\s*[_|]\s*|\s+[-–—]+\s+|--+", " ".join(parser.page_title.split()))
    title = _first(parser.meta, _TITLE) or next(filter(None, headings), None) or max(parts, key=len) or None
    return Page(
        text="\n".join(line for line in lines if line),
        title=title,
        date=find_date(_first(parser.meta, _DATE) or "") or address_date(_first(parser.meta, _ADDRESS) or ""),
        source=_first(parser.meta, _SOURCE) or next(filter(_PAPER.fullmatch, parts[1:]), None),
        body=_article(html),
    )


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _article(html: str) -> str | None:
    try:
        with quiet():
            import trafilatura

            body = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # whatever trafilatura stumbles over, the page still has its visible lines
        return None
    return body if isinstance(body, str) and len(body) >= _MIN_BODY else None
