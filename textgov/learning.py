"""Learning from people: which letters to ask about, their answers, labels that look wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textgov import api
from textgov.api import Book, Source
from textgov.errors import ReadError, UsageError
from textgov.models import Model
from textgov.resources import resource
from textgov.review_types import Answer, Asked, Choices, Correction, LabelCheck, Taken
from textgov.toolbox import forget_built, toolbox
from textgov.types import Document

if TYPE_CHECKING:
    from textgov.stages.train import Curve, Evaluation, Update


def reviewed_in(path: str | Path) -> list[Document]:
    """Return the masked letters of a file of corrections or of a queue, for ``queue(reviewed=…)``. Raises ReadError."""
    from textgov.stages.read import read_answers
    from textgov.stages.review import read_corrections

    path = Path(path)
    if not path.exists():
        raise ReadError(f"读不到 {path}", "请检查路径")
    known: Sequence[Answer | Correction]
    try:
        known = read_answers(path)
    except ReadError:
        if path.suffix.lower() != ".jsonl":
            raise
        known = read_corrections(path)
    return [Document(one.id, one.text, "letter", title=one.title) for one in known]


def choices_of(*, codebook: Book = None, model: str | Path | None = None) -> Choices:
    """Return the bodies and issues that may be answered: the codebook's, or a user's own labels.

    Raises ModelError for a folder that is not a model.
    """
    book = toolbox(codebook, model=model).codebook
    bodies = {body.id: body.name for body in book.bodies.values()}
    issues = {issue.id: issue.name for issue in book.issues.values()}
    heads = Model.load(model).heads if model is not None else {}
    own = set(heads["label"].labels) if "label" in heads else set()
    if own <= bodies.keys() or own <= issues.keys():
        return Choices(bodies, issues)
    return Choices({label: bodies.get(label, label) for label in sorted(own)}, {})


def queue(
    source: Source,
    *,
    count: int = 50,
    codebook: Book = None,
    model: str | Path | None = None,
    reviewed: Sequence[Document] = (),
) -> list[Asked]:
    """Return up to ``count`` masked letters that a person should look at: least sure first, no two alike.

    ``reviewed`` are masked letters that people were asked about before: they are not asked about again, and letters
    like them come later. Raises UsageError for a ``count`` below 1.
    """
    import numpy as np

    from textgov.stages.review import doubt_of, fingerprint, key_of, pick

    if count < 1:
        raise UsageError(f"要看的封数是 {count};请给 1 或更大的整数")
    known = {key_of(one) for one in reviewed}
    letters = {key_of(letter): letter for letter, _ in api.masked_documents(source)}
    left = [letter for key, letter in letters.items() if key not in known]
    if not left:
        return []
    routes = api.route(left, codebook=codebook, model=model)
    doubt = np.array([doubt_of(found.alternatives) for found in routes])
    rows = _features([*left, *reviewed], model)
    own, seen = rows[: len(left)], np.zeros(len(left))
    for begin in range(len(left), rows.shape[0], 256):
        seen = np.maximum(seen, (own @ rows[begin : begin + 256].T).max(axis=1).toarray()[:, 0])
    order = pick(doubt, lambda i: (own @ own[i].T).toarray()[:, 0], seen, count=count)
    return [
        Asked(left[i], routes[i], float(doubt[i]), fingerprint(left[i].title, left[i].text, left[i].id)) for i in order
    ]


def _features(letters: Sequence[Document], model: str | Path | None) -> Any:
    """Return the letters' n-grams as rows of length 1, so that products are cosines, as a CSR matrix."""
    from textgov.stages.train.features import matrix, term_rows

    loaded = Model.load(model if model is not None else resource("models/router"))
    return matrix(term_rows(loaded.vocabulary, [f"{one.title}\n{one.text}" for one in letters]), loaded.idf)


def take(
    tables: Iterable[str | Path],
    *,
    into: str | Path,
    letters: Source | None = None,
    codebook: Book = None,
    model: str | Path | None = None,
    date: str = "",
) -> Taken:
    """Add the answers in returned queues to the corrections in the file ``into``, and say what became of every row.

    ``letters`` are the letters as they are now, where answers about others are to be rejected. A row whose text is not
    masked is rejected too. Raises ReadError for a table or a file of corrections that cannot be read; then nothing is written.
    """
    from textgov.stages.privacy import residues
    from textgov.stages.read import read_answers
    from textgov.stages.review import read_corrections, take, write_corrections

    answers = [answer for table in tables for answer in read_answers(table)]
    now = None if letters is None else [letter for letter, _ in api.masked_documents(letters)]
    stored = read_corrections(into)
    choices = choices_of(codebook=codebook, model=model)
    found = take(answers, stored, choices, personal=lambda text: bool(residues(text)), letters=now, date=date)
    write_corrections(into, found.corrections)
    return found


def forget(identifier: str, corrections: str | Path) -> int:
    """Remove a letter from stored corrections and return how many records were removed.

    Raises UsageError where the file has no such letter.
    """
    from textgov.stages.review import read_corrections, without, write_corrections

    stored = read_corrections(corrections)
    left = without(stored, identifier)
    if len(left) == len(stored):
        raise UsageError(f"{corrections} 里没有编号为 {identifier} 的来信;请检查编号和文件")
    write_corrections(corrections, left)
    return len(stored) - len(left)


def label_suspects(
    source: Iterable[Document], *, label_column: str, group_column: str | None = None, seed: int = 0
) -> LabelCheck:
    """Return the letters whose given label is probably wrong, masked, with the words that speak for the likelier one.

    The clearest come first; see ``textgov.stages.review.suspects`` for the method. Raises TrainingError where the labels
    teach nothing.
    """
    from textgov.stages.review import suspects
    from textgov.stages.route.reasons import deciding_phrases
    from textgov.stages.train.labelled import labelled, teachable, whole_text
    from textgov.stages.train.user import train

    documents = list(source)
    data = teachable(labelled(documents, label_column, group_column))
    learned = train(data, label_column=label_column, seed=seed)
    found = suspects(data.labels, learned.material.names, learned.probability)
    masked = api.masked_documents([documents[data.rows[one.row]] for one in found])
    listed = []
    for one, (letter, _) in zip(found, masked, strict=True):
        text = whole_text(letter)
        terms = learned.model.vocabulary.find(text)
        weights = learned.model.column("label", one.likelier) - learned.model.column("label", one.given)
        listed.append((letter, one, tuple(deciding_phrases(text, terms, weights.take(terms.terms)))))
    return LabelCheck(learned.quality.accuracy, tuple(listed))


def curve(source: Iterable[Document], *, label_column: str, group_column: str | None = None, seed: int = 0) -> Curve:
    """Return how good a model gets with 10, 25, 50, 75 and 100 % of the letters. Raises TrainingError."""
    from textgov.stages.train import learning_curve

    return learning_curve(list(source), label_column=label_column, group_column=group_column, seed=seed)


def update(
    source: Iterable[Document],
    folder: str | Path,
    *,
    corrections: str | Path | None = None,
    label_column: str | None = None,
    held_out: Iterable[Document] = (),
    codebook: Book = None,
    **options: Any,
) -> Update:
    """Learn again from the letters of ``source`` and stored corrections; replace the model only if it is not worse.

    ``source`` are the letters that the model in ``folder`` was made from (a model keeps none), and further ones if there
    are any; a correction of one of them replaces its label, the others are added. ``options`` are those of
    ``textgov.stages.train.update_model``. Raises ReadError, ModelError and TrainingError.
    """
    from textgov.stages.review import read_corrections
    from textgov.stages.train import update_model

    folder = Path(folder)
    model = Model.load(folder)
    column = label_column or str(model.settings.get("label_column", ""))
    labels = set(model.heads["label"].labels) if "label" in model.heads else set()
    if corrections is not None and not Path(corrections).exists():
        raise ReadError(f"读不到 {corrections}", "请给出 textgov review take 写出的订正记录")
    stored = read_corrections(corrections) if corrections is not None else []
    book = toolbox(codebook).codebook
    by_issue = bool(labels) and labels <= set(book.issues)
    names = {body.id: body.name for body in book.bodies.values()}
    said = [(one, one.issue if by_issue else _own_label(one.body, labels, names)) for one in stored]
    said = [(one, label) for one, label in said if label]
    letters = list(source)
    # Corrections are only added behind, so the first ones are those that the model has learned from.
    before = list(_corrected(letters, said[: int(model.settings.get("corrections", 0))], column))
    after = list(_corrected(letters, said, column))
    found = update_model(
        before,
        after,
        label_column=column,
        folder=folder,
        corrections=len(said),
        held_out=list(held_out),
        **options,
    )
    forget_built()
    return found


def _own_label(body: str, labels: set[str], names: Mapping[str, str]) -> str:
    """Return a body as the user's labels write it: by id or by name."""
    return names[body] if body not in labels and names.get(body) in labels else body


def _corrected(letters: Sequence[Document], said: Sequence[tuple[Correction, str]], column: str) -> Iterable[Document]:
    """Yield the letters, labels put right where a correction is about one, and then the other corrections as letters."""
    from textgov.stages.review import key_of

    left = {key_of(one): (one, label) for one, label in said}
    known = {one.id for one, _ in said}
    for letter in letters:
        # Masking takes time, and a letter keeps its id.
        found = left.pop(key_of(api.masked_documents(letter)[0][0]), None) if letter.id in known else None
        yield replace(letter, metadata={**letter.metadata, column: found[1]}) if found else letter
    for one, label in left.values():
        yield Document(one.id, one.text, "letter", title=one.title, metadata={column: label})


def roll_back(folder: str | Path) -> tuple[int, int]:
    """Use the version of a model that was in use before; return the number left and the one in use now. Raises ModelError."""
    from textgov.versions import roll_back as back

    found = back(Path(folder))
    forget_built()
    return found


def train(source: Iterable[Document], *, label_column: str, output: str | Path, **options: Any) -> Evaluation:
    """Train a router on the user's own labels and save it as a model folder; return its measured quality.

    ``label_column`` names the column (metadata field) that holds the label. Raises TrainingError where the data cannot
    teach anything.
    """
    from textgov.stages.train import train_model

    return train_model(list(source), label_column=label_column, output=Path(output), **options)


def evaluate(model: str | Path, source: Iterable[Document], *, label_column: str) -> Evaluation:
    """Measure a model folder on labelled letters: accuracy, macro F1, per label, calibration, coverage."""
    from textgov.stages.train import evaluate_model

    return evaluate_model(Path(model), list(source), label_column=label_column)
