import numpy as np
import pytest
import torch

from viva_bank.reference.convolution.im2col import col2im, im2col

SETTINGS = [((3, 3), 1, 0, 1), ((2, 3), 2, 1, 1), ((3, 2), 1, 2, 2), ((1, 1), 3, 0, 1)]


@pytest.mark.parametrize(("kernel", "stride", "padding", "dilation"), SETTINGS)
def test_both_are_pytorchs_unfold_and_fold(rng, kernel, stride, padding, dilation):
    x = rng.normal(size=(2, 3, 7, 6))
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    cols = im2col(x, kernel, **settings)
    expected = torch.nn.functional.unfold(torch.tensor(x), kernel, **settings).numpy()
    np.testing.assert_array_equal(cols, expected)
    dcols = rng.normal(size=cols.shape)
    back = torch.nn.functional.fold(torch.tensor(dcols), (7, 6), kernel, **settings).numpy()
    np.testing.assert_allclose(col2im(dcols, x.shape, kernel, **settings), back, atol=1e-14)


def test_the_border_can_be_filled_with_anything(rng):
    cols = im2col(rng.normal(size=(1, 1, 2, 2)), (3, 3), padding=1, fill=-np.inf)
    assert np.isinf(cols[0, 0, 0])
    assert np.isfinite(cols[0, 4]).all()
