"""Values as bytes that cannot carry code: whitelisted scalars, containers, arrays and tensors.

One byte of tag, then a fixed-size head, then the data; little-endian throughout. `decoding` reads
it back.

    N T F              None, True, False
    i <u32 n> n bytes  int, signed               f <f64>   c <f64 f64>
    s|b <u32 n> …      str (UTF-8), bytes
    l|t|d <u32 n> …    list, tuple, dict (key, value, key, value, …)
    a <kind> <ndim> <i64 × ndim> <flags> data    array; `g` the same without dimensions: a scalar
    x <kind> <ndim> <i64 × ndim> <flags> data    torch tensor; flag 1: requires_grad

Subclasses arrive as the class they extend; what is not listed raises `CannotEncode`.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np

# What may be encoded; the encoder checks, because no static type says "numeric array".
Encodable: TypeAlias = object

MAX_DEPTH = 64
MAX_NDIM = 16
# 1785 bytes are less than 4300 decimal digits: Python refuses to print longer integers.
MAX_INT_BYTES = 1785

# The place in this tuple is the byte on the wire.
KINDS = (
    "bool",
    "int8",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "int64",
    "uint64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
    "bfloat16",
)
KIND_BYTE = {name: i for i, name in enumerate(KINDS)}
BFLOAT16 = KIND_BYTE["bfloat16"]
# Strings of a fixed length: the kind byte, then the number of characters as u32.
STRINGS = 0x55

READ_ONLY, STRIDED, FORTRAN = 1, 2, 4
REQUIRES_GRAD = 1


class CannotEncode(TypeError):
    """The value holds something that is not on the whitelist; the message names it."""


@dataclass(frozen=True)
class TensorValue:
    """A torch tensor where there need be no torch: in the child it is one.

    `array` holds the values; bfloat16 has no NumPy type and travels as float32, rounded to the
    nearest (ties to even) on the way in.
    """

    array: np.ndarray[Any, Any]
    dtype_name: str
    requires_grad: bool = False


@dataclass(frozen=True)
class ArrayInput:
    """An input array with a memory layout: read-only, not contiguous, or in Fortran order."""

    array: np.ndarray[Any, Any]
    writable: bool = True
    strided: bool = False
    order: Literal["C", "F"] = "C"


def encode(value: Encodable) -> bytes:
    """The bytes of `value`; raises `CannotEncode` with the reason."""
    out: list[bytes] = []
    _encode(value, out, 0)
    return b"".join(out)


def _encode(value: Any, out: list[bytes], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise CannotEncode(f"a value nested deeper than {MAX_DEPTH} levels")
    kind = type(value)
    if value is None:
        out.append(b"N")
    elif kind is bool:
        out.append(b"T" if value else b"F")
    elif kind is float:
        out.append(b"f" + struct.pack("<d", value))
    elif kind is int:
        _encode_int(value, out)
    elif kind is str:
        data = value.encode("utf-8", "surrogatepass")
        out.append(b"s" + struct.pack("<I", _short(len(data))) + data)
    elif kind is list or kind is tuple:
        out.append((b"l" if kind is list else b"t") + struct.pack("<I", _short(len(value))))
        for item in value:
            _encode(item, out, depth + 1)
    elif kind is dict:
        out.append(b"d" + struct.pack("<I", _short(len(value))))
        for key, item in value.items():
            check_key(key)
            _encode(key, out, depth + 1)
            _encode(item, out, depth + 1)
    elif kind is bytes:
        out.append(b"b" + struct.pack("<I", _short(len(value))) + value)
    elif kind is complex:
        out.append(b"c" + struct.pack("<dd", value.real, value.imag))
    else:
        _encode_rest(value, out, depth)


def _short(length: int) -> int:
    if length >= 1 << 32:
        raise CannotEncode(f"something with {length} elements")
    return length


def _encode_int(value: int, out: list[bytes]) -> None:
    length = (value.bit_length() + 8) // 8
    if length > MAX_INT_BYTES:
        raise CannotEncode(f"an integer of {value.bit_length()} bits")
    out.append(b"i" + struct.pack("<I", length) + value.to_bytes(length, "little", signed=True))


def check_key(key: object) -> None:
    if isinstance(key, tuple):
        for part in tuple.__iter__(key):  # type: ignore[misc]
            check_key(part)
        return
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(key, numpy.generic):
        return
    if key is not None and not isinstance(key, (str, int, float, bytes)):
        raise CannotEncode(f"a dictionary with a key of type {_name(key)}")


def _name(value: object) -> str:
    return type(value).__name__[:80]


def _encode_rest(value: Any, out: list[bytes], depth: int) -> None:
    """Arrays, tensors, and subclasses flattened to what they extend."""
    numpy = sys.modules.get("numpy")
    torch = sys.modules.get("torch")
    if numpy is not None and isinstance(value, numpy.ndarray):
        if type(value) is not numpy.ndarray:
            if isinstance(value, numpy.ma.MaskedArray):
                raise CannotEncode("a masked array")
            value = numpy.ndarray.view(value, numpy.ndarray)
        _encode_array(b"a", value, 0, out)
    elif numpy is not None and isinstance(value, numpy.generic):
        _encode_array(b"g", numpy.asarray(value), 0, out)
    elif isinstance(value, TensorValue):
        _encode_tensor_value(value, out)
    elif isinstance(value, ArrayInput):
        flags = (0 if value.writable else READ_ONLY) | (STRIDED if value.strided else 0)
        _encode_array(b"a", value.array, flags | (FORTRAN if value.order == "F" else 0), out)
    elif torch is not None and isinstance(value, torch.Tensor):
        _encode_tensor(torch, value, out)
    else:
        _encode(_flattened(value), out, depth)


def _flattened(value: Any) -> Any:
    """The same value as the plain class it extends, by that class's own methods."""
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bytes):
        return bytes(memoryview(value))
    if isinstance(value, complex):
        return complex.__complex__(value)
    if isinstance(value, dict):
        return dict(dict.items(value))
    if isinstance(value, list):
        return list(list.__iter__(value))
    if isinstance(value, tuple):
        return tuple(tuple.__iter__(value))
    raise CannotEncode(f"a value of type {_name(value)}")


def _encode_array(tag: bytes, array: np.ndarray[Any, Any], flags: int, out: list[bytes]) -> None:
    import numpy as np

    if array.ndim > MAX_NDIM:
        raise CannotEncode(f"an array with {array.ndim} dimensions")
    name = array.dtype.name
    if array.dtype.kind == "U":
        head = struct.pack("<BI", STRINGS, array.dtype.itemsize // 4)
        native = array.dtype.newbyteorder("<")
    elif name in KIND_BYTE and array.dtype.kind in "biufc":
        head = struct.pack("<B", KIND_BYTE[name])
        native = np.dtype(name)
    else:
        raise CannotEncode(f"an array with dtype {str(array.dtype)[:80]}")
    data = np.ascontiguousarray(array, native)  # makes 0-d 1-d: the shape is taken from `array`
    shape = struct.pack(f"<{array.ndim}q", *array.shape)
    out.append(tag + head + struct.pack("<B", array.ndim) + shape + struct.pack("<B", flags))
    out.append(data.tobytes())


def _encode_tensor_value(value: TensorValue, out: list[bytes]) -> None:
    import numpy as np

    flags = REQUIRES_GRAD if value.requires_grad else 0
    if value.dtype_name != "bfloat16":
        array = np.asarray(value.array).astype(value.dtype_name, copy=False)
        return _encode_array(b"x", array, flags, out)
    bits = np.ascontiguousarray(value.array, np.float32).reshape(np.shape(value.array))
    bits = bits.view(np.uint32)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
    rounded = np.where(np.isnan(value.array), 0x7FC0, rounded).astype(np.uint16)
    return _encode_bits(rounded, flags, out)


def _encode_bits(bits: np.ndarray[Any, Any], flags: int, out: list[bytes]) -> None:
    """A bfloat16 tensor from its bit patterns."""
    shape = struct.pack(f"<{bits.ndim}q", *bits.shape)
    out.append(b"x" + struct.pack("<BB", BFLOAT16, bits.ndim) + shape + struct.pack("<B", flags))
    out.append(bits.tobytes())


def _encode_tensor(torch: Any, value: Any, out: list[bytes]) -> None:
    with torch._C.DisableTorchFunctionSubclass():
        if value.layout != torch.strided or value.device.type == "meta" or value.is_quantized:
            raise CannotEncode(f"a {str(value.layout)[:40]} tensor on {value.device.type}")
        flags = REQUIRES_GRAD if value.requires_grad else 0
        name = str(value.dtype).removeprefix("torch.")
        if name not in KIND_BYTE:
            raise CannotEncode(f"a tensor with dtype {name[:80]}")
        plain = value.detach().cpu().resolve_conj().resolve_neg().contiguous()
        if value.ndim > MAX_NDIM:
            raise CannotEncode(f"a tensor with {value.ndim} dimensions")
        if name == "bfloat16":
            return _encode_bits(plain.view(torch.int16).numpy(), flags, out)
        return _encode_array(b"x", plain.numpy(), flags, out)
