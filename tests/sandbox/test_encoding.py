"""The encoding: what goes in comes out, and no bytes whatever do more than fail cleanly."""

from __future__ import annotations

import collections
import enum
import math
import random
import struct
import time
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from viva.sandbox import ArrayInput, BadEncoding, CannotEncode, TensorValue, decode, encode
from viva.sandbox.decoding import decode_in_child
from viva.sandbox.encoding import KINDS, MAX_DEPTH

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
)
keys = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys | st.tuples(keys, keys), inner, max_size=4)
    ),
    max_leaves=20,
)
dtypes = st.sampled_from([k for k in KINDS if k != "bfloat16"]).map(np.dtype)


def same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, (float, complex)):
        return struct.pack("<dd", complex(a).real, complex(a).imag) == struct.pack(
            "<dd", complex(b).real, complex(b).imag
        ) or (math.isnan(complex(a).real) or math.isnan(complex(a).imag))
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(same, a.items(), b.items()))
    return bool(a == b)


@given(values)
def test_values_come_back(value: Any) -> None:
    assert same(decode(encode(value)), value)
    assert same(decode_in_child(encode(value)), value)


@given(hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, max_dims=5, min_side=0)))
def test_arrays_come_back(array: np.ndarray) -> None:
    back = decode(encode(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable
    assert back.flags.aligned
    assert back.base is None or back.base.base is None


@given(hnp.arrays("<U7", hnp.array_shapes(min_dims=0, min_side=0), elements=st.text(max_size=7)))
def test_string_arrays_come_back(array: np.ndarray) -> None:
    back = decode(encode(array))
    assert back.dtype == array.dtype
    assert back.tolist() == array.tolist()


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "bfloat16"])
def test_numpy_scalars_keep_their_type(kind: str) -> None:
    value = np.dtype(kind).type(1)
    back = decode(encode(value))
    assert type(back) is type(value)
    assert back == value


@pytest.mark.parametrize(
    "array",
    [
        np.arange(24.0).reshape(2, 3, 4).T,
        np.arange(24.0)[::-2],
        np.arange(6, dtype=">i4").reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.broadcast_to(np.float32(3), (4, 5)),
        np.array(7.0),
        np.zeros((0, 3)),
        np.arange(3.0).view(np.recarray),
    ],
    ids=[
        "transposed",
        "reversed",
        "big-endian",
        "fortran",
        "broadcast",
        "0-d",
        "empty",
        "subclass",
    ],
)
def test_any_layout_is_encoded(array: np.ndarray) -> None:
    back = decode(encode(array))
    assert type(back) is np.ndarray
    assert back.dtype.isnative
    np.testing.assert_array_equal(back, np.asarray(array))


class Point(NamedTuple):
    x: int
    y: int


class Colour(enum.IntEnum):
    RED = 3


class Word(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Point(1, 2), (1, 2)),
        (Colour.RED, 3),
        (Word("a"), "a"),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
        ({np.int64(3): 1}, {3: 1}),
    ],
)
def test_subclasses_become_what_they_extend(value: Any, plain: Any) -> None:
    assert decode(encode(value)) == plain
    assert type(decode(encode(value))) is type(plain)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({1, 2}, "a value of type set"),
        (object(), "a value of type object"),
        (print, "a value of type builtin_function_or_method"),
        (np.array([print], object), "an array with dtype object"),
        (np.zeros(2, "i4,f8"), "an array with dtype"),
        (np.zeros(2, "M8[s]"), "an array with dtype datetime64"),
        (np.longdouble(1), "an array with dtype"),
        (np.ma.masked_array([1.0], [True]), "a masked array"),
        (np.zeros((1,) * 17), "17 dimensions"),
        ({1j: 2}, "a key of type complex"),
        (1 << 20000, "an integer of 20001 bits"),
        (iter([]), "a value of type list_iterator"),
    ],
    ids=lambda item: item if isinstance(item, str) else "",
)
def test_what_cannot_be_encoded_is_named(value: Any, words: str) -> None:
    with pytest.raises(CannotEncode, match=words):
        encode(value)


def test_every_integer_that_comes_back_can_be_printed() -> None:
    assert str(decode(encode(10**4290)))


def test_nesting_has_a_bound_both_ways() -> None:
    value: Any = 1
    for _ in range(MAX_DEPTH):
        value = [value]
    assert decode(encode(value)) == value
    with pytest.raises(CannotEncode, match="nested deeper"):
        encode([value])
    with pytest.raises(BadEncoding, match="nested"):
        decode(b"l\x01\0\0\0" * 10_000 + b"N")


def test_lone_surrogates_cannot_reach_a_printer() -> None:
    assert "\ud800" not in decode(encode("a\ud800b"))
    assert decode(encode(np.array(["a\ud800b"]))).tolist() == ["a\ufffdb"]


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("strided", [False, True])
@pytest.mark.parametrize("writable", [False, True])
def test_array_inputs_have_the_layout_asked_for(writable: bool, strided: bool, order: Any) -> None:
    array = np.arange(24.0).reshape(2, 3, 4)
    back = decode_in_child(encode(ArrayInput(array, writable, strided, order)))
    np.testing.assert_array_equal(back, array)
    assert back.flags.writeable is writable
    assert back.flags.c_contiguous is (not strided and order == "C")
    assert back.flags.f_contiguous is (not strided and order == "F")


def test_bytes_of_a_bool_array_are_made_bools() -> None:
    data = bytearray(encode(np.array([False, True])))
    data[-2] = 77
    back = decode(bytes(data))
    assert back.tobytes() == b"\1\1"


def test_string_arrays_hold_characters_only() -> None:
    data = bytearray(encode(np.array(["ab"])))
    data[-4:] = b"\xff\xff\xff\xff"
    with pytest.raises(BadEncoding, match="not a character"):
        decode(bytes(data))


@pytest.mark.parametrize(
    "shape",
    [(2**40,), (2**20, 2**20, 2**20), (-1,), (0, 2**62), (2**31, 2**31, 2**31, 2**31)],
)
def test_announced_sizes_allocate_nothing(shape: tuple[int, ...]) -> None:
    head = b"a" + struct.pack(f"<BB{len(shape)}qB", KINDS.index("float64"), len(shape), *shape, 0)
    with pytest.raises(BadEncoding):
        decode(head + bytes(64))


def test_colliding_keys_cost_no_time() -> None:
    clashing = [i * (2**61 - 1) for i in range(1, 1001)]
    assert {hash(key) for key in clashing} == {0}
    body = b"".join(encode(key) + b"N" for key in clashing)
    with pytest.raises(BadEncoding, match="same hash"):
        decode(b"d" + struct.pack("<I", 1000) + body)


def test_minus_one_and_minus_two_in_tuples_collide() -> None:
    """hash(-1) == hash(-2): the 2 ** n tuples of them have one hash."""
    tuples = [tuple(-1 if i >> b & 1 else -2 for b in range(8)) for i in range(256)]
    assert len({hash(t) for t in tuples}) == 1
    body = b"".join(encode(t) + b"N" for t in tuples)
    with pytest.raises(BadEncoding, match="same hash"):
        decode(b"d" + struct.pack("<I", 256) + body)


def test_the_number_of_elements_has_a_bound() -> None:
    with pytest.raises(BadEncoding, match="too many"):
        decode(b"l" + struct.pack("<I", 300_000) + b"N" * 300_000)
    assert len(decode_in_child(b"l" + struct.pack("<I", 300_000) + b"N" * 300_000)) == 300_000


@pytest.mark.torch
@pytest.mark.parametrize("kind", KINDS)
def test_tensors_travel_both_ways(kind: str) -> None:
    import torch

    array = np.array([[0.0, 1.0], [1.0, 0.0]])
    there = decode_in_child(encode(TensorValue(array, kind, requires_grad=False)))
    assert there.dtype == getattr(torch, kind)
    assert there.tolist() == array.tolist()
    back = decode(encode(there))
    assert back.dtype_name == kind
    assert back.array.tolist() == array.tolist()


@pytest.mark.torch
def test_tensors_of_every_sort() -> None:
    import torch

    gradient = torch.ones(2, requires_grad=True)
    assert decode(encode(gradient)).requires_grad
    assert decode(encode(gradient.sum())).array.shape == ()
    assert decode(encode(torch.nn.Parameter(torch.ones(2)))).array.tolist() == [1, 1]
    assert decode(encode(torch.arange(6).view(2, 3).t())).array.tolist() == [[0, 3], [1, 4], [2, 5]]
    assert decode(encode(torch.tensor([1j]).conj())).array.tolist() == [-1j]
    for wrong in (torch.eye(2).to_sparse(), torch.empty(3, device="meta")):
        with pytest.raises(CannotEncode):
            encode(wrong)
    with pytest.raises(CannotEncode, match="float8"):
        encode(torch.zeros(2).to(torch.float8_e5m2))


@pytest.mark.torch
@given(hnp.arrays(np.float32, 8))
def test_bfloat16_rounds_as_torch_does(array: np.ndarray) -> None:
    import torch

    ours = decode_in_child(encode(TensorValue(array, "bfloat16")))
    theirs = torch.from_numpy(array).to(torch.bfloat16)
    assert torch.equal(ours.isnan(), theirs.isnan())
    assert torch.equal(ours.nan_to_num(), theirs.nan_to_num())


CORPUS = [
    encode(value)
    for value in (
        None,
        [1, 2.0, "three", b"four", 5j],
        {"a": (1, 2), 3: {"b": [None, True]}, (1, "x"): -(2**70)},
        np.arange(6.0).reshape(2, 3),
        [np.float16(1), np.array(["ab", "c"]), np.array([True])],
        TensorValue(np.ones((2, 2)), "bfloat16", True),
        {i: i for i in range(50)},
    )
]


def mutated(random_: random.Random) -> bytes:
    """A valid frame with some bytes changed, cut, doubled or spliced; or no frame at all."""
    if random_.random() < 0.1:
        return random_.randbytes(random_.randrange(64))
    data = bytearray(random_.choice(CORPUS))
    for _ in range(random_.randrange(1, 6)):
        at = random_.randrange(len(data) + 1)
        match random_.randrange(5):
            case 0 if at < len(data):
                data[at] = random_.randrange(256)
            case 1:
                del data[at : at + random_.randrange(8)]
            case 2:
                data[at:at] = random_.choice(CORPUS)
            case 3:
                data[at:at] = struct.pack("<q", random_.choice([-1, 0, 1 << 31, 1 << 62, 255]))
            case _:
                data[at : at + 1] = random_.choice([b"l", b"d", b"a", b"x", b"U", b"\xff"])
    return bytes(data)


def survive(data: bytes) -> None:
    """Decoding gives a value that can be encoded again, or `BadEncoding`."""
    try:
        value = decode(data)
    except BadEncoding:
        return
    data = encode(value)
    assert encode(decode(data)) == data


def fuzz(count: int, seed: int) -> None:
    random_ = random.Random(seed)
    for _ in range(count):
        survive(mutated(random_))


def test_fuzz_a_little() -> None:
    fuzz(20_000, 0)


@given(st.binary(max_size=200))
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
def test_fuzz_with_hypothesis(data: bytes) -> None:
    survive(data)


@pytest.mark.slow
def test_fuzz_a_million_frames() -> None:
    for seed in range(10):
        start = time.process_time()
        fuzz(100_000, 1 + seed)
        assert time.process_time() - start < 600, "something hangs"
