import numpy as np
import torch
from sklearn.datasets import load_digits

from viva_bank.reference.metric_learning import triplet
from viva_bank.reference.metric_learning.one_shot import one_shot_accuracy
from viva_bank.reference.metric_learning.siamese import SiameseEmbedding, train_step, triplet_loss


def test_embeddings_have_unit_length_and_128_dimensions():
    e = SiameseEmbedding()(torch.rand(3, 1, 8, 8))
    assert e.shape == (3, 128)
    torch.testing.assert_close(e.norm(dim=1), torch.ones(3))


def test_the_loss_is_the_numpy_references(rng):
    e = rng.normal(size=(6, 4))
    triplets = np.array([[0, 1, 2], [3, 4, 5], [1, 0, 5]])
    ours = triplet_loss(torch.tensor(e), triplets, 0.7).item()
    np.testing.assert_allclose(ours, triplet.triplet_loss(*e[triplets.T], 0.7))


def test_training_brings_unseen_pictures_of_known_classes_together():
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    X, y = load_digits(n_class=5, return_X_y=True)
    images = torch.tensor(X.reshape(-1, 1, 8, 8) / 16, dtype=torch.float32)
    model = SiameseEmbedding(width=8)
    optimiser = torch.optim.Adam(model.parameters(), 3e-3)
    train, held_out = np.arange(400), np.arange(400, len(y))

    def accuracy():
        with torch.no_grad():
            e = model(images[held_out]).numpy()
        labels, draws = y[held_out], np.random.default_rng(1)
        scores = []
        for _ in range(20):
            support = [int(draws.choice(np.flatnonzero(labels == c))) for c in range(5)]
            scores.append(one_shot_accuracy(e[support], labels[support], e, labels))
        return np.mean(scores)

    before = accuracy()
    for _ in range(100):
        batch = rng.choice(train, 60, replace=False)
        assert np.isfinite(train_step(model, optimiser, images[batch], y[batch]))
    assert before < 0.8
    assert accuracy() > 0.9


def test_a_batch_without_triplets_changes_nothing():
    model = SiameseEmbedding(size=4, width=2)
    optimiser = torch.optim.SGD(model.parameters(), 1.0)
    before = [p.clone() for p in model.parameters()]
    assert train_step(model, optimiser, torch.rand(3, 1, 8, 8), np.arange(3)) == 0.0
    for p, b in zip(model.parameters(), before, strict=True):
        torch.testing.assert_close(p, b)


def test_an_empty_embedding_is_refused(refuses):
    with refuses("at least 1 of each"):
        SiameseEmbedding(size=0)
