"""The codebook: practices, issues, bodies and routing rules as data, with a loader that checks them."""

from textgov.codebook.loader import default_codebook, load_codebook
from textgov.codebook.model import Actor, Body, Code, Codebook, RoutingRule, Rule

__all__ = ["Actor", "Body", "Code", "Codebook", "RoutingRule", "Rule", "default_codebook", "load_codebook"]
