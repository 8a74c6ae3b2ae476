"""What may be published about letters: cells hidden so that nobody is counted alone, nor by subtraction."""

from textgov.stages.release.counts import TOTAL, UNDATED, By, count_letters
from textgov.stages.release.differencing import give_away
from textgov.stages.release.suppression import Key, Relation, suppress

__all__ = ["TOTAL", "UNDATED", "By", "Key", "Relation", "count_letters", "give_away", "suppress"]
