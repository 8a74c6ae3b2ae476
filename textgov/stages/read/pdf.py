"""Text of .pdf files, with the lines of the page joined to paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from textgov.errors import ReadError
from textgov.settings import READ
from textgov.stages.read.guard import PDF, require
from textgov.stages.read.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PageObject

_HAN = "\u3400-\u9fff"
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–]\s*)?(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共,,]+\s*\d{1,4}\s*页?)?(?:\s*[-—–])?\s*"
)
_SPACED = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_ENDS = tuple("。!?!?;;::…”」』)")
_OPENS = re.compile(
    r"[ \u3000\u2003\u00a0]{2,}|\u3000|[((]?[一二三四五六七八九十]{1,3}[))、]|第[一二三四五六七八九十]+[章节条部]|\d{1,2}[.、.]\s*\D|[□■●◆•·]"
)
# A line shorter than this share of the page's widest ends its paragraph.
_FULL = 0.8
# Some producers put a space between all characters; above this share they are no deliberate spaces.
_SPACED_SHARE = 0.2
# Lines in a type this much larger than the text's are headings; two in a row of one size are one heading, broken.
_HEADING = 1.15
# A line at the edge of this share of the pages (at least three) is a running head.
_RUNNING = 0.6


class ScannedError(ReadError):
    """A PDF that holds pictures of pages."""


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF, one paragraph a line.

    Raises:
        ScannedError: no text layer.
        ReadError: password, damaged file, or a text layer that is not readable.
    """
    require(data, ".pdf", PDF)
    pages = _pages(data)
    letters = sum(len(re.findall(rf"[{_HAN}A-Za-z0-9]", page)) for page in pages)
    if letters < READ.min_pdf_page_chars * max(len(pages), 1):
        raise ScannedError("扫描件,没有文字层", "请转录成文字")
    text = "\n".join(pages)
    unreadable = len(re.findall("[\ue000-\uf8ff\ufffd\x00-\x08]", text))
    if unreadable > letters:
        raise ReadError("PDF 的文字层无法读出(字体没有对照表)", "请在阅读器里另存为文字,或转录成文字")
    return join_lines(_without_running_heads(pages))


def _pages(data: bytes) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    protected = ReadError("文件有密码保护", "请去掉密码后再试")
    try:
        with quiet():
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise protected
            return [
                _with_whole_headings(page) if number == 0 else page.extract_text()
                for number, page in enumerate(reader.pages)
            ]
    except ReadError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise protected from error
    except Exception as error:  # pypdf raises whatever it stumbles over in a broken file
        raise ReadError("PDF 文件已损坏,无法读取", "请重新下载或重新导出") from error


def _with_whole_headings(page: PageObject) -> str:
    """Return the text of a page with every large heading on one line; the size of the type tells them."""
    sizes: dict[str, float] = {}
    letters: Counter[float] = Counter()

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        real = round(abs(size * tm[3] * cm[3]), 1)
        letters[real] += len(text.strip())
        for piece in filter(None, map(str.strip, text.split("\n"))):
            sizes.setdefault(piece, real)

    lines = page.extract_text(visitor_text=visit).split("\n")
    usual = letters.most_common(1)[0][0] if letters else 0.0
    joined: list[str] = []
    before = 0.0
    for line in lines:
        size = sizes.get(line.strip(), 0.0)
        large = size > _HEADING * usual
        if joined and large and size == before and not _OPENS.match(line.strip()) and not line.strip().startswith("—"):
            joined[-1] += line.strip()
        else:
            joined.append(line)
        before = size
    return "\n".join(joined)


def _without_running_heads(pages: list[str]) -> list[str]:
    """Return all lines but page numbers and the heads and feet that repeat on the pages."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(line.strip() for page in split for line in {*page[:1], *page[-2:]})
    running = {line for line, count in edges.items() if count >= max(3, _RUNNING * len(pages))}
    return [line for page in split for line in page if line.strip() not in running and not _PAGE_NUMBER.fullmatch(line)]


def join_lines(lines: list[str]) -> str:
    """Join lines that the page width broke; a short line, a full stop or the look of a new paragraph keeps them apart."""
    text = "\n".join(lines)
    pairs = len(re.findall(rf"[{_HAN}] ?(?=[{_HAN}])", text))
    if len(_SPACED.findall(text)) > _SPACED_SHARE * max(pairs, 1):
        lines = [_SPACED.sub("", line) for line in lines]
    widest = max((len(line.rstrip()) for line in lines), default=0)
    paragraphs: list[str] = []
    open_end = False
    for line in lines:
        bare = line.strip()
        if open_end and not _OPENS.match(line):
            glue = " " if re.search(r"[A-Za-z]$", paragraphs[-1]) and re.match("[A-Za-z]", bare) else ""
            paragraphs[-1] += glue + bare
        else:
            paragraphs.append(bare)
        # A full stop at the very end of a full line may stand inside a paragraph; apart is the safer mistake.
        open_end = len(line.rstrip()) >= _FULL * widest and not bare.endswith(_ENDS)
    return "\n".join(paragraphs)
