import threading

import pytest

from viva_bank.reference.data.prefetch import prefetched


def test_the_results_come_in_order_as_from_a_plain_loop():
    assert list(prefetched(range(50), lambda i: i * i, depth=3)) == [i * i for i in range(50)]
    assert list(prefetched([], lambda i: i)) == []


def test_it_reads_ahead_and_no_further_than_the_queue():
    started, full = [], threading.Event()

    def read(i):
        started.append(i)
        if len(started) == 4:  # one handed out, two queued, one waiting for a place
            full.set()
        return i

    results = prefetched(range(100), read, depth=2)
    assert next(results) == 0
    assert full.wait(timeout=10)
    assert len(started) <= 5
    results.close()


def test_an_error_arrives_at_its_place():
    def read(i):
        if i == 3:
            raise OSError("disk on fire")
        return i

    seen = []
    with pytest.raises(OSError, match="disk on fire"):
        seen.extend(prefetched(range(9), read))
    results = prefetched(range(9), read)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(OSError, match="disk on fire"):
        next(results)


def test_leaving_early_stops_the_reader():
    before = threading.active_count()
    for i in prefetched(range(10**9), lambda i: i):
        if i == 5:
            break
    # CPython drops the generator at the break, which runs its `finally`.
    assert threading.active_count() == before


def test_an_empty_queue_is_refused(refuses):
    with refuses("at least 1 batch"):
        prefetched([1], lambda i: i, depth=0)
