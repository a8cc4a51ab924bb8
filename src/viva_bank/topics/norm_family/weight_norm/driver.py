def weight_norm(answer, v, g):
    """The weights."""
    return answer.weight_norm(v, g)


def dg(answer, dW, v, g):
    """The gradient of the lengths."""
    return answer.weight_norm_backward(dW, v, g)[1]


def dv(answer, dW, v, g):
    """The gradient of the directions."""
    return answer.weight_norm_backward(dW, v, g)[0]
