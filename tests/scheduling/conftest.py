"""The same examples at every run, and no deadline: a shared machine is slow at times."""

from __future__ import annotations

import hypothesis

hypothesis.settings.register_profile(
    "memory", derandomize=True, deadline=None, max_examples=60, database=None
)
hypothesis.settings.load_profile("memory")
