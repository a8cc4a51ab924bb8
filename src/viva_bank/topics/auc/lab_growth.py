"""How the work of computing AUC grows with n: by all pairs, and by sorting.

Varied: the number of scores. Measured: comparisons, counted one by one, not time, so that the
numbers are the same on every machine.
"""

from __future__ import annotations

from functools import cmp_to_key

import numpy as np

from viva.authoring import Axis, Broken, Claim, Int, Lab, Lines, Predict, Result, Series, Text
from viva_bank.reference.metrics.auc import auc_by_pairs, auc_by_rank


def sorted_with_count(values):
    """The comparisons that Python's sort (timsort, O(n log n)) makes."""
    made = 0

    def compare(a, b):
        nonlocal made
        made += 1
        return (a > b) - (a < b)

    sorted(values, key=cmp_to_key(compare))
    return made


def pairs_count(y):
    return int((y == 1).sum() * (y == 0).sum())


def slope(n, work):
    """The exponent a of work ≈ c·nᵃ, least squares on the logarithms."""
    return float(np.polyfit(np.log(n), np.log(work), 1)[0])


def measure(params, rng, sort=sorted_with_count, pairs=pairs_count, rank=auc_by_rank):
    sizes = 2 ** np.arange(6, params.largest + 1)
    by_pairs, by_sort, gap = [], [], 0.0
    for n in sizes:
        y = rng.permutation(np.arange(n) % 2)
        scores = np.round(rng.standard_normal(n) + y, 2)
        by_pairs.append(pairs(y))
        by_sort.append(sort(scores.tolist()))
        if n <= 2048:
            gap = max(gap, abs(auc_by_pairs(y, scores) - rank(y, scores)))
    values = {
        "pairs_exponent": slope(sizes, by_pairs),
        "sort_exponent": slope(sizes, by_sort),
        "saved": by_pairs[-1] / by_sort[-1],
        "gap": gap,
    }
    lines = Lines(
        id="growth",
        title=Text("Comparisons needed for AUC", "计算 AUC 所需的比较次数"),
        summary=Text(
            f"For {sizes[-1]} scores all pairs take {by_pairs[-1]:,} comparisons and sorting "
            f"{by_sort[-1]:,}: {values['saved']:.0f} times fewer. Doubling n multiplies them by "
            f"{2 ** values['pairs_exponent']:.2f} and {2 ** values['sort_exponent']:.2f}.",
            f"{sizes[-1]} 个得分：两两比较需 {by_pairs[-1]:,} 次，排序只需 {by_sort[-1]:,} 次，"
            f"少 {values['saved']:.0f} 倍。n 每翻一倍，两者分别乘以 "
            f"{2 ** values['pairs_exponent']:.2f} 和 {2 ** values['sort_exponent']:.2f}。",
        ),
        x=Axis(Text("scores n", "得分个数 n"), scale="log"),
        y=Axis(Text("comparisons", "比较次数"), scale="log"),
        series=(
            Series(Text("all pairs", "两两比较"), sizes, by_pairs),
            Series(Text("by sorting", "先排序"), sizes, by_sort),
            Series(Text("n log₂ n", "n log₂ n"), sizes, sizes * np.log2(sizes), look="dotted"),
        ),
    )
    return Result((lines,), values)


def selection_count(values):
    """What a sort that searches the smallest again and again compares."""
    return len(values) * (len(values) - 1) // 2


def ties_in_order(y, scores):
    """Ranks as the sort happens to leave them: equal scores do not share a mean rank."""
    order = np.lexsort((-y, scores))
    return auc_by_rank(y, np.argsort(order).astype(float))


LAB = Lab(
    title=Text("The cost of AUC", "计算 AUC 的代价"),
    intro=Text(
        "AUC by its definition compares every positive with every negative; by ranks it "
        "sorts once. Comparisons are counted, and both give the same number.",
        "按定义算 AUC，要把每个正例与每个负例比一遍；按秩算，只需排序一次。"
        "这里数的是比较次数，两者结果相同。",
    ),
    run=measure,
    params=(Int("largest", Text("largest n, as a power of 2", "最大的 n（2 的幂）"), 13, 8, 15),),
    claims=(
        Claim(
            id="pairs_quadratic",
            sentence=Text("By pairs the work grows as n².", "两两比较的工作量按 n² 增长。"),
            statistic="pairs_exponent",
            what=Text("exponent of the growth", "增长的指数"),
            direction="within",
            threshold=(1.95, 2.05),
        ),
        Claim(
            id="sorting_nearly_linear",
            sentence=Text(
                "By sorting it grows as n log n, hardly faster than n.",
                "先排序则按 n log n 增长，只比 n 快一点。",
            ),
            statistic="sort_exponent",
            what=Text("exponent of the growth", "增长的指数"),
            direction="within",
            threshold=(1.0, 1.25),
        ),
        Claim(
            id="same_number",
            sentence=Text("Both give the same AUC, ties included.", "有并列时两者的 AUC 也相同。"),
            statistic="gap",
            what=Text("largest difference of the two", "两者的最大差别"),
            direction="below",
            threshold=1e-12,
        ),
    ),
    broken=(
        Broken(
            "slow_sort",
            Text("a quadratic sort", "换成平方级的排序"),
            fails=("sorting_nearly_linear",),
            run=lambda params, rng: measure(params, rng, sort=selection_count),
        ),
        Broken(
            "ties_ordered",
            Text("equal scores get different ranks", "得分相同却排了不同名次"),
            fails=("same_number",),
            run=lambda params, rng: measure(params, rng, rank=ties_in_order),
        ),
        Broken(
            "few_positives",
            Text("only ten positives, however many scores", "无论多少得分，正例只有十个"),
            fails=("pairs_quadratic",),
            run=lambda params, rng: measure(params, rng, pairs=lambda y: 10 * (len(y) - 10)),
        ),
    ),
    predict=Predict(
        Text(
            "A million scores, half of them positive. How many times fewer comparisons does it "
            "take to sort than to compare all pairs?",
            "一百万个得分，正负各半。排序所用的比较次数大约比两两比较少多少倍？",
        ),
        (Text("20", "20 倍"), Text("500", "500 倍"), Text("10,000", "一万倍")),
        2,
        Text("n²/4 = 2.5·10¹¹ against n log₂ n ≈ 2·10⁷.", "n²/4 = 2.5·10¹¹，而 n log₂ n ≈ 2·10⁷。"),
    ),
    questions=("auc/auc_by_rank", "auc/rank_form"),
    sources=(
        "Fawcett (2006), An introduction to ROC analysis, algorithm 2",
        "Hanley and McNeil (1982), The meaning and use of the area under a ROC curve",
    ),
)
