"""What people say about routes: which letters to ask about, their answers, and which given labels look wrong."""

from textgov.stages.review.answers import fingerprint, key_of, take
from textgov.stages.review.labels import suspects
from textgov.stages.review.select import doubt_of, pick
from textgov.stages.review.store import read_corrections, without, write_corrections

__all__ = [
    "doubt_of",
    "fingerprint",
    "key_of",
    "pick",
    "read_corrections",
    "suspects",
    "take",
    "without",
    "write_corrections",
]
