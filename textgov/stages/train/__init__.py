"""From labelled letters to a model folder, and how good it is."""

from textgov.stages.train.curve import Curve, CurvePoint, learning_curve
from textgov.stages.train.evaluation import Evaluation, LabelQuality
from textgov.stages.train.update import Update, update_model
from textgov.stages.train.user import Trained, evaluate_model, train_model

__all__ = [
    "Curve",
    "CurvePoint",
    "Evaluation",
    "LabelQuality",
    "Trained",
    "Update",
    "evaluate_model",
    "learning_curve",
    "train_model",
    "update_model",
]
