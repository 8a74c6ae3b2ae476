"""Stage 2: sentences and words with exact offsets."""

from textgov.stages.segment.engines import ENGINES
from textgov.stages.segment.sentences import split_sentences
from textgov.stages.segment.words import Segmenter

__all__ = ["ENGINES", "Segmenter", "split_sentences"]
