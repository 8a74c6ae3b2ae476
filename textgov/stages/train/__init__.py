"""From labelled letters to a model folder, and how good it is."""

from textgov.stages.train.evaluation import Evaluation, LabelQuality
from textgov.stages.train.user import evaluate_model, train_model

__all__ = ["Evaluation", "LabelQuality", "evaluate_model", "train_model"]
