import numpy as np

from viva.authoring import Case, Text


def cases(rng):
    def case(criterion, *shapes, **mistakes):
        try:
            expected = np.broadcast_shapes(*shapes)
        except ValueError:
            expected = None
        title = " ".join(map(str, shapes)) or "nothing"
        extra = {"raises": "ValueError"} if expected is None else {"expected": expected}
        return Case(
            Text(title, title), criterion=criterion, args=shapes, mistakes=mistakes, **extra
        )

    m, n, k = (int(v) for v in rng.choice(np.arange(2, 10), 3, replace=False))
    yield case("values", (m, n), (m, n))
    yield case("values", (m, n), (n,))
    yield case("values", (n, 1), (1, m), left_aligned=(n, m))
    yield case("values", (n,), (n, 1), left_aligned=(n, 1))
    yield case("values", (m, 1, n), (k, 1), left_aligned=(m, k, n))
    yield case("values", (m, n), ())
    yield case("values", (1, 1), (1,))
    yield case("values", (1,) * 5, (m, n))
    yield case("many")
    yield case("many", (m, n))
    yield case("many", ())
    yield case("many", (m, 1, 1), (n, 1), (k,))
    yield case("many", (1,), (1, 1), (1, m, 1), (k, 1, n))
    yield case("many", (n,), (1,), (n,), (1, n))
    yield case("errors", (m, n), (m,))
    yield case("errors", (m,), (n,))
    yield case("errors", (m, n), (n, m))
    yield case("errors", (1,), (m,), (n,))
    yield case("errors", (m, n), (k, n), (n,))
    yield case("errors", (m, 1), (1, n), (k, n))
    yield case("errors", (1, m), (n, 1), (k,))
    yield case("errors", (m, n, k), (m, 1, 1), (n, 1, 1))
    yield case("zero", (0,), (1,), largest=(1,))
    yield case("zero", (m, 1), (0,), largest=(m, 1))
    yield case("zero", (0, n), (1, n), (n,))
    yield case("zero", (0,), (m,))
    yield case("zero", (n, 0), (n, 1), ())
