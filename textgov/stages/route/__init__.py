"""Suggest the body that should lead for a letter, with reasons, or leave the letter to a person."""

from textgov.stages.route.referral import referred
from textgov.stages.route.router import Router

__all__ = ["Router", "referred"]
