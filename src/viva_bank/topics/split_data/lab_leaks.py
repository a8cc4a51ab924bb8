"""Two leaks through cross-validation, on data in which there is nothing to be learnt.

Varied: where the columns are selected (before the folds or inside each), and whether the rows of
one person may stand on both sides. Measured: the cross-validated accuracy; the truth is ½.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Int,
    Lab,
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.data.grouped_k_fold import grouped_k_fold
from viva_bank.reference.data.k_fold import k_fold
from viva_bank.reference.linear.logistic_regression import LogisticRegression
from viva_bank.reference.search.brute_force import nearest

COLUMNS = (20, 50, 100, 200, 500, 1000, 2000)
CHOSEN = 20


def strongest(X, y):
    """The columns with the largest covariance with the label."""
    return np.argsort(-np.abs((X - X.mean(axis=0)).T @ (y - y.mean())))[:CHOSEN]


def selected_accuracy(X, y, folds, inside):
    """Cross-validated accuracy of a logistic regression on the strongest columns."""
    outside, right = strongest(X, y), 0
    for a, v in folds:
        columns = strongest(X[a], y[a]) if inside else outside
        model = LogisticRegression(l2=0.1).fit(X[a][:, columns], y[a].astype(float))
        right += int(((model.decision(X[v][:, columns]) > 0) == y[v]).sum())
    return 100 * right / len(y)


def neighbour_accuracy(X, y, folds):
    """Cross-validated accuracy of the nearest neighbour."""
    right = 0
    for a, v in folds:
        right += int((y[a][nearest(X[v], X[a], 1)[0][:, 0]] == y[v]).sum())
    return 100 * right / len(y)


def people(rng, count, rows):
    """`rows` rows a person about a place of their own; the label is the person's, by lot."""
    person = np.repeat(np.arange(count), rows)
    places = rng.standard_normal((count, 10))
    label = rng.permutation(np.arange(count) % 2)
    return places[person] + 0.3 * rng.standard_normal((len(person), 10)), label[person], person


def measure(params, rng, always_inside=False, informative=0.0):
    found = []
    for _ in range(params.repeats):
        y = rng.permutation(np.arange(params.rows) % 2)
        X = rng.standard_normal((params.rows, COLUMNS[-1])) + informative * y[:, None]
        folds = list(k_fold(params.rows, 5, rng))
        arms = (always_inside, True)
        found.append([[selected_accuracy(X[:, :c], y, folds, i) for c in COLUMNS] for i in arms])
    leaky, honest = np.mean(found, axis=0)
    P, label, person = people(rng, 60, params.visits)
    label = np.where(rng.random(len(label)) < informative, 1, label)
    plain = neighbour_accuracy(P, label, k_fold(len(P), 5, rng))
    if always_inside:
        plain = neighbour_accuracy(P, label, grouped_k_fold(person, 5))
    grouped = neighbour_accuracy(P, label, grouped_k_fold(person, 5))
    values = {
        "selected_before": leaky[-1],
        "selected_inside": honest[-1],
        "same_person": plain,
        "grouped": grouped,
    }
    chance = Mark(Text("truth: nothing to learn", "真相：无规律可学"), y=50.0)
    lines = Lines(
        id="selection",
        title=Text("Selecting 20 columns before or inside the folds", "在折外或折内选 20 列"),
        summary=Text(
            f"Of {COLUMNS[-1]} columns of noise the 20 strongest give a cross-validated accuracy "
            f"of {leaky[-1]:.0f} % when selected on all rows, {honest[-1]:.0f} % when selected "
            "inside each fold; the truth is 50 %.",
            f"从 {COLUMNS[-1]} 列噪声里选最强的 20 列：用全部数据选，"
            f"交叉验证准确率 {leaky[-1]:.0f}%；"
            f"在每折训练集内选，{honest[-1]:.0f}%。真相是 50%。",
        ),
        x=Axis(Text("columns of noise", "噪声列数"), scale="log"),
        y=Axis(Text("cross-validated accuracy (%)", "交叉验证准确率（%）"), low=0, high=100),
        series=(
            Series(Text("selected on all rows", "用全部数据选列"), COLUMNS, leaky),
            Series(
                Text("selected inside each fold", "在各折内选列"), COLUMNS, honest, look="dashed"
            ),
        ),
        marks=(chance,),
    )
    bars = Bars(
        id="people",
        title=Text("Rows of one person on both sides", "同一个人的样本分在两边"),
        summary=Text(
            f"Nearest neighbour, {params.visits} rows a person, labels by lot: {plain:.0f} % when "
            f"rows are split, {grouped:.0f} % when persons are.",
            f"最近邻，每人 {params.visits} 条样本，标签抽签决定：按样本划分 {plain:.0f}%，"
            f"按人划分 {grouped:.0f}%。",
        ),
        categories=(Text("rows split", "按样本划分"), Text("persons split", "按人划分")),
        y=Axis(Text("cross-validated accuracy (%)", "交叉验证准确率（%）"), low=0, high=100),
        series=(BarSeries(Text("accuracy", "准确率"), [plain, grouped]),),
        marks=(chance,),
    )
    return Result((lines, bars), values)


LAB = Lab(
    title=Text("Leaks through cross-validation", "交叉验证里的泄漏"),
    intro=Text(
        "All data here are noise and labels drawn by lot, so an honest estimate is 50 %.",
        "这里的数据全是噪声，标签由抽签决定，诚实的估计应为 50%。",
    ),
    run=measure,
    params=(
        Int("rows", Text("rows", "样本数"), 60, 30, 400, 10),
        Int("repeats", Text("repeats", "重复次数"), 6, 1, 50, hidden=True),
        Int("visits", Text("rows a person", "每人的样本数"), 5, 2, 20),
    ),
    preview={"repeats": 1},
    claims=(
        Claim(
            id="cross_validated_is_honest",
            sentence=Text(
                "It was cross-validated, so the accuracy is honest.",
                "做过交叉验证，准确率就是可信的。",
            ),
            statistic="selected_before",
            what=Text(
                "accuracy on noise when columns were selected on all rows, in %",
                "在噪声上用全部数据选列后的准确率（%）",
            ),
            direction="within",
            threshold=(40.0, 60.0),
            seeds=8,
            myth=True,
        ),
        Claim(
            id="inside_is_honest",
            sentence=Text(
                "With the selection inside each fold the estimate is honest.",
                "把选列放进每一折之内，估计才可信。",
            ),
            statistic="selected_inside",
            what=Text("accuracy on noise, selected inside, in %", "折内选列时的准确率（%）"),
            direction="within",
            threshold=(40.0, 60.0),
            seeds=8,
        ),
        Claim(
            id="persons_leak",
            sentence=Text(
                "Rows of one person on both sides of the split leak the label.",
                "同一个人的样本出现在划分两边，标签就泄漏了。",
            ),
            statistic="same_person",
            what=Text("accuracy when rows are split, in %", "按样本划分时的准确率（%）"),
            direction="above",
            threshold=80.0,
        ),
        Claim(
            id="groups_do_not",
            sentence=Text("Splitting by person closes that leak.", "按人划分就堵住了这个泄漏。"),
            statistic="grouped",
            what=Text("accuracy when persons are split, in %", "按人划分时的准确率（%）"),
            direction="within",
            threshold=(40.0, 60.0),
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "no_leak",
            Text("selection and grouping are always right", "选列与分组一律做对"),
            fails=("cross_validated_is_honest", "persons_leak"),
            run=lambda params, rng: measure(params, rng, always_inside=True),
        ),
        Broken(
            "something_to_learn",
            Text("the columns do carry the label", "数据里确有规律"),
            fails=("inside_is_honest", "groups_do_not"),
            run=lambda params, rng: measure(params, rng, informative=0.6),
        ),
    ),
    predict=Predict(
        Text(
            "60 rows, 2000 columns of noise. The 20 columns that go best with the label are "
            "selected, then cross-validated. The accuracy shown is about …",
            "60 行、2000 列噪声。先挑出与标签最相关的 20 列，再做交叉验证，得到的准确率大约是……",
        ),
        (Text("50 %", "50%"), Text("65 %", "65%"), Text("90 %", "90%")),
        2,
        Text(
            "The selection has already seen the labels of every validation row.",
            "选列的时候已经看过每个验证样本的标签了。",
        ),
    ),
    questions=(
        "split_data/why_three_sets",
        "split_data/group_k_fold",
        "split_data/stratified_k_fold",
    ),
    sources=(
        "Ambroise and McLachlan (2002), Selection bias in gene extraction on the basis of "
        "microarray gene-expression data",
        "Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section "
        "7.10.2",
        "Saeb et al. (2017), The need to approximate the use-case in clinical machine learning",
    ),
)
