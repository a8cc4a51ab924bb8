"""A Siamese network sends every picture through the same weights, to a point on the unit sphere.

    e(x) = f(x)/‖f(x)‖ in 128 dimensions        trained by the triplet loss on mined triplets

A small convolutional f for small grey pictures. On the sphere ‖a − b‖² = 2 − 2·cos. The only
reference in torch, since what it teaches is a module with shared weights.

Sources: Bromley, Guyon, LeCun, Säckinger and Shah (1993), "Signature verification using a
'Siamese' time delay neural network"; Schroff, Kalenichenko and Philbin (2015), "FaceNet", section
3 (128 dimensions).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from viva_bank.reference.metric_learning.mining import hard_triplets, semi_hard_triplets


class SiameseEmbedding(nn.Module):
    """Pictures (batch, 1, height, width), at least 4 × 4, to unit vectors (batch, `size`)."""

    def __init__(self, size: int = 128, width: int = 16) -> None:
        super().__init__()
        if size < 1 or width < 1:
            raise ValueError(f"size is {size}, width {width}: give at least 1 of each.")
        self.features = nn.Sequential(
            nn.Conv2d(1, width, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(width, 2 * width, 3, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(2),
            nn.Flatten(),
        )
        self.head = nn.Linear(8 * width, size)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Embeddings of unit length."""
        return nn.functional.normalize(self.head(self.features(x)), dim=1)


def triplet_loss(e: torch.Tensor, triplets: np.ndarray, margin: float = 0.2) -> torch.Tensor:
    """The mean triplet loss with squared distances, of embeddings e and rows (a, p, n) of
    indices.
    """
    a, p, n = (e[torch.as_tensor(column)] for column in triplets.T)
    violation = ((a - p) ** 2).sum(1) - ((a - n) ** 2).sum(1) + margin
    return torch.clamp(violation, min=0).mean()


def train_step(
    model: SiameseEmbedding,
    optimiser: torch.optim.Optimizer,
    x: torch.Tensor,
    y: np.ndarray,
    margin: float = 0.2,
) -> float:
    """One step on semi-hard triplets of the batch (hard ones if there are none); the loss before
    it.

    0.0, and no step, if the batch holds no triplet at all.
    """
    e = model(x)
    mined = e.detach().numpy()
    triplets = semi_hard_triplets(mined, y, margin)
    if len(triplets) == 0:
        triplets = hard_triplets(mined, y)
    if len(triplets) == 0:
        return 0.0
    loss = triplet_loss(e, triplets, margin)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return float(loss.detach())
