"""The stages' heavy objects (automata, segmenter, model), built on first use and kept for the next text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from textgov.codebook import Codebook, load_codebook
from textgov.types import Kind

if TYPE_CHECKING:
    from textgov.stages.route import Router
    from textgov.stages.segment import Segmenter
    from textgov.stages.tag import Tagger

# A form longer than this is a phrase, and a phrase is not one word for the segmenter.
_LONGEST_WORD = 6


class Toolbox:
    """Everything that a codebook, an engine, a user's dictionary and a model determine."""

    def __init__(
        self,
        codebook: Codebook,
        *,
        engine: str = "rjieba",
        dictionary: str | Path | None = None,
        model: str | Path | None = None,
    ) -> None:
        self.codebook = codebook
        self._engine = engine
        self._dictionary = Path(dictionary) if dictionary else None
        self._model = Path(model) if model else None

    @cached_property
    def segmenter(self) -> Segmenter:
        """The segmenter, with the codebook's terms kept whole."""
        from textgov.stages.segment import Segmenter

        return Segmenter.from_words(_terms(self.codebook), engine=self._engine, user_dictionary=self._dictionary)

    @cached_property
    def _taggers(self) -> dict[Kind, Tagger]:
        return {}

    def tagger(self, kind: Kind) -> Tagger:
        """Return the tagger of practices (reports) or issues (letters)."""
        from textgov.stages.tag import Tagger

        if kind not in self._taggers:
            self._taggers[kind] = Tagger.from_codebook(self.codebook, kind)
        return self._taggers[kind]

    @cached_property
    def router(self) -> Router:
        """The router: the model that ships, or the user's own, with the codebook's rules beside it."""
        from textgov.stages.route import Router

        return Router.from_folder(self._model, self.codebook)


def _terms(codebook: Codebook) -> Iterator[str]:
    for code in (*codebook.practices.values(), *codebook.issues.values()):
        for form in code.forms:
            if 2 <= len(form) <= _LONGEST_WORD and all("\u4e00" <= character <= "\u9fff" for character in form):
                yield form


@lru_cache(maxsize=4)
def _from_path(codebook: str | None, engine: str, dictionary: str | None, model: str | None) -> Toolbox:
    return Toolbox(load_codebook(codebook), engine=engine, dictionary=dictionary, model=model)


def forget_built() -> None:
    """Build everything anew when it is wanted next, because a model folder has changed."""
    _from_path.cache_clear()


def toolbox(
    codebook: str | Path | Codebook | Toolbox | None = None,
    *,
    engine: str = "rjieba",
    dictionary: str | Path | None = None,
    model: str | Path | None = None,
) -> Toolbox:
    """Return the toolbox for these choices; one that was built from the same paths before is used again.

    A Toolbox in place of the codebook is returned as it is: the way to keep one that was built from a Codebook.
    """
    if isinstance(codebook, Toolbox):
        return codebook
    if isinstance(codebook, Codebook):
        return Toolbox(codebook, engine=engine, dictionary=dictionary, model=model)
    dictionary_name, model_name = (str(path) if path else None for path in (dictionary, model))
    return _from_path(str(codebook) if codebook else None, engine, dictionary_name, model_name)
