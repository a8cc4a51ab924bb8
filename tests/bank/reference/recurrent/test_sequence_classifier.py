import numpy as np
import torch

from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.recurrent.sequence_classifier import SequenceClassifier


def test_loss_and_gradients_are_pytorchs(rng):
    model = SequenceClassifier(9, 4, 5, 3, rng)
    tokens, y = rng.integers(0, 9, (6, 7)), rng.integers(0, 3, 6)  # words repeat
    E, W, U, b, V, v = (torch.tensor(p, requires_grad=True) for p in model.params)
    x = torch.nn.functional.embedding(torch.tensor(tokens), E)
    h = c = torch.zeros(6, 5, dtype=torch.float64)
    for t in range(7):
        # PyTorch's own cell: its weights are the transposes.
        h, c = torch._VF.lstm_cell(x[:, t], (h, c), W.T, U.T, b, torch.zeros_like(b))
    oracle = torch.nn.functional.cross_entropy(h @ V + v, torch.tensor(y))
    oracle.backward()
    loss, grads = model.loss_and_gradients(tokens, y)
    np.testing.assert_allclose(loss, oracle.item())
    np.testing.assert_allclose(model.forward(tokens), (h @ V + v).detach().numpy(), atol=1e-12)
    for mine, theirs in zip(grads, (E, W, U, b, V, v), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-12)


def test_it_learns_whether_a_word_occurred_early(rng):
    model, optimiser = SequenceClassifier(8, 6, 10, 2, rng), Adam(0.02)
    tokens = rng.integers(1, 8, (120, 8))
    y = rng.integers(0, 2, 120)
    tokens[y == 1, 0] = 0
    for _ in range(80):
        _, grads = model.loss_and_gradients(tokens, y)
        model.params = optimiser.step(model.params, grads)
    assert (model.forward(tokens).argmax(axis=1) == y).mean() > 0.95


def test_one_class_is_refused(rng, refuses):
    with refuses("2 classes"):
        SequenceClassifier(8, 4, 4, 1, rng)
