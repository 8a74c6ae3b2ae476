"""Count the codebook's forms of each issue beside the model's n-grams, in the same look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from textgov.codebook import Codebook
from textgov.fold import fold
from textgov.models import Floats, Ints, Occurrences, Vocabulary
from textgov.settings import ROUTE


class Forms:
    """A vocabulary of a model's terms and of the forms of some issues; a form may belong to several."""

    def __init__(self, vocabulary: Vocabulary, terms: int, kinds: int, owners: Sequence[tuple[int, int]]) -> None:
        self.vocabulary = vocabulary
        self._terms = terms
        self._kinds = kinds
        self._form_of = np.full(len(vocabulary.terms), -1, np.int64)
        forms = sorted({number for number, _ in owners})
        self._form_of[forms] = np.arange(len(forms))
        self._owners = np.zeros((len(forms), kinds), np.float32)
        self._single = np.fromiter((len(term) == 1 for term in vocabulary.terms), np.bool_)
        for number, kind in owners:
            self._owners[self._form_of[number], kind] = 1

    @classmethod
    def from_codebook(cls, terms: Sequence[str], kinds: Sequence[str], codebook: Codebook) -> Forms:
        """Add the forms (up to ``ROUTE.longest_form`` characters) of the issues ``kinds`` to the terms of a model."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for kind, issue in enumerate(kinds):
            for form in codebook.issues[issue].forms if issue in codebook.issues else ():
                if len(form) <= ROUTE.longest_form:
                    wanted[fold(form)].append(kind)
        known = {term: number for number, term in enumerate(terms) if term in wanted}
        extra = sorted(form for form in wanted if form not in known)
        known |= {form: len(terms) + number for number, form in enumerate(extra)}
        owners = [(known[form], kind) for form, kinds_of in wanted.items() for kind in kinds_of]
        return cls(Vocabulary([*terms, *extra]), len(terms), len(kinds), owners)

    def terms_only(self, found: Occurrences, owners: Ints) -> tuple[Ints, Ints]:
        """Return terms and owners of the occurrences that the model itself knows."""
        inside = found.terms < self._terms
        return found.terms[inside], owners[inside]

    def evidence(self, found: Occurrences, owners: Ints, rows: int) -> Floats:
        """Return [texts × issues]: 1 - ROUTE.form_doubt ** (number of different forms of the issue in the text)."""
        counts = np.zeros((rows, self._kinds), np.float32)
        if self._kinds:
            forms = self._form_of[found.terms]
            hit = forms >= 0
            pairs = np.unique(owners[hit] * len(self._owners) + forms[hit])
            row, form = np.divmod(pairs, len(self._owners)) if len(pairs) else (pairs, pairs)
            np.add.at(counts, row, self._owners[form])
        return np.asarray(1 - ROUTE.form_doubt**counts, np.float32)

    def column(self, terms: Floats, evidence: Floats) -> Floats:
        """Return what each string of the vocabulary says for a decision in the reasons; single characters say nothing.

        ``terms`` weighs the model's terms, ``evidence`` the issues.
        """
        column = np.zeros(len(self._form_of), np.float32)
        column[: self._terms] = terms
        forms = np.flatnonzero(self._form_of >= 0)
        column[forms] += ROUTE.form_weight * (self._owners[self._form_of[forms]] @ evidence)
        column[self._single] = 0
        return column
