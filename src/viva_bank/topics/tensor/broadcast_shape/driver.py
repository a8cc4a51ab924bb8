def drive(answer, *shapes):
    return answer.broadcast_shape(*(tuple(s) for s in shapes))
