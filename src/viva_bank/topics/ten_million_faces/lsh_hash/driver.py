def drive(answer, planes, x, q, k):
    index = answer.HyperplaneLSH(planes)
    index.add(x)
    return index.query(q, k)


def signatures(answer, planes, x):
    return answer.HyperplaneLSH(planes).signatures(x)


def grown(answer, planes, x, more, q, k):
    index = answer.HyperplaneLSH(planes)
    index.add(x)
    before = index.query(q, k)
    index.add(more)
    return before, index.query(q, k)
