"""Limits of reading files, pictures and sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Limits of reading."""

    # A government report is a few hundred KB; beyond this a file is a mistake (video, archive) and would exhaust memory.
    max_file_bytes: int = 200 * 1024 * 1024
    # The longest letters on a public letter portal have about 7,000 characters; ten million is a whole-book mistake.
    max_document_chars: int = 10_000_000
    # What a docx or xlsx may unpack to: real ones stay far below, a zip bomb declares gigabytes.
    max_unpacked_bytes: int = 1024 * 1024 * 1024
    # Exports put a title and an explanation above the header; deeper than this a "header" is data.
    header_rows: int = 5
    # Mean weight of a character (1 frequent, 0.6 level-1 hanzi, 0 rare, -1 not Chinese) of a decoded text. Sentences lie
    # above 0.6 in the right encoding and below 0.3 in a wrong one; two characters alone reach 0.6 in a wrong one, hence
    # the margin. Re-check: pytest tests/read/test_read_encoding.py
    min_encoding_score: float = 0.45
    min_encoding_margin: float = 0.15
    # Above this share of control characters a decoded text is binary data; a few NUL characters come from databases.
    max_control_share: float = 0.1
    # Share of damaged bytes up to which a file is still taken for UTF-8 (a cut or overwritten file, not another encoding).
    max_damaged_share: float = 0.01
    # A PDF with fewer readable characters a page than this holds scanned pictures, perhaps with a stamp as text.
    min_pdf_page_chars: int = 5


READ = ReadSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSettings:
    """Photographed and scanned letters. Re-check: ``python -m benchmarks.pictures``."""

    # Below this mean over the characters a page is mostly wrong and a person has to type it.
    min_confidence: float = 0.75
    # A character below this is shown as a box: a reader fills it in, and no other stage takes it for a word.
    min_character: float = 0.5
    # A scan of a page at 600 dpi has 35 million; more is no letter and fills the memory.
    max_pixels: int = 100_000_000
    # What a scanned page is drawn at before it is read.
    dpi: int = 200


PICTURES = PictureSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSettings:
    """Limits of sentence splitting; ``python -m benchmarks.segmentation`` prints how often they matter."""

    # Letters typed on a phone run on without a stop; beyond this evidence would be a whole paragraph.
    max_run: int = 120
    # A piece of such a run is not shorter than this.
    min_run: int = 10


SEGMENT = SegmentSettings()
