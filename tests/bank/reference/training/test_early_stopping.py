import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.training.early_stopping import EarlyStopping


@given(
    losses=st.lists(st.integers(0, 9) | st.just(math.nan), min_size=1, max_size=30),
    patience=st.integers(1, 5),
)
def test_it_stops_when_the_definition_says(losses, patience):
    stopper, stopped = EarlyStopping(patience), None
    for t, loss in enumerate(losses):
        if stopper.update(float(loss)):
            stopped = t
            break
    # By definition: the first t such that none of the last `patience` losses beat all before them.
    expected = None
    for t in range(len(losses)):
        before = [v for v in losses[: t + 1 - patience] if not math.isnan(v)]
        recent = [v for v in losses[max(0, t + 1 - patience) : t + 1] if not math.isnan(v)]
        if t + 1 >= patience and not any(v < min(before, default=math.inf) for v in recent):
            expected = t
            break
    assert stopped == expected


def test_it_keeps_a_copy_of_the_best_weights():
    w, stopper = np.zeros(1), EarlyStopping(patience=2)
    for loss, stop in ((3.0, False), (1.0, False), (2.0, False), (1.0, True)):
        w += 1
        assert stopper.update(loss, [w]) is stop
    assert (stopper.best, stopper.best_epoch) == (1.0, 1)
    np.testing.assert_array_equal(stopper.best_weights[0], [2.0])


def test_too_small_an_improvement_does_not_count():
    stopper = EarlyStopping(patience=1, min_delta=0.5)
    assert not stopper.update(2.0)
    assert stopper.update(1.6)


def test_no_patience_is_refused(refuses):
    with refuses("at least 1 epoch"):
        EarlyStopping(0)
