def drive(answer, centroids, x, q, k, nprobe):
    index = answer.IVF(centroids)
    index.add(x)
    return index.search(q, k, nprobe)


def grown(answer, centroids, x, more, q, k, nprobe):
    index = answer.IVF(centroids)
    index.add(x)
    before = index.search(q, k, nprobe)
    index.add(more)
    return before, index.search(q, k, nprobe)
