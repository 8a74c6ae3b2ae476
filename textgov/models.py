"""Model folders: a linear model over character n-grams, saved as plain arrays and read with numpy alone.

A text is folded, digits become 0, and every n-gram of the vocabulary that occurs counts, overlapping ones too. Weights
are (1 + log count) · idf, scaled to length 1 (Salton & Buckley 1988). N-grams are looked up by a rolling 64-bit hash, so
that thousands of letters are one array operation and every feature keeps its place in the text.

A folder holds ``config.json`` (version, heads with their labels, settings, digest of the training data),
``weights.npz`` (never pickled), ``vocabulary.txt`` (one n-gram a line), ``README.md`` (card) and ``metrics.json``. A
folder that was updated holds such folders (``textgov/versions.py``).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textgov.errors import ModelError
from textgov.files import atomic, write_text
from textgov.fold import fold
from textgov.versions import current

FORMAT = 1
FILES = ("config.json", "weights.npz", "vocabulary.txt")
_ZERO, _NINE = ord("0"), ord("9")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
# 2^18 buckets for some 10^5 n-grams: mostly one look a gram.
_BUCKET_BITS = 18

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def codes_of(text: str) -> NDArray[np.uint64]:
    """Return the folded characters of ``text`` as numbers, digits as 0; one a character, so that offsets stay."""
    codes = np.frombuffer(fold(text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    codes[(codes >= _ZERO) & (codes <= _NINE)] = _ZERO
    return codes


def gram_hashes(codes: NDArray[np.uint64], longest: int) -> list[NDArray[np.uint64]]:
    """Return for n = 1 … ``longest`` the hashes of all n-grams; item ``i`` of an array begins at character ``i``."""
    rolled = codes + np.uint64(1)
    hashes = [_mixed(rolled)]
    for n in range(2, longest + 1):
        if len(codes) < n:
            break
        rolled = rolled[:-1] * _MULTIPLIER + codes[n - 1 :] + np.uint64(1)
        hashes.append(_mixed(rolled))
    return hashes


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (values ^ (values >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


class Occurrences(NamedTuple):
    """Where n-grams of the vocabulary stand in one run of characters: their numbers, starts and ends, unsorted."""

    terms: Ints
    starts: Ints
    ends: Ints


class Features(NamedTuple):
    """One sparse row a text: ``terms[bounds[i]:bounds[i + 1]]`` with their ``values``, rows of length 1."""

    terms: Ints
    values: Floats
    bounds: Ints


class Vocabulary:
    """The n-grams that count, found by hash."""

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = tuple(terms)
        self.longest = max(map(len, self.terms), default=1)
        hashes = np.empty(len(self.terms), np.uint64)
        by_length: dict[int, list[int]] = {}
        for number, term in enumerate(self.terms):
            by_length.setdefault(len(term), []).append(number)
        for length, numbers in by_length.items():
            codes = codes_of("".join(self.terms[number] for number in numbers))
            hashes[numbers] = gram_hashes(codes, length)[-1][::length]
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]
        buckets = (self._hashes >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
        self._first = np.concatenate([[0], np.cumsum(np.bincount(buckets, minlength=2**_BUCKET_BITS))])

    def find(self, text: str) -> Occurrences:
        """Return every occurrence in ``text``, overlapping ones too."""
        hashes = gram_hashes(codes_of(text), self.longest)
        lengths = np.repeat(np.arange(1, len(hashes) + 1), [len(h) for h in hashes])
        starts = np.concatenate([np.arange(len(h)) for h in hashes])
        flat = np.concatenate(hashes)
        found = self._lookup(flat)
        hit = np.flatnonzero(found >= 0)
        begin = starts[hit]
        return Occurrences(found[hit], begin, begin + lengths[hit])

    def _lookup(self, hashes: NDArray[np.uint64]) -> Ints:
        """Return the number of each hash's term, or -1."""
        found = np.full(len(hashes), -1, np.int64)
        bucket = (hashes >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
        place, last = self._first.take(bucket), self._first.take(bucket + 1)
        left = np.flatnonzero(place < last)
        place, last = place.take(left), last.take(left)
        while len(left):
            same = self._hashes.take(place) == hashes.take(left)
            found[left[same]] = self._order.take(place[same])
            place += 1
            again = ~same & (place < last)
            left, place, last = left[again], place[again], last[again]
        return found


@dataclass(frozen=True, slots=True)
class Head:
    """One linear decision: a column of ``weights`` [terms × labels] and an intercept a label.

    ``evidence`` [kinds × labels] weighs what the codebook's forms say beside the n-grams; it may have no rows.
    """

    labels: tuple[str, ...]
    weights: Floats
    intercepts: Floats
    evidence: Floats


@dataclass(frozen=True)
class Model:
    """Terms with idf and one or more heads; ``settings`` hold calibration, threshold and what made the model.

    ``kinds`` names the rows of the heads' evidence (ids of issues).
    """

    terms: tuple[str, ...]
    idf: Floats
    heads: Mapping[str, Head]
    kinds: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms, ready to be found."""
        return Vocabulary(self.terms)

    def features(self, terms: Ints, owners: Ints, rows: int) -> Features:
        """Return the features of ``rows`` texts; occurrence ``i`` of term ``terms[i]`` is in text ``owners[i]``."""
        return weighted(terms, owners, rows, self.idf)

    def column(self, head: str, label: str) -> Floats:
        """Return what each term weighs for a label, idf included; zeros where the head does not know the label."""
        known = self.heads[head]
        if label not in known.labels:
            return np.zeros(len(self.idf), np.float32)
        column: Floats = known.weights[:, known.labels.index(label)] * self.idf
        return column

    @cached_property
    def _weights(self) -> Floats:
        return np.ascontiguousarray(np.hstack([head.weights for head in self.heads.values()]))

    def scores(self, features: Features, evidence: Floats | None = None) -> dict[str, Floats]:
        """Return each head's raw scores [texts × labels]; ``evidence`` is [texts × kinds], without it forms count nothing."""
        weights = self._weights
        out = np.empty((len(features.bounds) - 1, weights.shape[1]), np.float32)
        for row, (begin, end) in enumerate(pairwise(features.bounds.tolist())):
            # take: twice as fast as indexing, and this line is half of routing
            out[row] = features.values[begin:end] @ weights.take(features.terms[begin:end], axis=0)
        scores, column = {}, 0
        for name, head in self.heads.items():
            scores[name] = out[:, column : column + len(head.labels)] + head.intercepts
            if evidence is not None:
                scores[name] += evidence @ head.evidence
            column += len(head.labels)
        return scores

    def save(self, folder: str | Path, *, card: str, metrics: Mapping[str, Any]) -> None:
        """Write the folder: weights as int8 with a scale a label, everything else as text."""
        folder = Path(folder)
        arrays: dict[str, NDArray[Any]] = {"idf": self.idf.astype(np.float16)}
        for name, head in self.heads.items():
            scale = np.maximum(np.abs(head.weights).max(axis=0), 1e-9) / 127
            arrays[f"{name}_weights"] = np.rint(head.weights / scale).astype(np.int8)
            arrays[f"{name}_scale"] = scale.astype(np.float32)
            arrays[f"{name}_intercepts"] = head.intercepts.astype(np.float32)
            arrays[f"{name}_evidence"] = head.evidence.astype(np.float32)
        config = {
            "format": FORMAT,
            "kinds": list(self.kinds),
            "heads": {name: list(head.labels) for name, head in self.heads.items()},
            "settings": dict(self.settings),
        }
        with atomic(folder / "weights.npz") as temporary:
            _write_arrays(temporary, arrays)
        write_text(folder / "vocabulary.txt", "".join(f"{term}\n" for term in self.terms))
        write_text(folder / "config.json", _json(config))
        write_text(folder / "metrics.json", _json(metrics))
        write_text(folder / "README.md", card)

    @classmethod
    def load(cls, folder: str | Path) -> Model:
        """Read a folder that ``save`` wrote, of several versions the one in use.

        Raises ModelError for one that is missing, damaged or of another format.
        """
        folder = current(Path(folder))
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"{folder} 不是模型文件夹,缺少 {'、'.join(missing)};请给出 textgov train 写出的文件夹,或去掉 --model"
            )
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            version = config["format"]
        except (OSError, ValueError, KeyError, TypeError):
            raise ModelError(f"模型 {folder} 的 config.json 已损坏;请重新训练或重新复制整个文件夹") from None
        if version != FORMAT:
            raise ModelError(
                f"模型 {folder} 的格式是第 {version} 版,本程序读第 {FORMAT} 版;请用本版 textgov train 重新训练"
            )
        try:
            return cls._assembled(folder, config)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile):
            raise ModelError(f"模型 {folder} 已损坏或不完整;请重新训练或重新复制整个文件夹") from None

    @classmethod
    def _assembled(cls, folder: Path, config: Mapping[str, Any]) -> Model:
        terms = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
        kinds = tuple(config["kinds"])
        heads = {}
        with (folder / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            idf = arrays["idf"].astype(np.float32)
            for name, labels in config["heads"].items():
                weights = arrays[f"{name}_weights"].astype(np.float32) * arrays[f"{name}_scale"]
                head = Head(tuple(labels), weights, arrays[f"{name}_intercepts"], arrays[f"{name}_evidence"])
                shapes = (weights.shape, head.intercepts.shape, head.evidence.shape)
                if shapes != ((len(terms), len(labels)), (len(labels),), (len(kinds), len(labels))):
                    raise ValueError(name)
                heads[name] = head
        if idf.shape != (len(terms),) or not heads:
            raise ValueError("idf")
        return cls(tuple(terms), idf, heads, kinds, config["settings"])


def weighted(terms: Ints, owners: Ints, rows: int, idf: Floats) -> Features:
    """Turn occurrences into (1 + log count) · idf, each of the ``rows`` texts scaled to length 1."""
    width = max(len(idf), 1)
    unique, counts = np.unique(owners * width + terms, return_counts=True)
    row, kept = np.divmod(unique, width)
    values = (1 + np.log(counts)) * idf[kept]
    norms = np.sqrt(np.bincount(row, values * values, minlength=rows))
    values = (values / np.maximum(norms, 1e-12)[row]).astype(np.float32)
    return Features(kept, values, np.searchsorted(row, np.arange(rows + 1)))


def softmax(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Return probabilities along the last axis."""
    shifted = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write an .npz whose bytes depend on the arrays alone (numpy's own carries the time)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(f"{name}.npy")
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as stream:
                np.lib.format.write_array(stream, np.ascontiguousarray(array), allow_pickle=False)
