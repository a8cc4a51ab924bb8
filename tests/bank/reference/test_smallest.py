"""That the smallest sizes which the error messages allow are really accepted, and do the right
thing.
"""

import numpy as np

from viva_bank.reference.data.prefetch import prefetched
from viva_bank.reference.imbalance.smote import smote
from viva_bank.reference.normalisation.instance_norm import instance_norm_forward
from viva_bank.reference.recurrent.forecaster import Forecaster
from viva_bank.reference.recurrent.sequence_classifier import SequenceClassifier
from viva_bank.reference.regularisation.penalties import soft_threshold
from viva_bank.reference.search.brute_force import nearest
from viva_bank.reference.search.hnsw import HNSW
from viva_bank.reference.search.ivf import InvertedFile
from viva_bank.reference.search.lsh import HyperplaneLSH
from viva_bank.reference.search.pq import ProductQuantiser
from viva_bank.reference.search.random_projection_tree import RandomProjectionForest
from viva_bank.reference.training.batch_scaling import scaled_rate
from viva_bank.reference.training.early_stopping import EarlyStopping
from viva_bank.reference.training.gradient_descent import gradient_descent
from viva_bank.reference.training.learning_curve import learning_curve
from viva_bank.reference.training.lr_range_test import lr_range_test
from viva_bank.reference.training.schedules import cosine, step_decay
from viva_bank.reference.tuning.random_search import random_search
from viva_bank.reference.tuning.successive_halving import successive_halving


def test_every_index_finds_the_only_vector(rng):
    X = np.array([[3.0, 4.0]])
    for index in (
        HyperplaneLSH(1, 1, rng),
        RandomProjectionForest(1, rng, leaf_size=1),
        InvertedFile(1, rng),
        ProductQuantiser(1, 1, rng),
        HNSW(2, 2, rng),
    ):
        ids, d2 = index.fit(X).search(X, 1)
        assert ids.tolist() == [[0]]
        np.testing.assert_allclose(d2, 0, atol=1e-12)
    assert nearest(X, X, 1)[0].tolist() == [[0]]


def test_one_step_one_trial_one_candidate(rng):
    assert step_decay(1.0, 3, every=1, factor=0.5) == 0.125
    assert [cosine(1.0, t, total=1) for t in (0, 1)] == [1.0, 0.0]
    assert scaled_rate(0.1, 1, 1) == 0.1
    assert len(random_search(lambda s: 0.0, {}, 1, rng)) == 1
    assert len(successive_halving(lambda s, r: 0.0, [{}], 1, eta=2)) == 1
    assert not EarlyStopping(patience=1).update(1.0)
    assert len(lr_range_test(lambda x: (1.0, x), np.ones(1), 1e-3, 1e-2, steps=3).rates) == 3
    assert len(gradient_descent(lambda x: x, np.ones(1), 0.5, steps=1)) == 2
    assert list(prefetched([7, 8], lambda i: i, depth=1)) == [7, 8]


def test_the_fewest_examples(rng):
    data = (np.ones((2, 1)), np.ones(2))
    curve = learning_curve(lambda X, y: len(X), lambda m, X, y: float(m), data, data, [1, 2], rng)
    assert curve.train_errors.tolist() == [1.0, 2.0]
    new = smote(np.array([[0.0], [1.0]]), 5, rng, k=1)
    assert ((new >= 0) & (new <= 1)).all()
    y, _ = instance_norm_forward(np.array([[[0.0, 2.0]]]), np.ones(1), np.zeros(1), eps=0.0)
    assert y.ravel().tolist() == [-1.0, 1.0]
    assert Forecaster(1, 1, rng).loss_and_gradients(np.ones((2, 1, 1)))[0] >= 0
    logits = SequenceClassifier(1, 1, 1, 2, rng).forward(np.zeros((1, 1), dtype=int))
    assert logits.shape == (1, 2)
    assert soft_threshold(np.array([-2.0]), 0.0) == -2.0
