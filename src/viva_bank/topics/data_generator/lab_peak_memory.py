"""Peak memory of one epoch: the whole array at once, and a generator of batches.

Varied: the number of rows in a file. Measured: the peak that tracemalloc sees (it counts what
Python and NumPy allocate, not the pages that the system maps from the file).
"""

from __future__ import annotations

import tempfile
import tracemalloc
from pathlib import Path

import numpy as np

from viva.authoring import Axis, Broken, Claim, Int, Lab, Lines, Predict, Result, Series, Text
from viva_bank.reference.data.streaming_loader import StreamingLoader

COLUMNS = 256
MEBIBYTE = 2**20


def whole(file, rows, batch, seed):
    """Reads all, shuffles all, then cuts batches. The rows' sum stands for the training."""
    X = np.load(file)
    X = X[np.random.default_rng(seed).permutation(rows)]
    return sum(float(X[i : i + batch].sum(dtype=float)) for i in range(0, rows, batch))


def whole_in_place(file, rows, batch, seed):
    """The same with the rows swapped where they lie."""
    X = np.load(file)
    np.random.default_rng(seed).shuffle(X)
    return sum(float(X[i : i + batch].sum(dtype=float)) for i in range(0, rows, batch))


def streamed(file, rows, batch, seed):
    """Reads the rows of one batch when they are due."""
    X = np.load(file, mmap_mode="r")
    loader = StreamingLoader(rows, batch, lambda chosen: X[chosen], seed)
    total = sum(float(part.sum(dtype=float)) for part in loader)
    return total


def hoarded(file, rows, batch, seed):
    """A generator whose batches are all kept."""
    X = np.load(file, mmap_mode="r")
    parts = list(StreamingLoader(rows, batch, lambda chosen: X[chosen], seed))
    return sum(float(part.sum(dtype=float)) for part in parts)


def peak(work, *arguments):
    """(result, peak in MiB). Where a tracer is at work already, its peak is used and reset."""
    own = not tracemalloc.is_tracing()
    if own:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        result = work(*arguments)
        # Some bytes differ from run to run (caches): a hundredth of a MiB does not.
        return result, round((tracemalloc.get_traced_memory()[1] - before) / MEBIBYTE, 2)
    finally:
        if own:
            tracemalloc.stop()


def measure(params, rng, stream=streamed, load=whole):
    sizes = [params.rows // 8, params.rows // 4, params.rows // 2, params.rows]
    seed = int(rng.integers(2**31))
    at_once, in_batches, difference = [], [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.npy"
        np.save(file, rng.standard_normal((sizes[0], COLUMNS), dtype=np.float32))
        for work in (load, stream):
            work(file, sizes[0], params.batch, seed)
        for rows in sizes:
            np.save(file, rng.standard_normal((rows, COLUMNS), dtype=np.float32))
            a, size_a = peak(load, file, rows, params.batch, seed)
            b, size_b = peak(stream, file, rows, params.batch, seed)
            at_once.append(size_a)
            in_batches.append(size_b)
            difference = max(difference, abs(a - b) / rows)
    data = [rows * COLUMNS * 4 / MEBIBYTE for rows in sizes]
    values = {
        "saved": at_once[-1] / in_batches[-1],
        "growth": in_batches[-1] / in_batches[0],
        "whole_over_data": at_once[-1] / data[-1],
        "difference": difference,
    }
    lines = Lines(
        id="peak",
        title=Text("Peak memory of one epoch", "一个 epoch 的内存峰值"),
        summary=Text(
            f"With {sizes[-1]} rows ({data[-1]:.1f} MiB) the whole array peaks at "
            f"{at_once[-1]:.1f} MiB, since shuffling copies it, and the generator at "
            f"{in_batches[-1]:.1f} MiB. From {sizes[0]} rows on the generator's peak grew "
            f"{values['growth']:.1f}-fold.",
            f"{sizes[-1]} 行（{data[-1]:.1f} MiB）：整个数组的峰值为 {at_once[-1]:.1f} MiB，"
            f"因为打乱要再复制一份；生成器为 {in_batches[-1]:.1f} MiB，"
            f"比 {sizes[0]} 行时增长到 {values['growth']:.1f} 倍。",
        ),
        x=Axis(Text("rows in the file", "文件中的行数"), scale="log"),
        y=Axis(Text("peak (MiB)", "峰值（MiB）"), scale="log"),
        series=(
            Series(Text("whole array", "整个数组"), sizes, at_once),
            Series(Text("size of the data", "数据本身的大小"), sizes, data, look="dotted"),
            Series(Text("generator", "生成器"), sizes, in_batches, look="dashed"),
        ),
    )
    return Result((lines,), values)


LAB = Lab(
    title=Text("Peak memory of a data generator", "数据生成器的内存峰值"),
    intro=Text(
        "Rows of 256 numbers lie in a file. One epoch reads them shuffled, in batches: either "
        "after loading all of them, or by a generator that reads the rows of a batch when they "
        "are due.",
        "文件里每行 256 个数。一个 epoch 要打乱后按批读取：要么先全部载入，要么用生成器，"
        "轮到哪批才读哪批。",
    ),
    run=measure,
    params=(
        Int("batch", Text("batch size", "批大小"), 64, 8, 1024, scale="log"),
        Int("rows", Text("rows", "行数"), 32_000, 4_000, 100_000, hidden=True),
    ),
    preview={"rows": 4_000},
    claims=(
        Claim(
            id="generator_saves",
            sentence=Text(
                "A generator needs a small part of the memory that the whole array takes.",
                "生成器所需内存只是整个数组的一小部分。",
            ),
            statistic="saved",
            what=Text(
                "peak of the whole array over the generator's", "整个数组的峰值 ÷ 生成器的峰值"
            ),
            direction="above",
            threshold=30.0,
            unit="×",
        ),
        Claim(
            id="hardly_grows",
            sentence=Text(
                "Its peak hardly grows with the data: a batch, and the order of the rows.",
                "它的峰值几乎不随数据量增长：只有一批数据和行的次序。",
            ),
            statistic="growth",
            what=Text("peak with 8 times the rows over that before", "行数 ×8 后的峰值 ÷ 原峰值"),
            direction="below",
            threshold=4.0,
            unit="×",
        ),
        Claim(
            id="shuffling_doubles",
            sentence=Text(
                "Loading everything and shuffling it takes twice the size of the data.",
                "全部载入再打乱，要占数据本身两倍的内存。",
            ),
            statistic="whole_over_data",
            what=Text(
                "peak of the whole array over the size of the data", "整个数组的峰值 ÷ 数据大小"
            ),
            direction="within",
            threshold=(1.9, 2.1),
            unit="×",
        ),
        Claim(
            id="same_rows",
            sentence=Text("Both read the same rows.", "两种方式读到的数据相同。"),
            statistic="difference",
            what=Text("difference of the sums, a row", "总和之差（每行）"),
            direction="below",
            threshold=1e-9,
        ),
    ),
    broken=(
        Broken(
            "batches_kept",
            Text("the generator's batches are all kept in a list", "把生成器的每一批都存进列表"),
            fails=("generator_saves", "hardly_grows"),
            run=lambda params, rng: measure(params, rng, stream=hoarded),
        ),
        Broken(
            "shuffled_in_place",
            Text("the rows are swapped in place, which copies none", "原地交换各行，不另复制"),
            fails=("shuffling_doubles",),
            run=lambda params, rng: measure(params, rng, load=whole_in_place),
        ),
        Broken(
            "half_an_epoch",
            Text("the generator stops half-way", "生成器只读一半就停"),
            fails=("same_rows",),
            run=lambda params, rng: measure(
                params, rng, stream=lambda file, rows, *rest: streamed(file, rows // 2, *rest)
            ),
        ),
    ),
    predict=Predict(
        Text(
            "The file grows 8-fold. The peak memory of an epoch from a generator …",
            "文件变成原来的 8 倍，用生成器读一个 epoch 的内存峰值……",
        ),
        (
            Text("grows 8-fold.", "也变成 8 倍。"),
            Text("grows far less.", "增长少得多。"),
            Text("falls.", "下降。"),
        ),
        1,
        Text(
            "One batch is alive at a time; only the shuffled order, 8 bytes a row, grows.",
            "任何时刻只有一批数据在内存里；随行数增长的只有打乱后的次序，每行 8 字节。",
        ),
    ),
    questions=("data_generator/when", "data_generator/batches", "data_generator/streaming_shuffle"),
    sources=("Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.1.3",),
)
