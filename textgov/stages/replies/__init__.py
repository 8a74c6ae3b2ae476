"""How well an official answer answers a letter: relevance, completeness, explanation, timeliness, each with evidence."""

from textgov.stages.replies.score import check_reply

__all__ = ["check_reply"]
