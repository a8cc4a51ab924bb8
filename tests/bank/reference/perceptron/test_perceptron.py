import numpy as np
import pytest
import sklearn.linear_model

from viva_bank.reference.perceptron.perceptron import Perceptron

XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


@pytest.mark.parametrize("lr", [1.0, 0.3])
def test_it_walks_as_scikit_learns_does(rng, lr):
    X = rng.normal(size=(60, 3))
    y = np.where(X @ [1.0, -1.0, 0.5] + 0.2 * rng.normal(size=60) > 0.1, 1.0, -1.0)
    for epochs in (1, 5):
        ours = Perceptron(lr, epochs).fit(X, y)
        theirs = sklearn.linear_model.Perceptron(
            eta0=lr, shuffle=False, tol=None, max_iter=epochs, penalty=None
        ).fit(X, y)
        np.testing.assert_allclose(ours.w, theirs.coef_[0], atol=1e-9)
        np.testing.assert_allclose(ours.b, theirs.intercept_[0], atol=1e-9)


def test_novikoffs_bound_holds_on_separable_data(rng):
    for _ in range(20):
        u = rng.normal(size=4)
        u /= np.linalg.norm(u)
        X = rng.normal(size=(100, 3))
        X = X[np.abs(X @ u[:3] + u[3]) > 0.1]
        score = X @ u[:3] + u[3]
        model = Perceptron(max_epochs=10_000).fit(X, np.sign(score))
        R_squared = 1 + (X**2).sum(axis=1).max()
        assert model.converged
        assert model.mistakes <= R_squared / np.abs(score).min() ** 2
        assert (model.predict(X) == np.sign(score)).all()


def test_and_is_learnt_and_xor_never():
    assert Perceptron().fit(XOR, np.array([-1.0, -1.0, -1.0, 1.0])).converged
    model = Perceptron(max_epochs=500).fit(XOR, np.array([-1.0, 1.0, 1.0, -1.0]))
    assert not model.converged
    assert model.mistakes >= 500


def test_labels_of_zero_and_one_are_refused(refuses):
    with refuses("give 2\\*y - 1"):
        Perceptron().fit(XOR, np.array([0.0, 0.0, 0.0, 1.0]))
    with refuses("at least 1 epoch"):
        Perceptron(max_epochs=0)
