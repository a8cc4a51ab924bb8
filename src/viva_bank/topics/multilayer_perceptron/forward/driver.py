def drive(answer, X, weights, biases):
    return answer.forward(X, weights, biases)


def untouched(answer, X, weights, biases):
    """Lists are not watched by the judge; so what is in them is sent back."""
    out = answer.forward(X, weights, biases)
    return {"out": out, "weights": list(weights), "biases": list(biases)}
