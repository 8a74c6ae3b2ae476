"""How good a model is, in numbers that a user can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Reliability is measured in ten bins of probability (Guo et al. 2017).
_BINS = 10
_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class LabelQuality:
    """Precision, recall and F1 in [0, 1] of one label, and how many letters have it."""

    label: str
    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A simple method on the same letters: its Chinese name, accuracy and macro F1 in [0, 1]."""

    name: str
    accuracy: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measured on ``n`` letters that the model did not learn from.

    ``ece`` is the expected calibration error, ``reliability`` what it sums: mean belief, accuracy and letters of each tenth of
    belief that has letters; ``coverage`` pairs the share of letters routed (the surest first) with
    their accuracy; ``baseline`` is the accuracy of always giving ``majority``; ``routed`` and ``accuracy_when_routed``
    hold at the model's threshold.
    """

    n: int
    accuracy: float
    macro_f1: float
    per_label: tuple[LabelQuality, ...]
    ece: float
    coverage: tuple[tuple[float, float], ...]
    majority: str
    baseline: float
    threshold: float
    routed: float
    accuracy_when_routed: float
    how: str
    notes: tuple[str, ...] = ()
    reliability: tuple[tuple[float, float, int], ...] = ()
    beside: tuple[Beside, ...] = ()

    def summary(self) -> str:
        """Return the figures as lines of Chinese."""
        weakest = min(self.per_label, key=lambda quality: (quality.f1, quality.label))
        lines = [
            f"{self.how}:{self.n} 封",
            f"准确率 {self.accuracy:.1%},宏平均 F1 {self.macro_f1:.3f}"
            f"(一律猜“{self.majority}”只有 {self.baseline:.1%})",
            *(f"同样的信用{b.name}:准确率 {b.accuracy:.1%},宏平均 F1 {b.macro_f1:.3f}" for b in self.beside),
            f"最弱的类别是“{weakest.label}”:F1 {weakest.f1:.2f}({weakest.n} 封)",
            f"有把握的 {self.routed:.0%} 里 {self.accuracy_when_routed:.1%} 正确,其余留给人看(把握线 {self.threshold:.2f})",
            f"把握与实际的平均差距 {self.ece:.1%}",
        ]
        return "\n".join([*lines, *self.notes])

    def row(self) -> dict[str, Any]:
        """Return everything as plain values for JSON."""
        values = asdict(self)
        for key in ("accuracy", "macro_f1", "ece", "baseline", "threshold", "routed", "accuracy_when_routed"):
            values[key] = round(values[key], 4)
        values["coverage"] = [{"share": share, "accuracy": round(value, 4)} for share, value in self.coverage]
        values["reliability"] = [
            {"belief": round(belief, 4), "accuracy": round(accuracy, 4), "n": n}
            for belief, accuracy, n in self.reliability
        ]
        values["per_label"] = self.label_rows()
        values["beside"] = [
            {"name": b.name, "accuracy": round(b.accuracy, 4), "macro_f1": round(b.macro_f1, 4)} for b in self.beside
        ]
        values["notes"] = list(self.notes)
        return values

    def label_rows(self) -> list[dict[str, Any]]:
        """Return one row a label."""
        return [
            {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(quality).items()}
            for quality in self.per_label
        ]


def evaluation(
    gold: Sequence[str],
    predicted: Sequence[str],
    probability: NDArray[np.float64],
    *,
    threshold: float,
    how: str,
    notes: Sequence[str] = (),
    beside: Sequence[Beside] = (),
) -> Evaluation:
    """Compare labels; ``probability`` [letters] is the belief in each prediction, ``how`` says in Chinese what was done."""
    right = np.array([a == b for a, b in zip(gold, predicted, strict=True)])
    per_label = _per_label(gold, predicted)
    majority, most = max(Counter(gold).items(), key=lambda item: (item[1], item[0]))
    order = np.argsort(-probability, kind="stable")
    kept = probability >= threshold
    return Evaluation(
        n=len(gold),
        accuracy=float(right.mean()),
        macro_f1=_mean_f1(per_label),
        per_label=per_label,
        ece=calibration_error(probability, right),
        coverage=tuple((share, float(right[order[: max(1, round(share * len(gold)))]].mean())) for share in _SHARES),
        majority=majority,
        baseline=most / len(gold),
        threshold=threshold,
        routed=float(kept.mean()),
        accuracy_when_routed=float(right[kept].mean()) if kept.any() else 0.0,
        how=how,
        notes=tuple(notes),
        reliability=reliability(probability, right),
        beside=tuple(beside),
    )


def macro_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Return the mean F1 over the labels in ``gold``."""
    return _mean_f1(_per_label(gold, predicted))


def _mean_f1(per_label: Sequence[LabelQuality]) -> float:
    return float(np.mean([quality.f1 for quality in per_label if quality.n]))


def _per_label(gold: Sequence[str], predicted: Sequence[str]) -> tuple[LabelQuality, ...]:
    true, given = Counter(gold), Counter(predicted)
    hits: Mapping[str, int] = Counter(a for a, b in zip(gold, predicted, strict=True) if a == b)
    found = []
    for label in sorted(set(true) | set(given)):
        precision = hits[label] / given[label] if given[label] else 0.0
        recall = hits[label] / true[label] if true[label] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        found.append(LabelQuality(label, precision, recall, f1, true[label]))
    return tuple(found)


def reliability(probability: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[tuple[float, float, int], ...]:
    """Return mean belief, accuracy and number of letters of each tenth of belief that has letters."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    inside = [bins == number for number in range(_BINS)]
    return tuple((float(probability[x].mean()), float(right[x].mean()), int(x.sum())) for x in inside if x.any())


def calibration_error(probability: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean distance of belief and accuracy over ten bins of belief, weighted by their letters."""
    return sum(n * abs(belief - accuracy) for belief, accuracy, n in reliability(probability, right)) / len(right)
