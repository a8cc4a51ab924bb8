def drive(answer, z, y, pos_weight):
    return answer.weighted_bce(z, y, pos_weight)[0]


def gradient(answer, z, y, pos_weight):
    return answer.weighted_bce(z, y, pos_weight)[1]


def both(answer, z, y, pos_weight):
    return answer.weighted_bce(z, y, pos_weight)
