"""How much too good the best of many models looks on the set on which it was picked.

Varied: the number of candidate models, and the rows of the test set. Measured: the accuracy of the
picked model on that set minus its accuracy on 20 000 fresh rows.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import Axis, Broken, Claim, Int, Lab, Lines, Mark, Predict, Result, Series, Text

COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 400)
FEATURES, TRUE_FEATURES = 40, 10


def candidates(rng, fresh):
    """Which fresh rows each model gets right: (models, fresh). Models differ in their columns."""
    w = np.where(np.arange(FEATURES) < TRUE_FEATURES, 0.4, 0.0)

    def draw(n):
        X = rng.standard_normal((n, FEATURES))
        return X, np.sign(X @ w + rng.standard_normal(n))

    (X, y), (X_fresh, y_fresh) = draw(200), draw(fresh)
    weights = np.zeros((COUNTS[-1], FEATURES))
    for row in weights:
        columns = rng.choice(FEATURES, FEATURES // 2, replace=False)
        row[columns] = np.linalg.lstsq(X[:, columns], y)[0]
    return np.sign(X_fresh @ weights.T).T == y_fresh


def measure(params, rng, models=candidates, same_for_both=False):
    right = models(rng, params.fresh)
    truth = right.mean(axis=1)
    sizes = (params.test, 16 * params.test)
    optimism = np.zeros((3, len(COUNTS), params.repeats))
    for r in range(params.repeats):
        order = rng.permutation(right.shape[1])
        test = right[:, order[: sizes[0]]].mean(axis=1)
        validation = right[:, order[sizes[0] : 2 * sizes[0]]].mean(axis=1)
        large = right[:, order[: sizes[1]]].mean(axis=1)
        if same_for_both:
            validation = test
        for i, m in enumerate(COUNTS):
            for arm, (judge, shown) in enumerate(
                ((test, test), (validation, test), (large, large))
            ):
                best = int(judge[:m].argmax())
                optimism[arm, i, r] = 100 * (shown[best] - truth[best])
    mean = optimism.mean(axis=2)
    values = {
        "picked_on_test": mean[0, -1],
        "picked_elsewhere": mean[1, -1],
        "larger_test": mean[0, -1] - mean[2, -1],
        "one_model": mean[0, 0],
    }
    low, high = np.quantile(optimism[:2], (0.25, 0.75), axis=2)
    lines = Lines(
        id="optimism",
        title=Text("How much too good the best model looks", "最佳模型显得好了多少"),
        summary=Text(
            f"The best of {COUNTS[-1]} models on {sizes[0]} test rows looks {mean[0, -1]:.1f} "
            f"points better than it is; picked on other rows {mean[1, -1]:+.1f}; picked on "
            f"{sizes[1]} test rows {mean[2, -1]:+.1f}.",
            f"在 {sizes[0]} 个测试样本上从 {COUNTS[-1]} 个模型里挑最好的，显示的准确率虚高 "
            f"{mean[0, -1]:.1f} 个百分点；改在别的样本上挑，{mean[1, -1]:+.1f}；"
            f"在 {sizes[1]} 个测试样本上挑，{mean[2, -1]:+.1f}。",
        ),
        x=Axis(Text("models tried", "试过的模型数"), scale="log"),
        y=Axis(Text("accuracy shown minus true (points)", "显示与真实准确率之差（百分点）")),
        series=(
            Series(
                Text("picked on the test set", "在测试集上挑"), COUNTS, mean[0], low[0], high[0]
            ),
            Series(
                Text("picked on a validation set", "在验证集上挑"),
                COUNTS,
                mean[1],
                low[1],
                high[1],
                look="dashed",
            ),
            Series(Text("16 × the test rows", "测试样本 ×16"), COUNTS, mean[2], look="dotted"),
        ),
        marks=(Mark(Text("honest", "无偏"), y=0.0),),
    )
    return Result((lines,), values)


def one_model(rng, fresh):
    """Every candidate is the same model."""
    return np.repeat(candidates(rng, fresh)[:1], COUNTS[-1], axis=0)


LAB = Lab(
    title=Text("Picked on the test set", "在测试集上挑模型"),
    intro=Text(
        "Up to 400 linear models that differ in the columns they see. One is picked by its "
        "accuracy on a test set; its true accuracy comes from many fresh rows. Bands: the middle "
        "half.",
        "至多 400 个线性模型，区别只在用了哪些列。按测试集准确率挑一个，"
        "再用大量新样本量它的真实准确率。"
        "色带为中间一半。",
    ),
    run=measure,
    params=(
        Int("test", Text("test rows", "测试样本数"), 100, 30, 600, 10),
        Int("fresh", Text("fresh rows", "新样本数"), 20_000, 10_000, 40_000, hidden=True),
        Int("repeats", Text("repeats", "重复次数"), 40, 3, 200, hidden=True),
    ),
    preview={"repeats": 4, "fresh": 10_000},
    claims=(
        Claim(
            id="test_only_measures",
            sentence=Text(
                "Choosing the best model on the test set is fine: nothing is trained on it.",
                "在测试集上挑最好的模型没关系，反正没有用它训练。",
            ),
            statistic="picked_on_test",
            what=Text(
                "accuracy shown minus true for the best of 400, in points",
                "400 个模型中最好者的虚高（百分点）",
            ),
            direction="below",
            threshold=1.0,
            myth=True,
        ),
        Claim(
            id="validation_is_honest",
            sentence=Text(
                "Picked on a validation set, the model's test accuracy is honest.",
                "在验证集上挑选，测试集给出的准确率就是无偏的。",
            ),
            statistic="picked_elsewhere",
            what=Text(
                "accuracy shown minus true, picked on other rows, in points",
                "在别的样本上挑选后的虚高（百分点）",
            ),
            direction="within",
            threshold=(-1.0, 1.0),
            seeds=10,
        ),
        Claim(
            id="more_rows_help",
            sentence=Text("A larger test set shrinks the optimism.", "测试集越大，虚高越小。"),
            statistic="larger_test",
            what=Text(
                "optimism on 100 rows minus that on 1600, in points",
                "100 与 1600 个测试样本的虚高之差（百分点）",
            ),
            direction="above",
            threshold=2.0,
        ),
    ),
    broken=(
        Broken(
            "one_candidate",
            Text("all candidates are the same model", "所有候选都是同一个模型"),
            fails=("test_only_measures", "more_rows_help"),
            run=lambda params, rng: measure(params, rng, models=one_model),
        ),
        Broken(
            "validation_is_test",
            Text("the validation rows are the test rows", "验证集就是测试集"),
            fails=("validation_is_honest",),
            run=lambda params, rng: measure(params, rng, same_for_both=True),
        ),
    ),
    predict=Predict(
        Text(
            "The best of 400 similar models on 100 test rows shows 80 %. On fresh rows it will "
            "get …",
            "400 个相近的模型里，100 个测试样本上最好的准确率是 80%。到了新样本上，它……",
        ),
        (
            Text("about 80 %.", "约 80%。"),
            Text("several points less.", "会低好几个百分点。"),
            Text("several points more.", "会高好几个百分点。"),
        ),
        1,
        Text(
            "The best was also the luckiest on these rows, and luck does not come along.",
            "最好的那个也是在这批样本上最走运的，而运气带不走。",
        ),
    ),
    questions=("split_data/why_three_sets",),
    sources=(
        "Cawley and Talbot (2010), On over-fitting in model selection and subsequent selection "
        "bias in performance evaluation",
        "Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section 7.2",
    ),
)
