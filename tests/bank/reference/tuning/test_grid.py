from sklearn.model_selection import ParameterGrid

from viva_bank.reference.tuning.grid import grid, grid_search

AXES = {"lr": [0.1, 0.01], "depth": [1, 2, 3], "penalty": ["l1"]}


def test_the_settings_are_scikit_learns():
    ours, theirs = list(grid(AXES)), list(ParameterGrid(AXES))
    assert len(ours) == 6
    assert sorted(map(str, (sorted(s.items()) for s in ours))) == sorted(
        map(str, (sorted(s.items()) for s in theirs))
    )
    assert list(grid({})) == [{}]


def test_every_trial_carries_its_loss():
    trials = grid_search(lambda s: s["lr"] * s["depth"], AXES)
    assert min(trials, key=lambda t: t.loss).settings == {"lr": 0.01, "depth": 1, "penalty": "l1"}
    assert all(t.loss == t.settings["lr"] * t.settings["depth"] for t in trials)


def test_an_axis_without_values_is_refused(refuses):
    with refuses("'lr' has no values"):
        list(grid({"lr": []}))
