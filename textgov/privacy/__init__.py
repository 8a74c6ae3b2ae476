"""Nobody learns who wrote: find personal data in letters, mask it, and check what leaves."""

from textgov.privacy.finding import LABELS, RECOGNISERS, find
from textgov.privacy.masking import DIRECT, mask, mask_document, residues
from textgov.privacy.offsets import OffsetMap
from textgov.privacy.recogniser import Recogniser

__all__ = ["DIRECT", "LABELS", "RECOGNISERS", "OffsetMap", "Recogniser", "find", "mask", "mask_document", "residues"]
