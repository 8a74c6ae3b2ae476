"""Names in reports: streets, towns, communities, villages, compounds, organisations, programmes."""

from textgov.stages.names.finder import find_names, summarise
from textgov.stages.names.lac import lac_names

__all__ = ["find_names", "lac_names", "summarise"]
