"""Group letters about the same concrete problem, name the groups and say how much each presses."""

from textgov.stages.cluster.group import cluster
from textgov.stages.cluster.heat import FORMULA, growth, heat

__all__ = ["FORMULA", "cluster", "growth", "heat"]
