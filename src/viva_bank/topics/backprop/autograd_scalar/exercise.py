import numpy as np

from viva.authoring import Case, Text


def forward_mode(leaves, program, at):
    """Values, and their derivatives with respect to entry `at`: dual numbers, started anew at each
    entry. It shares nothing with a backward sweep."""
    v = list(leaves)
    d = [1.0 if i == at else 0.0 for i in range(len(leaves))]
    for n, (op, i, j) in enumerate(program, len(leaves)):
        if op == "add":
            v.append(v[i] + v[j])
            d.append(d[i] + d[j])
        elif op == "mul":
            v.append(v[i] * v[j])
            d.append(d[i] * v[j] + v[i] * d[j])
        else:
            v.append(max(0.0, v[i]))
            d.append(d[i] if v[i] > 0 else 0.0)
        if n == at:
            d[n] = 1.0
    return v, d


def solved(leaves, program):
    size = len(leaves) + len(program)
    runs = [forward_mode(leaves, program, at) for at in range(size)]
    return {"value": runs[0][0][-1], "grads": [d[-1] for _, d in runs]}


def random_program(rng, leaves, length):
    """Every entry uses one of the last three, so that all hang together."""
    program, size = [], leaves
    for _ in range(length):
        op = str(rng.choice(["add", "mul", "add", "mul", "relu"]))
        i = int(rng.integers(max(0, size - 3), size))
        program.append([op, i, int(rng.integers(0, size))])
        size += 1
    # All loose ends are added up, so that the last entry depends on every one.
    used = {k for _, *pair in program for k in pair}
    for k in [k for k in range(size - 1) if k not in used]:
        program.append(["add", size - 1, k])
        size += 1
    return program


def cases(rng):
    x, y, z = (float(v) for v in rng.uniform(0.5, 2.0, size=3))

    def case(criterion, en, zh, leaves, program, **more):
        return Case(
            Text(en, zh),
            criterion=criterion,
            args=(leaves, program),
            expected=solved(leaves, program),
            **more,
        )

    yield case("values", "x + y", "x + y", [x, y], [["add", 0, 1]])
    yield case("values", "x · y", "x · y", [x, -y], [["mul", 0, 1]])
    yield case(
        "values",
        "relu(x·y) · z",
        "relu(x·y) · z",
        [x, y, z],
        [["mul", 0, 1], ["relu", 3, 3], ["mul", 4, 2]],
    )
    yield case(
        "values",
        "relu of a negative product",
        "对负的乘积取 relu",
        [x, -y, z],
        [["mul", 0, 1], ["relu", 3, 3], ["add", 4, 2]],
    )
    yield case(
        "values",
        "relu of a small number",
        "对很小的数取 relu",
        [0.3, y],
        [["relu", 0, 0], ["mul", 2, 1]],
    )
    yield case("values", "relu at 0", "relu 在 0 处", [0.0, 2.0], [["relu", 0, 0], ["mul", 2, 1]])
    yield Case(
        Text("a leaf by itself", "单独一个叶子"),
        args=(x,),
        drive="fresh",
        expected={"before": 0.0, "after": 1.0},
    )
    yield case("reuse", "x · x", "x · x", [x], [["mul", 0, 0]])
    yield case("reuse", "x·x + x", "x·x + x", [x], [["mul", 0, 0], ["add", 1, 0]])
    diamond = [["mul", 0, 1], ["add", 2, 0], ["mul", 2, 3]]
    yield case("reuse", "a = x·y, b = a + x, a·b", "a = x·y，b = a + x，a·b", [x, y], diamond)
    swapped = [["mul", 0, 1], ["add", 0, 2], ["mul", 3, 2]]
    yield case("reuse", "the same, operands swapped", "同上，交换操作数", [x, y], swapped)
    hinge = [["relu", 0, 0], ["mul", 0, 0], ["add", 1, 2]]
    yield case("reuse", "relu(x) + x·x, x negative", "relu(x) + x·x，x 为负", [-x], hinge)
    steps = [["mul", 0, 0], ["mul", 1, 0], ["add", 2, 1], ["mul", 3, 1], ["add", 0, 4]]
    yield case("reuse", "long and short paths", "长短不一的路径", [y], steps)
    for _ in range(2):
        program = random_program(rng, 3, 9)
        leaves = [float(v) for v in rng.uniform(-1.5, 1.5, size=3)]
        yield case("reuse", "a random program", "随机的一串运算", leaves, program)
    yield Case(
        Text("3a + b·2 + (a + 1.5)(0.5 + b) + 4", "3a + b·2 + (a + 1.5)(0.5 + b) + 4"),
        criterion="numbers",
        args=(x, y),
        drive="numbers",
        expected={
            "value": 3 * x + 2 * y + (x + 1.5) * (0.5 + y) + 4,
            "grads": [3 + 0.5 + y, 2 + x + 1.5],
        },
    )
    yield Case(
        Text("20,000 additions in a chain", "两万次加法连成一条链"),
        criterion="large",
        args=(0.25, 20_000),
        drive="chain",
        expected={"value": 0.25 * 20_001, "grad": 20_001.0},
    )
    yield Case(
        Text("doubled 60 times", "连续翻倍 60 次"),
        criterion="large",
        args=(1.0, 60),
        drive="doubled",
        expected={"value": 2.0**60, "grad": 2.0**60},
    )
    yield Case(
        Text("backward twice, then from another output", "backward 两次，再从另一个输出来一次"),
        criterion="again",
        args=([x, y], diamond),
        drive="twice",
        expected={"same": solved([x, y], diamond)["grads"], "other": [y, x]},
    )
