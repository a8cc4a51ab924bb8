"""HNSW: how many distances a query computes as the number of stored faces grows.

Varied: the number of vectors. Measured: distances computed a query (counted, not timed) and the
recall, beside exact search, which computes them all.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import Axis, Broken, Claim, Int, Lab, Lines, Predict, Result, Series, Text
from viva_bank.reference.normalisation.unit_norm import unit_norm
from viva_bank.reference.search.brute_force import nearest, recall_at_k
from viva_bank.reference.search.hnsw import HNSW

D, PICTURES = 16, 5


class Counting(HNSW):
    """Counts the distances that it computes."""

    computed = 0

    def _distances(self, q, ids):
        self.computed += len(ids)
        return super()._distances(q, ids)


def faces(n, queries, rng):
    """Five pictures each of n / 5 people on the sphere, and new pictures of some of them."""
    people = unit_norm(rng.standard_normal((n // PICTURES, D)))
    X = unit_norm(np.repeat(people, PICTURES, axis=0) + 0.1 * rng.standard_normal((n, D)))
    wanted = people[rng.integers(len(people), size=queries)]
    return X, unit_norm(wanted + 0.1 * rng.standard_normal(wanted.shape))


def measure(params, rng, everything=False, by_lot=False):
    sizes = params.largest // np.array([8, 4, 2, 1])
    per_query, found, built = [], [], []
    for n in sizes:
        X, Q = faces(int(n), params.queries, rng)
        exact, _ = nearest(Q, X, 1)
        index = Counting(params.M, 4 * params.M, rng).fit(X)
        built.append(index.computed / n)
        index.computed = 0
        ids, _ = index.search(Q, 1, ef=int(n) if everything else params.ef)
        if by_lot:
            ids = rng.integers(n, size=ids.shape)
        per_query.append(index.computed / len(Q))
        found.append(100 * recall_at_k(ids, exact))
    exponent = float(np.polyfit(np.log(sizes), np.log(per_query), 1)[0])
    values = {
        "exponent": exponent,
        "recall": float(np.mean(found)),
        "share": 100 * per_query[-1] / sizes[-1],
    }
    lines = Lines(
        id="distances",
        title=Text("Distances computed a query", "每次查询计算的距离数"),
        summary=Text(
            f"From {sizes[0]} to {sizes[-1]} faces a query's distances go from {per_query[0]:.0f} "
            f"to {per_query[-1]:.0f}, about n^{exponent:.2f}; exact search computes all "
            f"{sizes[-1]}. The nearest face is found in {values['recall']:.0f} % of the queries.",
            f"人脸由 {sizes[0]} 张增到 {sizes[-1]} 张，"
            f"每次查询的距离计算由 {per_query[0]:.0f} 次变为 "
            f"{per_query[-1]:.0f} 次，约 n^{exponent:.2f}；精确搜索要算全部 {sizes[-1]} 次。"
            f"{values['recall']:.0f}% 的查询找到了最近的人脸。",
        ),
        x=Axis(Text("faces stored", "存储的人脸数"), scale="log"),
        y=Axis(Text("distances", "距离计算次数"), scale="log", low=10),
        series=(
            Series(Text("exact search, a query", "精确搜索，每次查询"), sizes, sizes),
            Series(Text("HNSW, a query", "HNSW，每次查询"), sizes, per_query),
            Series(Text("HNSW, inserting a face", "HNSW，插入一张"), sizes, built, look="dotted"),
        ),
    )
    return Result((lines,), values)


LAB = Lab(
    title=Text("How a search by HNSW grows", "HNSW 的查询代价如何增长"),
    intro=Text(
        "Unit vectors of 16 numbers, five pictures a person. A query walks greedily down the "
        "layers of the graph; the distances on the way are counted.",
        "16 维单位向量，每人五张。查询沿图的各层贪心下行，数一路上计算了多少次距离。",
    ),
    run=measure,
    params=(
        Int("ef", Text("ef: candidates kept", "ef：保留的候选数"), 10, 1, 200, scale="log"),
        Int("M", Text("M: links a vector", "M：每个向量的连边数"), 6, 2, 16),
        Int("largest", Text("faces", "人脸数"), 1600, 160, 12_800, hidden=True),
        Int("queries", Text("queries", "查询数"), 60, 5, 500, hidden=True),
    ),
    preview={"largest": 160, "queries": 20},
    claims=(
        Claim(
            id="sublinear",
            sentence=Text(
                "The work of a query grows far more slowly than the number of faces.",
                "查询的工作量增长远慢于人脸数。",
            ),
            statistic="exponent",
            what=Text(
                "exponent of the growth of distances a query", "每次查询距离计算数的增长指数"
            ),
            direction="below",
            threshold=0.5,
        ),
        Claim(
            id="finds",
            sentence=Text(
                "And it finds the nearest face nearly always.", "而且几乎总能找到最近的人脸。"
            ),
            statistic="recall",
            what=Text("queries that found the nearest, in %", "找到最近者的查询（%）"),
            direction="above",
            threshold=90.0,
        ),
    ),
    broken=(
        Broken(
            "keeps_everything",
            Text("ef is the number of faces: the walk visits all", "ef 等于人脸数，全部走遍"),
            fails=("sublinear",),
            run=lambda params, rng: measure(params, rng, everything=True),
        ),
        Broken(
            "answers_by_lot",
            Text("the answer is drawn by lot", "答案抽签决定"),
            fails=("finds",),
            run=lambda params, rng: measure(params, rng, by_lot=True),
        ),
    ),
    predict=Predict(
        Text(
            "Eight times as many faces are stored. The distances that a query computes …",
            "人脸增加到八倍，每次查询计算的距离……",
        ),
        (
            Text("stay the same.", "不变。"),
            Text("grow less than twofold.", "增长不到一倍。"),
            Text("grow eightfold.", "也变成八倍。"),
        ),
        1,
        Text(
            "Upper layers are highways: each step halves what is left, and only the last walk is "
            "on the dense bottom layer.",
            "上层像高速公路，每步都大幅缩小范围，只有最后一段走在稠密的底层。",
        ),
    ),
    questions=("ten_million_faces/fast_search",),
    sources=(
        "Malkov and Yashunin (2018), Efficient and robust approximate nearest neighbor search "
        "using hierarchical navigable small world graphs, section 4.2",
    ),
)
