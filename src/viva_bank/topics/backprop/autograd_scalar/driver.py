def _build(answer, leaves, program):
    """A straight-line program: each entry names an operation and earlier places."""
    values = [answer.Value(x) for x in leaves]
    for op, i, j in program:
        if op == "add":
            values.append(values[i] + values[j])
        elif op == "mul":
            values.append(values[i] * values[j])
        else:
            values.append(values[i].relu())
    return values


def drive(answer, leaves, program):
    """Value of the last entry, and the gradient of every entry that it depends on."""
    values = _build(answer, leaves, program)
    values[-1].backward()
    return {"value": values[-1].data, "grads": [v.grad for v in values]}


def numbers(answer, x, y):
    a, b = answer.Value(x), answer.Value(y)
    out = 3 * a + b * 2 + (a + 1.5) * (0.5 + b) + 4
    out.backward()
    return {"value": out.data, "grads": [a.grad, b.grad]}


def chain(answer, x, n):
    v = start = answer.Value(x)
    for _ in range(n):
        v = v + start
    v.backward()
    return {"value": v.data, "grad": start.grad}


def doubled(answer, x, n):
    v = start = answer.Value(x)
    for _ in range(n):
        v = v + v
    v.backward()
    return {"value": v.data, "grad": start.grad}


def twice(answer, leaves, program):
    values = _build(answer, leaves, program)
    values[-1].backward()
    values[-1].backward()
    same = [v.grad for v in values]
    values[len(leaves)].backward()
    return {"same": same, "other": [v.grad for v in values[: len(leaves)]]}


def fresh(answer, x):
    v = answer.Value(x)
    before = v.grad
    v.backward()
    return {"before": before, "after": v.grad}
