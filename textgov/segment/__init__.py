"""Stage 2: sentences and words with exact offsets."""

from textgov.segment.engines import ENGINES
from textgov.segment.sentences import split_sentences
from textgov.segment.words import Segmenter

__all__ = ["ENGINES", "Segmenter", "split_sentences"]
