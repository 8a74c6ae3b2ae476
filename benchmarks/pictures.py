"""How many characters of photographed letters are read: fonts × what a photograph does to a page.

``python -m benchmarks.pictures`` draws letters written for this project as pages at 200 dpi, spoils them, reads them
and prints the character accuracy 1 - (edit distance / length). ``--quick`` takes one page. Needs ``textgov[ocr]`` and
Chinese fonts (Debian: fonts-noto-cjk fonts-arphic-ukai fonts-wqy-zenhei). No font is handwriting: ukai (楷体) is nearest.
"""

from __future__ import annotations

import argparse
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from textgov.errors import ReadError
from textgov.resources import resource
from textgov.stages.read.pictures import picture_text

_FONTS = {
    "Noto Serif (宋体)": ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "Noto Sans (黑体)": ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "UKai (楷体)": ("truetype/arphic/ukai.ttc", 0),
    "WenQuanYi (黑体)": ("truetype/wqy/wqy-zenhei.ttc", 0),
}
_WIDTH, _HEIGHT, _MARGIN, _SIZE, _LINE = 1654, 2339, 160, 33, 62


def letters(wanted: int) -> list[str]:
    """Return the texts of the first village letters."""
    lines = resource("corpora/letters/village.jsonl").read_text("utf-8").splitlines()
    return ["".join(str(json.loads(line)["text"]).split()) for line in lines[:wanted]]


def draw(texts: list[str], font: Path, index: int) -> Any:
    """Return a page of 200 dpi with the texts in 12 point."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(str(font), _SIZE, index=index)
    across, y = (_WIDTH - 2 * _MARGIN) // _SIZE, _MARGIN
    for text in texts:
        for start in range(0, len(text), across):
            pen.text((_MARGIN, y), text[start : start + across], fill="black", font=face)
            y += _LINE
    return page


def _rotated(page: Any) -> Any:
    return page.rotate(3, expand=True, fillcolor="white")


def _sideways(page: Any) -> Any:
    return page.rotate(90, expand=True)


def _blurred(page: Any) -> Any:
    from PIL import ImageFilter

    return page.filter(ImageFilter.GaussianBlur(2))


def _shadowed(page: Any) -> Any:
    """Darken one side to a third, as a hand and a lamp do."""
    import numpy as np
    from PIL import Image

    light = np.linspace(1.0, 0.35, page.width)[None, :, None]
    return Image.fromarray((np.asarray(page) * light).astype("uint8"))


def _lined(page: Any) -> Any:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(page := page.copy())
    for y in range(_MARGIN - 10, _HEIGHT, _LINE):
        pen.line((60, y, _WIDTH - 60, y), fill=(200, 60, 60), width=2)
    return page


def _small(page: Any) -> Any:
    return page.resize((page.width // 2, page.height // 2))


SPOILT: dict[str, Callable[[Any], Any]] = {
    "as printed": lambda page: page,
    "turned by 3°": _rotated,
    "on its side": _sideways,
    "blurred": _blurred,
    "in shadow": _shadowed,
    "lined paper": _lined,
    "100 dpi": _small,
}


def accuracy(wanted: str, got: str) -> float:
    """Return 1 - edit distance / length; width of punctuation and line breaks do not count."""
    wanted, got = (unicodedata.normalize("NFKC", "".join(text.split())) for text in (wanted, got))
    row = list(range(len(got) + 1))
    for number, character in enumerate(wanted, 1):
        before, row[0] = row[0], number
        for column, other in enumerate(got, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (character != other))
    return 1 - row[-1] / len(wanted)


def _measured(quick: bool) -> Iterator[tuple[str, str, float, float]]:
    texts = letters(1 if quick else 5)
    fonts = {name: (Path("/usr/share/fonts") / path, index) for name, (path, index) in _FONTS.items()}
    there = {name: font for name, font in fonts.items() if font[0].exists()}
    if not there:
        raise SystemExit("no Chinese font here; apt-get install fonts-noto-cjk fonts-arphic-ukai fonts-wqy-zenhei")
    for name, (path, index) in list(there.items())[: 1 if quick else None]:
        page = draw(texts, path, index)
        for spoiling, spoil in list(SPOILT.items())[: 1 if quick else None]:
            data = io.BytesIO()
            spoil(page).save(data, "jpeg", quality=80)
            try:
                found = picture_text(data.getvalue(), ".jpg")
                yield name, spoiling, accuracy("".join(texts), found.text), found.confidence
            except ReadError as error:
                yield name, f"{spoiling}: {error.reason}", 0.0, 0.0


def main() -> None:
    """Print one line a font and spoiling."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    print(f"{'font':20} {'page':16} accuracy confidence")
    for font, spoiling, share, confidence in _measured(parser.parse_args().quick):
        print(f"{font:20} {spoiling:16} {share:8.3f} {confidence:10.3f}", flush=True)


if __name__ == "__main__":
    main()
