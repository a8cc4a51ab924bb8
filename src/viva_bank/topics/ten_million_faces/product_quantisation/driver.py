def drive(answer, x, codebooks):
    return answer.encode(x, codebooks)


def distances(answer, q, codes, codebooks):
    return answer.distances(q, codes, codebooks)


def ten_queries(answer, q, codes, codebooks):
    return [answer.distances(q + i, codes, codebooks)[:5] for i in range(10)]
