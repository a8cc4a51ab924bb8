"""Bytes back to values: everything is checked against the bytes that are there first."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from viva.sandbox.encoding import (
    BFLOAT16,
    FORTRAN,
    KINDS,
    MAX_DEPTH,
    MAX_INT_BYTES,
    MAX_NDIM,
    READ_ONLY,
    REQUIRES_GRAD,
    STRIDED,
    STRINGS,
    CannotEncode,
    TensorValue,
    check_key,
)

if TYPE_CHECKING:
    import numpy as np

MAX_NODES = 200_000
# More dictionary keys than this with one and the same hash are an attack on the decoder's time.
MAX_SAME_HASH = 64


class BadEncoding(ValueError):
    """The bytes are not what `encode` writes."""


def decode(data: bytes | bytearray | memoryview, *, max_nodes: int = MAX_NODES) -> Any:
    """The value of `data`; tensors come as `TensorValue`. Raises `BadEncoding`, nothing else."""
    return _Decoder(data, max_nodes, _tensor_value).whole()


def decode_in_child(data: bytes | bytearray | memoryview) -> Any:
    """As `decode`, without a bound on nodes, and tensors come as torch tensors."""
    return _Decoder(data, sys.maxsize, _torch_tensor).whole()


def _tensor_value(array: np.ndarray[Any, Any], kind: int, flags: int) -> TensorValue:
    import numpy as np

    if kind == BFLOAT16:
        array = np.left_shift(array, 16, dtype=np.uint32, out=np.empty(array.shape, np.uint32))
        array = array.view(np.float32)
    return TensorValue(array, KINDS[kind], bool(flags & REQUIRES_GRAD))


def _torch_tensor(array: np.ndarray[Any, Any], kind: int, flags: int) -> Any:
    import importlib

    import numpy as np

    torch = importlib.import_module("torch")
    if kind == BFLOAT16:
        tensor = torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    else:
        tensor = torch.from_numpy(array)
    return tensor.requires_grad_(bool(flags & REQUIRES_GRAD))


class _Decoder:
    def __init__(
        self,
        data: bytes | bytearray | memoryview,
        max_nodes: int,
        tensor: Callable[[np.ndarray[Any, Any], int, int], Any],
    ) -> None:
        self.data = memoryview(data)
        self.at = 0
        self.nodes_left = max_nodes
        self.tensor = tensor

    def whole(self) -> Any:
        value = self.one(0)
        if self.at != len(self.data):
            raise BadEncoding("bytes after the end")
        return value

    def take(self, length: int) -> memoryview:
        end = self.at + length
        if end > len(self.data):
            raise BadEncoding("ends too early")
        part = self.data[self.at : end]
        self.at = end
        return part

    def length(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def one(self, depth: int) -> Any:
        self.nodes_left -= 1
        if self.nodes_left < 0:
            raise BadEncoding("too many elements")
        if depth > MAX_DEPTH:
            raise BadEncoding("nested too deeply")
        tag = self.take(1)[0]
        if tag == 0x66:  # f
            return struct.unpack("<d", self.take(8))[0]
        if tag == 0x69:  # i
            length = self.length()
            if length > MAX_INT_BYTES:
                raise BadEncoding("an integer too long")
            return int.from_bytes(self.take(length), "little", signed=True)
        if tag == 0x73:  # s: lone surrogates become U+FFFD: they cannot be printed or stored
            return bytes(self.take(self.length())).decode("utf-8", "replace")
        if tag in b"ag":
            return self.array(tag)
        if tag == 0x78:  # x
            return self.array(tag)
        if tag in b"lt":
            length = self.length()
            if length > len(self.data) - self.at:
                raise BadEncoding("a container longer than the bytes that are left")
            items = [self.one(depth + 1) for _ in range(length)]
            return items if tag == 0x6C else tuple(items)
        if tag == 0x64:  # d
            return self.dictionary(depth)
        if tag in b"NTF":
            return {0x4E: None, 0x54: True, 0x46: False}[tag]
        if tag == 0x62:  # b
            return bytes(self.take(self.length()))
        if tag == 0x63:  # c
            return complex(*struct.unpack("<dd", self.take(16)))
        raise BadEncoding(f"no such tag: {tag}")

    def dictionary(self, depth: int) -> dict[Any, Any]:
        length = self.length()
        if length > len(self.data) - self.at:
            raise BadEncoding("a dictionary longer than the bytes that are left")
        result: dict[Any, Any] = {}
        hashes: dict[int, int] = {}
        for _ in range(length):
            key = self.one(depth + 1)
            try:
                check_key(key)
            except CannotEncode as error:
                raise BadEncoding(str(error)) from None
            digest = hash(key)
            hashes[digest] = hashes.get(digest, 0) + 1
            if hashes[digest] > MAX_SAME_HASH:
                raise BadEncoding("too many dictionary keys with the same hash")
            result[key] = self.one(depth + 1)
        return result

    def array(self, tag: int) -> Any:
        import numpy as np

        kind = self.take(1)[0]
        if kind == STRINGS and tag != 0x78:
            characters = self.length()
            if characters > 1 << 28:
                raise BadEncoding("strings too long")
            dtype = np.dtype(f"<U{characters}")
        elif kind == BFLOAT16 and tag == 0x78:
            dtype = np.dtype("uint16")
        elif kind < BFLOAT16:
            dtype = np.dtype(KINDS[kind])
        else:
            raise BadEncoding(f"no such kind of array: {kind}")
        ndim = self.take(1)[0]
        if ndim > (0 if tag == 0x67 else MAX_NDIM):
            raise BadEncoding("too many dimensions")
        shape = struct.unpack(f"<{ndim}q", self.take(8 * ndim))
        flags = self.take(1)[0]
        # NumPy refuses an empty array whose other dimensions overflow, so they are bounded too.
        count, extent = 1, 1
        for size in shape:
            if size < 0:
                raise BadEncoding("a negative dimension")
            count *= size
            extent *= max(size, 1)
        if extent * max(dtype.itemsize, 1) >= 1 << 40:
            raise BadEncoding("an array too large")
        if kind == STRINGS and dtype.itemsize == 0 and extent > 1 << 20:
            raise BadEncoding("an array too large")
        array = self.filled(self.take(count * dtype.itemsize), dtype, shape)
        if tag == 0x67:
            return array[()]
        if tag == 0x78:
            return self.tensor(array, kind, flags)
        return _laid_out(array, flags) if flags else array

    def filled(
        self, data: memoryview, dtype: np.dtype[Any], shape: tuple[int, ...]
    ) -> np.ndarray[Any, Any]:
        """A copy: aligned, writable, and with no value that its type does not have."""
        import numpy as np

        if len(data) == 0:
            return np.zeros(shape, dtype)
        if dtype.kind == "b":  # a byte other than 0 and 1 is undefined behaviour in a bool array
            return (np.frombuffer(data, np.uint8) != 0).reshape(shape)
        if dtype.kind == "U":
            points = np.frombuffer(data, "<u4").copy()
            if bool(np.any(points > 0x10FFFF)):
                raise BadEncoding("not a character")
            points[(points >= 0xD800) & (points < 0xE000)] = 0xFFFD  # as in a str: see above
            return points.view(dtype).reshape(shape)
        return np.frombuffer(data, dtype).reshape(shape).copy()


def _laid_out(array: np.ndarray[Any, Any], flags: int) -> np.ndarray[Any, Any]:
    """The memory layout that an `ArrayInput` asked for."""
    import numpy as np

    if flags & FORTRAN:
        array = np.asfortranarray(array)
    if flags & STRIDED and array.ndim:
        wide = np.zeros([2 * size for size in array.shape], array.dtype)
        view = wide[(slice(None, None, 2),) * array.ndim]
        view[...] = array
        array = view
    if flags & READ_ONLY:
        array.setflags(write=False)
    return array
