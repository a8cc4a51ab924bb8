import numpy as np


def drive(answer, v0, W, b, c, seed):
    return answer.cd_1(v0, W, b, c, np.random.default_rng(seed))


def hidden(answer, v, W, c):
    return answer.hidden_given_visible(v, W, c)


def visible(answer, h, W, b):
    return answer.visible_given_hidden(h, W, b)
