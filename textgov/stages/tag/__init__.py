"""Stage 2: practices of reports, issues of letters, figures: each with its evidence."""

from textgov.stages.tag.figures import find_figures
from textgov.stages.tag.practices import Tagger

__all__ = ["Tagger", "find_figures"]
