"""What the tests of expectations share: captures that are over, and how they fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Failure = Callable[[Callable[[], object]], str]


@pytest.fixture
def failure() -> Failure:
    """The text with which an expectation fails."""

    def of(expectation: Callable[[], object]) -> str:
        with pytest.raises(AssertionError) as caught:
            expectation()
        return str(caught.value)

    return of


@pytest.fixture
def hint_of(failure: Failure) -> Callable[[Callable[[], object]], str | None]:
    """The hint with which an expectation fails, or None."""

    def of(expectation: Callable[[], object]) -> str | None:
        hints = [line.removeprefix("hint: ") for line in failure(expectation).splitlines() if line.startswith("hint: ")]
        return next(iter(hints), None)

    return of
