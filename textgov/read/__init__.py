"""Read reports and letters from files, folders and standard input."""

from textgov.read.columns import Columns
from textgov.read.sources import read_paths, read_text

__all__ = ["Columns", "read_paths", "read_text"]
