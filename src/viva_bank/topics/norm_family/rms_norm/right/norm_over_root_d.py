import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    kind = x.dtype
    if kind == np.float16:
        x = x.astype(np.float32)
    inverse = (np.einsum("...d,...d->...", x, x) / x.shape[-1] + eps) ** -0.5
    return (x * inverse[..., None] * gamma).astype(kind)
