import torch
from torch import nn


def drive(answer, x, p, seed):
    torch.manual_seed(seed)
    return answer.Dropout(p)(x)


def default_p(answer, x, seed):
    torch.manual_seed(seed)
    return answer.Dropout()(x)


def again(answer, x, p, seed):
    layer = answer.Dropout(p)
    torch.manual_seed(seed)
    first, second = layer(x), layer(x)
    torch.manual_seed(seed)
    return {"first": first, "second": second, "again": layer(x)}


def modes(answer, x, p, seed):
    """Inside a model, the mode set from outside: evaluation, training, evaluation."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Identity(), nn.Sequential(answer.Dropout(p)))
    model.eval()
    before = model(x)
    model.train()
    during = model(x)
    model.train(False)
    return {"before": before, "during_changes": not torch.equal(during, x), "after": model(x)}


def backward(answer, x, p, seed):
    torch.manual_seed(seed)
    y = answer.Dropout(p)(x)
    weight = torch.arange(1.0, y.numel() + 1, dtype=y.dtype).reshape(y.shape)
    (y * weight).sum().backward()
    return {"y": y.detach(), "dx": x.grad}


def state(answer, p):
    layer = answer.Dropout(p)
    layer(torch.ones(3))
    return {"keys": list(layer.state_dict()), "parameters": len(list(layer.parameters())),
            "module": isinstance(layer, nn.Module)}  # fmt: skip
