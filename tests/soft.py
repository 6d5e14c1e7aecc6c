"""A collection of soft failures for one test, which pytest-playwright would else fail for those in its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright._impl import _assertions

__all__ = ["collected", "uncollected"]


@contextmanager
def collected() -> Iterator[list[AssertionError]]:
    """The soft failures of a block."""
    kept: list[AssertionError] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_assertions, "_soft_errors", kept)
        yield kept


@contextmanager
def uncollected() -> Iterator[None]:
    """A block whose soft failures nobody collects."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_assertions, "_soft_errors", None)
        yield
