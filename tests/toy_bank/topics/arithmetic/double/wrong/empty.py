def double(x):
    return x + x[0] * 0 + x
