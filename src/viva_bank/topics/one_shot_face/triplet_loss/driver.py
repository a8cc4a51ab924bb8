def drive(answer, a, p, n, margin):
    return answer.triplet_loss(a, p, n, margin)


def loss(answer, a, p, n, margin):
    return answer.triplet_loss(a, p, n, margin)[0]


def gradients(answer, a, p, n, margin):
    return answer.triplet_loss(a, p, n, margin)[1:]
