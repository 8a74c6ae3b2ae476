"""Photographs and scans become letters; what is unsure is marked or left to a person. letter.png shows our own text."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from textgov.settings import PictureSettings
from textgov.stages.read import pictures, read_paths
from textgov.types import Document, Rejected

PICTURE = Path(__file__).parent / "letter.png"
TEXT = "我是柳溪村的村民。村口的路灯坏了三个月,晚上走路看不见,希望早点来修。"


def read(path: Path) -> Document | Rejected:
    (result,) = read_paths([path])
    return result


def plain(text: str) -> str:
    return text.replace(",", ",").replace("，", ",")


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The picture as a telephone saves it: on its side with a note to turn it, and with the place it was taken at."""
    path = tmp_path_factory.mktemp("photo") / "来信.jpg"
    turned = Image.open(PICTURE).convert("RGB").rotate(90, expand=True)
    notes = Image.Exif()
    notes[0x0112] = 6
    notes[0x013B] = "王秀兰"
    turned.save(path, exif=notes)
    return path


@pytest.mark.parametrize("ending", [".png", ".webp", ".pdf", ".tiff"])
def test_a_picture_is_a_letter(tmp_path: Path, ending: str) -> None:
    Image.open(PICTURE).convert("RGB").save(tmp_path / f"来信{ending}", resolution=100.0)
    (letter,) = read_paths([tmp_path / f"来信{ending}"], kind="letter")
    assert isinstance(letter, Document), letter
    assert plain(letter.text) == TEXT
    assert letter.kind == "letter"
    assert letter.metadata["识别把握"].endswith("%")


def test_a_photograph_is_turned_and_its_notes_are_not_read(photograph: Path) -> None:
    letter = read(photograph)
    assert isinstance(letter, Document), letter
    assert plain(letter.text) == TEXT
    assert "王秀兰" not in repr(letter)


def test_a_page_on_its_head_is_turned(tmp_path: Path) -> None:
    Image.open(PICTURE).rotate(180).save(tmp_path / "a.png")
    letter = read(tmp_path / "a.png")
    assert isinstance(letter, Document), letter
    assert plain(letter.text) == TEXT


def test_unsure_characters_are_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PICTURES", PictureSettings(min_character=1.01))
    found = pictures.picture_text(PICTURE.read_bytes(), ".png")
    assert set(found.text.split("\n")[0]) == {pictures.UNSURE}


def test_an_unsure_page_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PICTURES", PictureSettings(min_confidence=1.01))
    rejected = read(PICTURE)
    assert isinstance(rejected, Rejected)
    assert "需要转录" in rejected.reason
    assert "路灯" not in repr(rejected)


def test_an_empty_page_is_said(tmp_path: Path) -> None:
    Image.new("L", (300, 200), 255).save(tmp_path / "a.png")
    rejected = read(tmp_path / "a.png")
    assert isinstance(rejected, Rejected)
    assert "没有认出文字" in rejected.reason


@pytest.mark.parametrize("data", [b"\xff\xd8\xff", b"PK\x03\x04", PICTURE.read_bytes()[:200]])
def test_a_broken_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    rejected = read(tmp_path / "a.png")
    assert isinstance(rejected, Rejected)
    assert "已损坏" in rejected.reason


def test_a_huge_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PICTURES", PictureSettings(max_pixels=1000))
    rejected = read(PICTURE)
    assert isinstance(rejected, Rejected)
    assert "照片太大" in rejected.reason


@pytest.mark.parametrize("missing", ["PIL", "rapidocr"])
def test_without_the_extra_it_is_said_how_to_get_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures._recogniser.cache_clear()
    monkeypatch.setitem(sys.modules, missing, None)
    rejected = read(PICTURE)
    assert isinstance(rejected, Rejected)
    assert "textgov[ocr]" in rejected.advice


def test_frames_are_pages(tmp_path: Path) -> None:
    page = Image.open(PICTURE).convert("RGB")
    data = io.BytesIO()
    page.save(data, "tiff", save_all=True, append_images=[page])
    assert plain(pictures.picture_text(data.getvalue(), ".tiff").text).replace("\n", "") == TEXT * 2
