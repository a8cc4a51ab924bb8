import numpy as np
import pytest
import torch

from viva_bank.reference.data.streaming_loader import Position, StreamingLoader


@pytest.mark.parametrize("drop_last", [False, True])
def test_the_batch_sizes_are_pytorchs_and_each_epoch_has_every_row_once(drop_last):
    loader = StreamingLoader(10, 4, lambda i: i, seed=3, drop_last=drop_last)
    data = torch.utils.data.TensorDataset(torch.arange(10))
    oracle = torch.utils.data.DataLoader(data, 4, drop_last=drop_last)
    sizes = [len(x) for (x,) in oracle]
    orders = []
    for epoch in range(3):
        batches = list(loader)
        assert [len(b) for b in batches] == sizes
        assert loader.position == Position(epoch + 1, 0)
        orders.append(np.concatenate(batches).tolist())
        assert len(set(orders[-1])) == sum(sizes)
    assert orders[0] != orders[1] != orders[2]


@pytest.mark.parametrize("stop_after", range(7))
def test_resumed_anywhere_it_goes_on_as_if_never_stopped(stop_after):
    def stream(loader, count):
        while count:
            for batch in loader:
                yield batch.tolist()
                count -= 1
                if not count:
                    return

    whole = list(stream(StreamingLoader(10, 4, lambda i: i, seed=1), 9))
    first = StreamingLoader(10, 4, lambda i: i, seed=1)
    head = list(stream(first, stop_after))
    second = StreamingLoader(10, 4, lambda i: i, seed=1)
    second.resume(first.position)
    assert head + list(stream(second, 9 - stop_after)) == whole


def test_one_row_at_a_time():
    assert sorted(int(b[0]) for b in StreamingLoader(3, 1, lambda i: i, seed=0)) == [0, 1, 2]


def test_only_the_rows_of_the_batch_are_read():
    asked = []
    loader = StreamingLoader(100, 10, lambda i: asked.append(len(i)), seed=0)
    next(iter(loader))
    assert asked == [10]


def test_bad_sizes_and_positions_are_refused(refuses):
    with refuses("at least 1 of each"):
        StreamingLoader(0, 4, lambda i: i, seed=0)
    with refuses("was n another"):
        StreamingLoader(5, 4, lambda i: i, seed=0).resume(Position(0, 6))
