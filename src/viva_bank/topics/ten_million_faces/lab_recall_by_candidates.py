"""Approximate search for a face: recall against how many of the stored vectors are looked at.

Varied: the index (LSH, forest of random trees, inverted file, product codes) and its setting.
Measured: how often the exact nearest vector is found, and the vectors whose distance is computed;
also for queries that are near to nobody.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.search.brute_force import nearest, recall_at_k
from viva_bank.reference.search.candidates import ranked
from viva_bank.reference.search.ivf import InvertedFile
from viva_bank.reference.search.lsh import HyperplaneLSH
from viva_bank.reference.search.pq import ProductQuantiser
from viva_bank.reference.search.random_projection_tree import RandomProjectionForest

D, PICTURES = 32, 5
NAMES = {
    "lsh": Text("LSH, 2 to 20 tables", "LSH，2 到 20 张表"),
    "forest": Text("8 random trees, by budget", "8 棵随机树，按预算"),
    "ivf": Text("inverted file, 1 to 16 cells", "倒排，查 1 到 16 格"),
}


def sphere(X):
    return (X / np.linalg.norm(X, axis=1, keepdims=True)).astype(np.float32)


def faces(params, rng, strangers=False):
    """Five pictures each of many people, as unit vectors, and new pictures of some of them.

    Strangers: the queries belong to nobody who is stored.
    """
    people = sphere(rng.standard_normal((params.faces // PICTURES, D)))
    who = np.repeat(np.arange(len(people)), PICTURES)
    X = sphere(people[who] + params.noise * rng.standard_normal((len(who), D)))
    wanted = people[rng.integers(len(people), size=params.queries)]
    if strangers:
        wanted = sphere(rng.standard_normal((params.queries, D)))
    return X, sphere(wanted + params.noise * rng.standard_normal(wanted.shape))


def looked_at(indices, Q, X, exact):
    """(share of X looked at in %, recall in %) when each query examines its candidates."""
    ids = np.array([ranked(q, X, c, 1)[0] for q, c in zip(Q, indices, strict=True)])
    return (
        100 * float(np.mean([len(np.unique(c)) for c in indices])) / len(X),
        100 * recall_at_k(ids, exact),
    )


def measure(params, rng, strangers=False, rerank=20):
    X, Q = faces(params, rng, strangers)
    exact, _ = nearest(Q, X, 1)
    bits = max(4, int(np.log2(len(X))) - 3)
    tables = [HyperplaneLSH(bits, t, rng).fit(X) for t in (2, 5, 10, 20)]
    forest = RandomProjectionForest(8, rng).fit(X)
    cells = int(len(X) ** 0.5)
    ivf = InvertedFile(cells, rng, max_steps=4).fit(X)
    probed, _ = nearest(Q, ivf.centres, 16)
    curves = {
        "lsh": [looked_at([i.candidates(q) for q in Q], Q, X, exact) for i in tables],
        "forest": [
            looked_at([forest.candidates(q, budget) for q in Q], Q, X, exact)
            for budget in (20, 60, 200, 600, 1800)
        ],
        "ivf": [
            looked_at(
                [np.concatenate([ivf.lists[j] for j in row[:p]]) for row in probed], Q, X, exact
            )
            for p in (1, 2, 4, 8, 16)
        ],
    }
    others = faces(params, rng, strangers=True)[1]
    far, _ = nearest(others, X, 1)
    at_far = looked_at([tables[2].candidates(q) for q in others], others, X, far)
    codes = ProductQuantiser(8, 64, rng, max_steps=4).fit(X[rng.permutation(len(X))[:2000]])
    codes.codes = codes.encode(X)
    top, _ = codes.search(Q, rerank)
    alone = 100 * recall_at_k(top[:, :1], exact)
    again = np.array([ranked(q, X, c, 1)[0] for q, c in zip(Q, top, strict=True)])
    reranked = 100 * recall_at_k(again, exact)
    enough = {k: min((s for s, r in v if r >= 90), default=100.0) for k, v in curves.items()}
    values = {
        "share": max(enough.values()),
        "strangers_lost": curves["lsh"][2][1] - at_far[1],
        "rerank_gain": reranked - alone,
    }
    lines = Lines(
        id="recall",
        title=Text("Recall by share of vectors looked at", "召回率随查看比例的变化"),
        summary=Text(
            f"Among {len(X)} faces, looking at this share of the vectors finds nine of ten: "
            + ", ".join(f"{NAMES[k].en} {s:.2g} %" for k, s in enough.items())
            + ".",
            f"在 {len(X)} 张人脸中，十中九所需查看的比例："
            + "；".join(f"{NAMES[k].zh} {s:.2g}%" for k, s in enough.items())
            + "。",
        ),
        x=Axis(Text("vectors looked at (%)", "查看的向量（%）"), scale="log"),
        y=Axis(Text("nearest face found (%)", "找到最近人脸的比例（%）"), low=0, high=101),
        series=tuple(
            Series(NAMES[k], [s for s, _ in v], [r for _, r in v], look=look)
            for (k, v), look in zip(curves.items(), ("solid", "dashed", "dotted"), strict=True)
        ),
    )
    bars = Bars(
        id="limits",
        title=Text("Where it gets harder", "什么时候变难"),
        summary=Text(
            f"10 LSH tables find {curves['lsh'][2][1]:.0f} % of the nearest for known faces and "
            f"{at_far[1]:.0f} % for strangers. Codes of 8 bytes find {alone:.0f} % alone, "
            f"{reranked:.0f} % when the best {rerank} are ranked again by exact distance.",
            f"10 张 LSH 表：认识的人找到 {curves['lsh'][2][1]:.0f}%，陌生人只有 {at_far[1]:.0f}%。"
            f"8 字节的乘积量化码单用找到 {alone:.0f}%，取前 {rerank} 名重排后 {reranked:.0f}%。",
        ),
        categories=(
            Text("LSH, known", "LSH，认识"),
            Text("LSH, strangers", "LSH，陌生"),
            Text("8-byte codes", "8 字节编码"),
            Text("codes, re-ranked", "编码后重排"),
        ),
        y=Axis(Text("nearest found (%)", "找到最近者（%）"), low=0, high=100),
        series=(
            BarSeries(Text("recall", "召回率"), [curves["lsh"][2][1], at_far[1], alone, reranked]),
        ),
    )
    return Result((lines, bars), values)


LAB = Lab(
    title=Text("Finding a face without looking at all", "不必看完所有人脸"),
    intro=Text(
        "Unit vectors of 32 numbers, five pictures a person. A new picture of somebody looks for "
        "the nearest stored one. 20,000 faces here; the full run has `faces=100000`.",
        "32 维单位向量，每人五张。用某人的新照片找最近的一张。这里存 20000 张，"
        "命令行里可以设 `--set faces=100000` 跑完整规模。",
    ),
    run=measure,
    params=(
        Float(
            "noise",
            Text("how pictures of a person differ", "同一人照片的差异"),
            0.06,
            0.02,
            0.4,
            0.01,
        ),
        Int("faces", Text("faces", "人脸数"), 20_000, 500, 100_000, hidden=True),
        Int("queries", Text("queries", "查询数"), 100, 10, 1000, hidden=True),
    ),
    preview={"faces": 500, "queries": 10},
    claims=(
        Claim(
            id="few_are_enough",
            sentence=Text(
                "LSH, random trees and an inverted file each find nine of ten nearest faces while "
                "looking at a few percent of the vectors.",
                "LSH、随机树、倒排都只看百分之几的向量，就能十中九。",
            ),
            statistic="share",
            what=Text(
                "share looked at for 90 % recall, the worst of three, in %",
                "召回 90% 时查看的比例，三者中最差（%）",
            ),
            direction="below",
            threshold=5.0,
            unit="%",
        ),
        Claim(
            id="near_is_near_for_all",
            sentence=Text(
                "An index that finds known faces finds the nearest vector of any query as well.",
                "能找到熟人的索引，对任何查询都能找到最近向量。",
            ),
            statistic="strangers_lost",
            what=Text(
                "recall for known faces minus that for strangers, same LSH, in points",
                "同一 LSH 对熟人与陌生人的召回率之差（百分点）",
            ),
            direction="below",
            threshold=10.0,
            myth=True,
        ),
        Claim(
            id="rerank",
            sentence=Text(
                "Product codes should be re-ranked: 16 times less memory, and what they lose "
                "comes back.",
                "乘积量化要配重排：内存只有十六分之一，丢掉的召回再找回来。",
            ),
            statistic="rerank_gain",
            what=Text(
                "recall re-ranked minus codes alone, in points",
                "重排与只用编码的召回率之差（百分点）",
            ),
            direction="above",
            threshold=20.0,
        ),
    ),
    broken=(
        Broken(
            "strangers_only",
            Text("all queries are strangers", "所有查询都是陌生人"),
            fails=("few_are_enough", "near_is_near_for_all"),
            run=lambda params, rng: measure(params, rng, strangers=True),
        ),
        Broken(
            "rerank_one",
            Text("only the first is ranked again", "只重排第一名"),
            fails=("rerank",),
            run=lambda params, rng: measure(params, rng, rerank=1),
        ),
    ),
    predict=Predict(
        Text(
            "The same LSH index gets a stranger's face. How often does it find the nearest vector?",
            "同一个 LSH 索引查一张陌生人的脸，找到最近向量的机会……",
        ),
        (
            Text("As often as for a known face.", "与熟人一样。"),
            Text("Far less often.", "小得多。"),
            Text("More often.", "更大。"),
        ),
        1,
        Text(
            "Hashing relies on a small angle; the nearest vector of a stranger is hardly nearer "
            "than the rest.",
            "哈希靠的是夹角小，而陌生人的最近向量并不比其余的近多少。",
        ),
    ),
    questions=(
        "ten_million_faces/fast_search",
        "ten_million_faces/lsh_hash",
        "ten_million_faces/ivf_search",
        "ten_million_faces/product_quantisation",
        "ten_million_faces/random_projection_tree",
    ),
    sources=(
        "Charikar (2002), Similarity estimation techniques from rounding algorithms",
        "Jégou, Douze and Schmid (2011), Product quantization for nearest neighbor search",
        "Beyer et al. (1999), When is “nearest neighbor” meaningful?",
    ),
)
