"""Read reports and letters from files, folders and standard input."""

from textgov.stages.read.answers import read_answers
from textgov.stages.read.codings import read_coders
from textgov.stages.read.columns import Columns
from textgov.stages.read.rows import content_id
from textgov.stages.read.sources import read_paths, read_text

__all__ = ["Columns", "content_id", "read_answers", "read_coders", "read_paths", "read_text"]
