import numpy as np

from viva.authoring import Array, Case, Text


def cases(rng):
    def case(criterion, rule, *operands, **mistakes):
        plain = [np.asarray(o.values if isinstance(o, Array) else o) for o in operands]
        return Case(
            Text(rule, rule),
            criterion=criterion,
            args=(rule, *operands),
            expected=np.asarray(np.einsum(rule, *plain)),
            mistakes=mistakes,
        )

    A, B = rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    yield case(
        "values",
        "ij,jk->ik",
        Array(A, writable=False),
        Array(B, writable=False),
        last_term=A[:, -1:] * B[-1:],
    )
    yield case("values", "ij,jk->ki", A, B, transposed=A @ B)
    yield case("values", "ij,kj->ik", Array(A, strided=True), rng.normal(size=(4, 3)))
    yield case("values", "i,i->", A[0], A[1])
    yield case("values", "i,j->ji", A[0], A[:, 0])
    yield case("values", "bij,bjk->bik", rng.normal(size=(2, 2, 3)), rng.normal(size=(2, 3, 2)))
    square = rng.normal(size=(3, 3))
    yield case("reduction", "ayz->zya", rng.normal(size=(2, 3, 2)))
    yield case("reduction", "ij->j", A)
    yield case("reduction", "ji->", A)
    yield case("reduction", "ii->i", square)
    yield case("reduction", "ii->", square)
    yield case("reduction", "iji->j", rng.normal(size=(2, 3, 2)))
    yield case("many", "ij,jk,kl->il", A, B, rng.normal(size=(4, 2)))
    yield case("many", "ij,k->i", A, A[0])
    yield case("many", "i,ij,j->", A[:, 0], A, A[0])
    yield case("many", "ab,ab,ab->ba", A, A, A)
    yield case("many", ",i->i", np.array(2.0), A[0])
    yield case("many", "ij,jk->ik", np.zeros((2, 0)), np.zeros((0, 3)))
    for rule, *operands in (
        ("ij,jk->ik", A, rng.normal(size=(4, 2))),
        ("ij,jk->ik", A, rng.normal(size=(1, 2))),
        ("ii->i", A),
        ("ijk->i", A),
        ("i->i", A),
        ("ij,jk->ik", A),
        ("ij->ij", A, B),
    ):
        shapes = ", ".join(str(o.shape) for o in operands)
        yield Case(
            Text(f"{rule} with {shapes}", f"{rule}，形状 {shapes}"),
            criterion="errors",
            args=(rule, *operands),
            raises="ValueError",
        )
