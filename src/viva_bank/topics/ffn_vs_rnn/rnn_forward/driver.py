import numpy as np


def drive(answer, *args):
    return answer.rnn_forward(*args)


def in_two_pieces(answer, x, h0, W_xh, W_hh, b, cut):
    first, h = answer.rnn_forward(x[:cut], h0, W_xh, W_hh, b)
    second, h = answer.rnn_forward(x[cut:], h, W_xh, W_hh, b)
    return np.concatenate([first, second]), h
