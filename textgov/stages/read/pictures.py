"""Photographed and scanned letters: printed characters to text, what is unsure marked, nothing of the camera kept.

The recogniser is RapidOCR (PP-OCR models, which ship in its wheel); it runs without a network. Handwriting is its weak
side: a page that it is not sure of is rejected with a word that a person should type it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from textgov.errors import ReadError
from textgov.settings import PICTURES
from textgov.stages.read.pdf import join_lines

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff")
UNSURE = "□"
_INDENT = "\u3000\u3000"
_MISSING = ReadError("识别照片和扫描件需要另外的组件", "请运行 pip install 'textgov[ocr]',或者先转录成文字")


class Recognised(NamedTuple):
    """The text of all pages, a line a line; ``confidence`` in [0, 1] is the mean over its characters."""

    text: str
    confidence: float


class _Line(NamedTuple):
    left: float
    top: float
    height: float
    characters: tuple[tuple[str, float], ...]


class _Found(NamedTuple):
    """A piece of text on a page: its corners [4 × 2] in pixels, its characters with their scores."""

    box: Any
    characters: tuple[tuple[str, float], ...]


def picture_text(data: bytes, ending: str) -> Recognised:
    """Return the text of a photograph; several frames of a .tiff are pages.

    Characters that the recogniser is not sure of are ``□``. The picture is turned as its camera held it, or by a quarter
    where the lines stand upright; nothing else of its EXIF data is read.

    Raises:
        ReadError: no picture, too large, no text, or too unsure: to be typed by a person.
    """
    return _checked([line for page in _frames(data, ending) for line in _read(page)])


def scan_text(data: bytes) -> Recognised:
    """Return the text of a scanned PDF, page after page. Raises ReadError as ``picture_text`` does."""
    return _checked([line for page in _pages(data) for line in _read(page)])


def _checked(lines: Sequence[_Line]) -> Recognised:
    characters = [one for line in lines for one in line.characters]
    if not characters:
        raise ReadError("照片里没有认出文字", "请重拍清楚些,或转录成文字")
    confidence = sum(score for _, score in characters) / len(characters)
    if confidence < PICTURES.min_confidence:
        raise ReadError(f"字迹认不清(把握 {confidence:.0%}),需要转录", "请转录成文字;手写的信大多要转录")
    margin = min(line.left for line in lines)
    shown = [
        _INDENT * (line.left > margin + line.height)
        + "".join(c if score >= PICTURES.min_character else UNSURE for c, score in line.characters)
        for line in lines
    ]
    return Recognised(join_lines(shown), round(confidence, 3))


def _frames(data: bytes, ending: str) -> Iterator[Any]:
    try:
        from PIL import Image, ImageOps, ImageSequence
    except ImportError as error:
        raise _MISSING from error
    if ending in (".heic", ".heif"):
        try:
            from pillow_heif import register_heif_opener
        except ImportError as error:
            raise _MISSING from error
        register_heif_opener()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > PICTURES.max_pixels:
                raise ReadError(f"照片太大({picture.width}×{picture.height})", "请缩小后再试")
            for frame in ImageSequence.Iterator(picture):
                yield _array(ImageOps.exif_transpose(frame))
    except ReadError:
        raise
    except Exception as error:  # Pillow raises whatever its decoders raise on a broken file
        raise ReadError("照片已损坏,或者不是照片", "请重新拍照或重新导出") from error


def _pages(data: bytes) -> Iterator[Any]:
    try:
        import pypdfium2
    except ImportError as error:
        raise _MISSING from error
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield _array(page.render(scale=PICTURES.dpi / 72).to_pil())
    finally:
        document.close()


def _array(picture: Any) -> Any:
    """Return rows × columns × 3 bytes in the order blue, green, red; what is transparent is paper."""
    import numpy as np
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


@cache
def _recogniser() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise _MISSING from error
    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": 0.0})


def _read(page: Any) -> list[_Line]:
    """Return the lines of a page from top to bottom; a page that lies on its side or its head is turned first."""
    import numpy as np

    found = _recognise(page)
    sideways = _sideways(found)
    if sideways or _confidence(found) < PICTURES.min_confidence:
        turns = (1, 3) if sideways else (0, 2)
        ways = [found if times == 0 else _recognise(np.ascontiguousarray(np.rot90(page, times))) for times in turns]
        found = max(ways, key=_confidence)
    return _ordered(found)


def _confidence(found: Sequence[_Found]) -> float:
    scores = [score for one in found for _, score in one.characters]
    return sum(scores) / len(scores) if scores else 0.0


def _recognise(page: Any) -> list[_Found]:
    """Return every piece of text on a page; each is read as it lies, so that a page on its head is noticed."""
    result = _recogniser()(page, use_cls=False, return_word_box=True, return_single_char_box=True)
    if result.boxes is None or result.txts is None:
        return []
    found = []
    for box, text, score, single in zip(result.boxes, result.txts, result.scores, result.word_results, strict=True):
        characters = tuple((one[0], float(one[1])) for one in single)
        if "".join(c for c, _ in characters) != text.replace(" ", ""):
            characters = tuple((c, float(score)) for c in text)
        found.append(_Found(box, characters))
    return found


def _sideways(found: Sequence[_Found]) -> bool:
    """Whether most lines are higher than wide: the page was held sideways."""
    tall = [_size(one.box)[1] > _size(one.box)[0] for one in found if len(one.characters) > 1]
    return sum(tall) * 2 > len(tall)


def _size(box: Any) -> tuple[float, float]:
    return float(box[:, 0].max() - box[:, 0].min()), float(box[:, 1].max() - box[:, 1].min())


def _ordered(found: Sequence[_Found]) -> list[_Line]:
    """Put pieces that stand side by side into one line, lines from top to bottom."""
    pieces = [
        _Line(float(one.box[:, 0].min()), float(one.box[:, 1].min()), _size(one.box)[1], one.characters)
        for one in found
    ]
    rows: list[list[_Line]] = []
    for piece in sorted(pieces, key=lambda one: one.top + one.height / 2):
        middle = piece.top + piece.height / 2
        if rows and middle < rows[-1][0].top + rows[-1][0].height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [
        _Line(row[0].left, row[0].top, row[0].height, tuple(c for piece in row for c in piece.characters))
        for row in (sorted(row) for row in rows)
    ]
