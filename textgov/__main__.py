"""Run the command line with ``python -m textgov``."""

from textgov.cli.main import main

main()
