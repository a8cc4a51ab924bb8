"""One-shot recognition: each class has one example, and a query is of the class of the nearest one.

    accuracy = share of queries whose nearest support embedding has their label

The classes may be ones that training never saw: only the embedding was learnt.

Source: Koch, Zemel and Salakhutdinov (2015), "Siamese neural networks for one-shot image
recognition".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.brute_force import nearest

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def one_shot_accuracy(
    support: Float[np.ndarray, "k d"],
    support_labels: Int[np.ndarray, "k"],
    queries: Float[np.ndarray, "q d"],
    query_labels: Int[np.ndarray, "q"],
) -> float:
    """The share recognised, in [0, 1]. ValueError if a label has two support examples."""
    if len(np.unique(support_labels)) != len(support_labels) or len(queries) == 0:
        raise ValueError("Give one support example a label, and at least one query.")
    ids, _ = nearest(queries, support, 1)
    return float((support_labels[ids[:, 0]] == query_labels).mean())
