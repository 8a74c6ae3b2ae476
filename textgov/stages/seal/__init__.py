"""The sealed store: raw letters behind a passphrase, with a date on which they are to be destroyed."""

from textgov.stages.seal.store import SUFFIX, SealInfo, library, open_sealed, purge, seal, sealed_info

__all__ = ["SUFFIX", "SealInfo", "library", "open_sealed", "purge", "seal", "sealed_info"]
