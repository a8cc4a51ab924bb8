import torch


def _layer(answer, channels, settings=None, weight=None, bias=None):
    layer = answer.MyBatchNorm2d(channels, **(settings or {})).double()
    if weight is not None:
        with torch.no_grad():
            layer.weight.copy_(weight)
            layer.bias.copy_(bias)
    return layer


def drive(answer, x, weight, bias, settings):
    """The output of one training batch."""
    return _layer(answer, x.shape[1], settings, weight, bias)(x).detach()


def gradients(answer, x, dy, weight, bias):
    """The gradients of (y * dy).sum() in training mode."""
    layer = _layer(answer, x.shape[1], {}, weight, bias)
    leaf = x.detach().clone().requires_grad_()
    (layer(leaf) * dy).sum().backward()
    return {"x": leaf.grad, "weight": layer.weight.grad, "bias": layer.bias.grad}


def running(answer, batches, settings):
    """The running statistics after these training batches."""
    layer = _layer(answer, batches[0].shape[1], settings)
    for x in batches:
        layer(x)
    return {"mean": layer.running_mean.detach(), "var": layer.running_var.detach()}


def evaluate(answer, batches, tests, settings):
    """The outputs in evaluation mode after these training batches; then the running mean."""
    layer = _layer(answer, tests[0].shape[1], settings)
    for x in batches:
        layer(x)
    layer.eval()
    out = [layer(x).detach() for x in tests]
    return {"y": out, "mean": layer.running_mean.detach()}


def inventory(answer, channels):
    """What an optimiser sees, and what is saved."""
    layer = answer.MyBatchNorm2d(channels)
    saved = {k: v.detach() for k, v in layer.state_dict().items() if k != "num_batches_tracked"}
    return {"parameters": sorted(k for k, _ in layer.named_parameters()), "saved": saved}


def reloaded(answer, x, test):
    """Train one layer, load its state into another: what that one puts out in evaluation."""
    first = _layer(answer, x.shape[1])
    first(x)
    second = _layer(answer, x.shape[1])
    second.load_state_dict(first.state_dict())
    second.eval()
    return second(test).detach()


def graph_free(answer, x):
    """Do the running statistics hold a graph after a training batch? And two backward passes."""
    layer = _layer(answer, x.shape[1])
    for _ in range(2):
        leaf = x.detach().clone().requires_grad_()
        layer(leaf).sum().backward()
    layer(x.detach().clone().requires_grad_())
    return [layer.running_mean.requires_grad, layer.running_var.requires_grad]
