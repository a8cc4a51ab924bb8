def drive(answer, dist, labels):
    return answer.batch_hard(dist, labels)


def semi_hard(answer, dist, labels, margin):
    return answer.semi_hard(dist, labels, margin)
