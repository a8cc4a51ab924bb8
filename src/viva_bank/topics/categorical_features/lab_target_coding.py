"""Target coding of a category that says nothing: how much the leak shows, and what it costs.

Varied: how the code is computed (on all rows, on the training rows, out of fold) and the number
of categories. Measured: accuracy as shown by cross-validation, and on fresh rows.
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
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.data.k_fold import k_fold
from viva_bank.reference.linear.logistic_regression import LogisticRegression

NAMES = {
    "none": Text("category left out", "不用类别"),
    "all": Text("coded on all rows", "用全部数据编码"),
    "train": Text("coded on training rows", "用训练集编码"),
    "fold": Text("coded out of fold", "折外编码"),
}
COUNTS = (5, 20, 50, 100, 200, 400)


def code(category, y, of, smoothing):
    """The mean target of each category, drawn towards the overall mean: (Σy + a·ȳ)/(n + a)."""
    size = max(category.max(), of.max()) + 1
    total = np.bincount(category, weights=y, minlength=size)
    count = np.bincount(category, minlength=size)
    with np.errstate(invalid="ignore"):
        mean = (total + smoothing * y.mean()) / (count + smoothing)
    return np.where(count > 0, mean, y.mean())[of]


def out_of_fold(category, y, smoothing, rng):
    """The code of each row from the other folds' targets alone."""
    coded = np.zeros(len(y))
    for a, v in k_fold(len(y), 5, rng):
        coded[v] = code(category[a], y[a], category[v], smoothing)
    return coded


def fitted(x, coded, y):
    """Logistic regression on the honest feature and the code."""
    return LogisticRegression(1e-3).fit(np.column_stack([x, coded]), y)


def judge(how, rows, fresh, smoothing, rng):
    """(accuracy shown by cross-validation, accuracy on fresh rows), in %."""
    (x, category, y), (x_new, category_new, y_new) = rows, fresh
    outside, right = code(category, y, category, smoothing), 0.0
    for a, v in k_fold(len(y), 5, rng):
        if how == "none":
            ca, cv = np.zeros(len(a)), np.zeros(len(v))
        elif how == "all":
            ca, cv = outside[a], outside[v]
        else:
            cv = code(category[a], y[a], category[v], smoothing)
            ca = (
                code(category[a], y[a], category[a], smoothing)
                if how == "train"
                else out_of_fold(category[a], y[a], smoothing, rng)
            )
        model = fitted(x[a], ca, y[a])
        right += ((model.decision(np.column_stack([x[v], cv])) > 0) == y[v]).sum()
    new = code(category, y, category_new, smoothing)
    coded = {"none": 0.0 * y, "all": outside, "train": outside}.get(how)
    coded = out_of_fold(category, y, smoothing, rng) if coded is None else coded
    model = fitted(x, coded, y)
    new = 0.0 * new if how == "none" else new
    true = ((model.decision(np.column_stack([x_new, new])) > 0) == y_new).mean()
    return 100 * right / len(y), 100 * true


def measure(params, rng, arms=("none", "all", "train", "fold")):
    def draw(n, count):
        x, category = rng.standard_normal(n), rng.integers(count, size=n)
        return x, category, (x + rng.standard_normal(n) > 0).astype(float)

    rows, fresh = draw(params.rows, params.categories), draw(20_000, params.categories)
    shown = {
        k: judge(how, rows, fresh, params.smoothing, rng)
        for k, how in zip(NAMES, arms, strict=True)
    }
    by_count = np.zeros((params.repeats, len(COUNTS), 2, 2))
    for r, i in np.ndindex(by_count.shape[:2]):
        some, new = draw(params.rows, COUNTS[i]), draw(20_000, COUNTS[i])
        for j, how in enumerate((arms[1], arms[3])):
            by_count[r, i, j] = judge(how, some, new, params.smoothing, rng)
    leak, honest = np.moveaxis(by_count.mean(axis=0), 1, 0)
    values = {
        "optimism": shown["all"][0] - shown["all"][1],
        "honest_optimism": shown["fold"][0] - shown["fold"][1],
        "cost": shown["none"][1] - shown["train"][1],
        "fold_cost": shown["none"][1] - shown["fold"][1],
    }
    bars = Bars(
        id="arms",
        title=Text("Accuracy shown and true", "显示的与真实的准确率"),
        summary=Text(
            "Shown by cross-validation, and on fresh rows: "
            + "; ".join(f"{NAMES[k].en} {a:.0f} and {b:.0f} %" for k, (a, b) in shown.items())
            + ".",
            "交叉验证所示与新样本上的准确率："
            + "；".join(f"{NAMES[k].zh} {a:.0f}% 与 {b:.0f}%" for k, (a, b) in shown.items())
            + "。",
        ),
        categories=tuple(NAMES.values()),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=50, high=100),
        series=(
            BarSeries(Text("cross-validated", "交叉验证"), [a for a, _ in shown.values()]),
            BarSeries(Text("fresh rows", "新样本"), [b for _, b in shown.values()]),
        ),
    )
    lines = Lines(
        id="counts",
        title=Text("The leak by number of categories", "泄漏随类别数的变化"),
        summary=Text(
            f"Coded on all rows, {params.rows} rows look {leak[0, 0] - leak[0, 1]:+.0f} points "
            f"better than they are with {COUNTS[0]} categories and "
            f"{leak[-1, 0] - leak[-1, 1]:+.0f} "
            f"with {COUNTS[-1]}; out of fold {honest[-1, 0] - honest[-1, 1]:+.0f}.",
            f"用全部 {params.rows} 行编码，虚高：{COUNTS[0]} 个类别时 "
            f"{leak[0, 0] - leak[0, 1]:+.0f} 个百分点，{COUNTS[-1]} 个时 "
            f"{leak[-1, 0] - leak[-1, 1]:+.0f}；"
            f"折外编码则为 {honest[-1, 0] - honest[-1, 1]:+.0f}。",
        ),
        x=Axis(Text("categories", "类别数"), scale="log"),
        y=Axis(Text("shown minus true (points)", "显示与真实之差（百分点）")),
        series=(
            Series(NAMES["all"], COUNTS, leak[:, 0] - leak[:, 1]),
            Series(NAMES["fold"], COUNTS, honest[:, 0] - honest[:, 1], look="dashed"),
        ),
        marks=(Mark(Text("honest", "无偏"), y=0.0),),
    )
    return Result((bars, lines), values)


LAB = Lab(
    title=Text("The leak in target coding", "目标编码里的泄漏"),
    intro=Text(
        "One honest feature, and a category that has nothing to do with the label. The category is "
        "replaced by the mean label of its rows, in three ways.",
        "一个真有用的特征，加一个与标签毫无关系的类别。把类别换成其样本的标签均值，有三种算法。",
    ),
    run=measure,
    params=(
        Int("categories", Text("categories", "类别数"), 200, 2, 800, scale="log"),
        Float("smoothing", Text("smoothing a", "平滑 a"), 0.0, 0.0, 100.0, 1.0),
        Int("rows", Text("rows", "样本数"), 1000, 300, 5000, hidden=True),
        Int("repeats", Text("repeats", "重复次数"), 8, 1, 50, hidden=True),
    ),
    preview={"rows": 400, "repeats": 1},
    claims=(
        Claim(
            id="coding_is_preprocessing",
            sentence=Text(
                "Target coding is preprocessing: do it once, before the split.",
                "目标编码属于预处理，划分之前做一次就行。",
            ),
            statistic="optimism",
            what=Text(
                "accuracy shown minus true, coded on all rows, in points",
                "用全部数据编码时的虚高（百分点）",
            ),
            direction="below",
            threshold=2.0,
            myth=True,
        ),
        Claim(
            id="out_of_fold_is_honest",
            sentence=Text(
                "Coded out of fold, what is shown is true.", "折外编码，显示的就是真实的。"
            ),
            statistic="honest_optimism",
            what=Text(
                "accuracy shown minus true, coded out of fold, in points",
                "折外编码时的虚高（百分点）",
            ),
            direction="within",
            threshold=(-2.0, 2.0),
            seeds=8,
        ),
        Claim(
            id="own_label_costs",
            sentence=Text(
                "A code that contains the row's own label makes the model worse on fresh rows.",
                "编码里含有样本自己的标签，模型在新样本上就更差。",
            ),
            statistic="cost",
            what=Text(
                "accuracy without the category minus coded on training rows, in points",
                "不用类别与用训练集编码的准确率之差（百分点）",
            ),
            direction="above",
            threshold=3.0,
        ),
    ),
    broken=(
        Broken(
            "always_out_of_fold",
            Text("every arm codes out of fold", "所有组都折外编码"),
            fails=("coding_is_preprocessing", "own_label_costs"),
            run=lambda params, rng: measure(params, rng, arms=("none", "fold", "fold", "fold")),
        ),
        Broken(
            "two_categories",
            Text(
                "two categories of 500 rows: one label hardly counts", "只有两个类别，每类 500 行"
            ),
            fails=("coding_is_preprocessing", "own_label_costs"),
            params={"categories": 2},
        ),
        Broken(
            "never_out_of_fold",
            Text("every arm codes on all rows", "所有组都用全部数据编码"),
            fails=("out_of_fold_is_honest",),
            run=lambda params, rng: measure(params, rng, arms=("none", "all", "all", "all")),
        ),
    ),
    predict=Predict(
        Text(
            "A category of 200 values says nothing about the label. It is target-coded on all 1000 "
            "rows, then cross-validated. The accuracy shown …",
            "一个 200 个取值的类别与标签无关，先用全部 1000 行做目标编码再交叉验证，显示的准确率……",
        ),
        (
            Text("rises, and so does the true one.", "上升，真实准确率也上升。"),
            Text("rises, and the true one falls.", "上升，真实准确率却下降。"),
            Text("does not change.", "不变。"),
        ),
        1,
        Text(
            "With five rows a category each code is one fifth the row's own label; on fresh rows "
            "nothing of that is left.",
            "每个类别只有五行，编码里五分之一就是样本自己的标签；到了新样本上，这一切都不存在。",
        ),
    ),
    questions=("split_data/why_three_sets",),
    sources=(
        "Micci-Barreca (2001), A preprocessing scheme for high-cardinality categorical attributes",
        "Prokhorenkova et al. (2018), CatBoost: unbiased boosting with categorical features, "
        "section 3",
    ),
)
