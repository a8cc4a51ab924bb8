"""What the learner hands in, in the shape that each kind takes."""

from __future__ import annotations

from collections.abc import Mapping

# `explain` and `code`: a string. `compute`: an object of named parts, each as typed (a string)
# or as JSON had it. `derive`: a string or a list of lines.
Parts = Mapping[str, object]
Answer = str | Parts | list[str]
