"""Keep the chatter of file libraries away from the user's terminal."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_LIBRARIES = ("charset_normalizer", "docx", "htmldate", "openpyxl", "pypdf", "trafilatura")


@contextmanager
def quiet() -> Iterator[None]:
    """Silence warnings and log records of the libraries that parse files; never hold it across a ``yield``."""
    loggers = [logging.getLogger(name) for name in _LIBRARIES]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
