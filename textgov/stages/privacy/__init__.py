"""Nobody learns who wrote: find personal data in letters, mask it, and check what leaves."""

from textgov.stages.privacy.facts import Batch
from textgov.stages.privacy.finding import RECOGNISERS, find
from textgov.stages.privacy.masking import DIRECT, mask, mask_document, residues
from textgov.stages.privacy.offsets import OffsetMap
from textgov.stages.privacy.recogniser import Recogniser

__all__ = [
    "DIRECT",
    "RECOGNISERS",
    "Batch",
    "OffsetMap",
    "Recogniser",
    "find",
    "mask",
    "mask_document",
    "residues",
]
