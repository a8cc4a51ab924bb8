"""Precision, recall, specificity and Fβ, one class at a time and averaged.

    P = TP/(TP + FP)        R = TP/(TP + FN)        specificity = TN/(TN + FP)
    F_β = (1 + β²)·P·R/(β²·P + R) = (1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP)

β > 1 favours recall. For β = 1, 2/F₁ = 1/P + 1/R. Macro is the plain mean over classes (every class
counts alike), micro pools the counts (every example counts alike); with one label an example and
all classes pooled, micro P = R = F₁ = accuracy. Macro F is the mean of the F's, not the F of the
means.

Source: van Rijsbergen (1979), "Information Retrieval", chapter 7; Sokolova and Lapalme (2009), "A
systematic analysis of performance measures for classification tasks", table 3 (macro, micro).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


@dataclass(frozen=True)
class Counts:
    """TP, FP, FN and TN of every class against the rest."""

    tp: np.ndarray
    fp: np.ndarray
    fn: np.ndarray
    tn: np.ndarray

    def pooled(self) -> Counts:
        """The four counts added up over the classes: what micro averaging looks at."""
        return Counts(*(np.array([v.sum()]) for v in (self.tp, self.fp, self.fn, self.tn)))


def counts(C: Int[np.ndarray, "k k"]) -> Counts:
    """The four counts of each class, from the confusion matrix (truth in rows)."""
    tp = np.diag(C)
    fp, fn = C.sum(axis=0) - tp, C.sum(axis=1) - tp
    return Counts(tp, fp, fn, C.sum() - tp - fp - fn)


def precision(c: Counts) -> Float[np.ndarray, "k"]:
    """TP/(TP + FP); 0 for a class that was never predicted."""
    return _ratio(c.tp, c.tp + c.fp)


def recall(c: Counts) -> Float[np.ndarray, "k"]:
    """TP/(TP + FN); 0 for a class that never occurs."""
    return _ratio(c.tp, c.tp + c.fn)


def specificity(c: Counts) -> Float[np.ndarray, "k"]:
    """TN/(TN + FP): the recall of the rest; 0 if there is no rest."""
    return _ratio(c.tn, c.tn + c.fp)


def f_beta(c: Counts, beta: float = 1.0) -> Float[np.ndarray, "k"]:
    """F_β from the counts, which needs no special case when P or R is 0; 0 if the class is
    nowhere.
    """
    if not beta >= 0:
        raise ValueError(f"beta is {beta}: give 0 or more; above 1 favours recall.")
    b2 = beta**2
    return _ratio((1 + b2) * c.tp, (1 + b2) * c.tp + b2 * c.fn + c.fp)


def averaged(
    C: Int[np.ndarray, "k k"],
    metric: Literal["precision", "recall", "specificity", "f_beta"],
    average: Literal["macro", "micro", "weighted"],
    beta: float = 1.0,
) -> float:
    """One number for all classes; "weighted" weighs each class by how often it truly occurs."""
    c = counts(C).pooled() if average == "micro" else counts(C)
    values = {
        "precision": precision,
        "recall": recall,
        "specificity": specificity,
        "f_beta": lambda c: f_beta(c, beta),
    }[metric](c)
    if average == "weighted":
        return float(_ratio(values @ C.sum(axis=1), C.sum()))
    if average not in ("macro", "micro"):
        raise ValueError(f'average is {average!r}: use "macro", "micro" or "weighted".')
    return float(values.mean())


def _ratio(a: np.ndarray | np.generic, b: np.ndarray | np.generic) -> np.ndarray:
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.divide(a, b, out=np.zeros_like(a), where=b > 0)
