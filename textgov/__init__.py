"""textgov: text mining for Chinese grass-roots governance."""

__version__ = "0.1.0"
