"""What textgov claims about speed and quality, measured: ``python -m benchmarks.NAME``."""
