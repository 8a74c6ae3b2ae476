"""Agreement between coders, and between the tool and coders."""

from textgov.stages.agreement.coders import coder_of_codes, coder_of_taggings
from textgov.stages.agreement.compare import compare

__all__ = ["coder_of_codes", "coder_of_taggings", "compare"]
