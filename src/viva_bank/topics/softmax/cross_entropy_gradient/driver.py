def loss(answer, logits, labels):
    """The loss alone."""
    return answer.cross_entropy(logits, labels)[0]


def gradient(answer, logits, labels):
    """The gradient alone."""
    return answer.cross_entropy(logits, labels)[1]


def drive(answer, logits, labels):
    """Both."""
    return answer.cross_entropy(logits, labels)
