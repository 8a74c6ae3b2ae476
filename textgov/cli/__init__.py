"""The command line: one command a file, thin over ``textgov.api`` and ``textgov.pipeline``."""
