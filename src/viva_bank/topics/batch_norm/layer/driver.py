def _layer(answer, features, settings):
    layer = answer.BatchNorm(features, **settings)
    return layer


def drive(answer, x, gamma, beta, settings):
    """One training batch, with parameters of the caller's."""
    layer = _layer(answer, x.shape[1], settings)
    layer.gamma, layer.beta = gamma, beta
    return layer.forward(x)


def fresh(answer, features):
    """What the constructor sets."""
    layer = answer.BatchNorm(features)
    return {n: getattr(layer, n) for n in ("gamma", "beta", "running_mean", "running_var")}


def running(answer, batches, settings):
    """The running statistics after these training batches."""
    layer = _layer(answer, batches[0].shape[1], settings)
    for x in batches:
        layer.forward(x)
    return {"mean": layer.running_mean, "var": layer.running_var}


def evaluate(answer, batches, tests, settings):
    """The outputs of the test batches, in evaluation mode, after these training batches."""
    layer = _layer(answer, tests[0].shape[1], settings)
    for x in batches:
        layer.forward(x)
    layer.eval()
    return [layer.forward(x) for x in tests]


def untouched(answer, batches, test):
    """The running statistics after training, and then an evaluation."""
    layer = _layer(answer, test.shape[1], {})
    for x in batches:
        layer.forward(x)
    layer.eval()
    layer.forward(test)
    return {"mean": layer.running_mean, "var": layer.running_var}


def back(answer, batches, test):
    """Train, evaluate, train again: the last output and the running mean."""
    layer = _layer(answer, test.shape[1], {})
    layer.forward(batches[0])
    layer.eval()
    layer.forward(test)
    layer.train()
    y = layer.forward(batches[1])
    return {"y": y, "mean": layer.running_mean}


def too_small(answer, first, x):
    """A training batch of one must raise."""
    layer = _layer(answer, x.shape[1], {})
    layer.forward(first)
    return layer.forward(x)


def too_small_leaves(answer, first, x):
    """The running statistics after a batch of one that was refused."""
    layer = _layer(answer, x.shape[1], {})
    layer.forward(first)
    try:
        layer.forward(x)
    except ValueError:
        pass
    return {"mean": layer.running_mean, "var": layer.running_var}
