import torch


def build(answer, W, U, b):
    layer = answer.LSTM(W.shape[0], U.shape[0]).double()
    named = dict(layer.named_parameters())
    with torch.no_grad():
        for name, value in (("W", W), ("U", U), ("b", b)):
            # what is not registered is set all the same, so that only one criterion misses it
            target = named.get(name, getattr(layer, name))
            target.data = torch.as_tensor(value, dtype=torch.float64).clone()
    return layer


def result(out, state):
    h, c = state
    return {"out": out.detach(), "h": h.detach(), "c": c.detach()}


def drive(answer, x, W, U, b, h=None, c=None):
    return result(*build(answer, W, U, b)(x, None if h is None else (h, c)))


def in_two_pieces(answer, x, W, U, b, cut):
    layer = build(answer, W, U, b)
    first, state = layer(x[:cut])
    second, state = layer(x[cut:], state)
    return result(torch.cat([first, second]), state)


def gradients(answer, x, h, c, W, U, b, weight):
    layer = build(answer, W, U, b)
    out, (_, last) = layer(x, (h, c))
    ((out * weight).sum() + (last**2).sum()).backward()
    leaves = {"x": x, "h": h, "c": c, "W": layer.W, "U": layer.U, "b": layer.b}
    # None where no gradient came
    return {name: leaf.grad for name, leaf in leaves.items()}


def parameters(answer, d, h):
    torch.manual_seed(11)
    return {name: p.detach() for name, p in answer.LSTM(d, h).named_parameters()}


def as_built(answer, x):
    return answer.LSTM(x.shape[2], 4)(x)[0].detach()
