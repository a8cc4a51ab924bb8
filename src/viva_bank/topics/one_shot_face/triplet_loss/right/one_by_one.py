import numpy as np


def triplet_loss(a, p, n, margin):
    total = 0.0
    da, dp, dn = np.zeros_like(a), np.zeros_like(p), np.zeros_like(n)
    for i in range(len(a)):
        to_p, to_n = a[i] - p[i], a[i] - n[i]
        gap = float(to_p @ to_p - to_n @ to_n + margin)
        if gap > 0:
            total += gap
            da[i] = 2 * (to_p - to_n) / len(a)
            dp[i] = -2 * to_p / len(a)
            dn[i] = 2 * to_n / len(a)
    return total / len(a), da, dp, dn
