"""Turn clusters of letters into the items of a residents' meeting, without quoting a letter."""

from textgov.stages.agenda.items import make_agenda

__all__ = ["make_agenda"]
