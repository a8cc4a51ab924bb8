"""Reads what is handed in from a file or a pipe; what is no text is told so in a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

from viva.core import BadInput

MAX_BYTES = 1 << 20


def decoded(raw: bytes, where: str) -> str:
    """Bytes as text: UTF-8 (with or without a mark), at most 1 MiB, no NUL."""
    if len(raw) > MAX_BYTES:
        raise BadInput(
            "The answer is larger than 1 MiB.",
            where=where,
            mend="Hand in less.",
            zh=f"{where}：答案超过 1 MiB，请精简后再提交。",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The answer is not UTF-8 text (byte {error.start}).",
            where=where,
            mend="Save it as UTF-8; is this the right file?",
            zh=f"{where}：答案不是 UTF-8 文本（第 {error.start} 个字节）。"
            "请存成 UTF-8；是不是选错了文件？",
        ) from None
    if "\0" in text:
        raise BadInput(
            "The answer is a binary file.",
            where=where,
            mend="Is this the right file?",
            zh=f"{where}：这是二进制文件。是不是选错了文件？",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_answer_file(path: Path) -> str:
    """The text of a file; never more than a little over 1 MiB of it is read."""
    where = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            f"The file cannot be read ({error.strerror}).",
            where=where,
            mend="Check the name and the rights.",
            zh=f"{where}：文件读不了（{error.strerror}）。请检查文件名和权限。",
        ) from None
    return decoded(raw, where)


def read_answer(file: str) -> str:
    """The text of a file, `-` for all of standard input."""
    if file == "-":
        return decoded(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    return read_answer_file(Path(file))
