"""What becomes of a verdict: nothing, an error that ends the test, or a failure that is kept until the test is over."""

from __future__ import annotations

import sys
from types import FrameType, TracebackType

from harness.errors import UsageError
from harness.expect.judge import Verdict

__all__ = ["conclude"]


def conclude(verdict: Verdict, message: str | None, *, soft: bool = False) -> None:
    """Unless the verdict is met, an AssertionError with the explanation below the test's own message.

    A soft one is kept in the way of Playwright's own `expect.soft`; UsageError where nobody collects failures.
    """
    __tracebackhide__ = True
    if verdict.met:
        return
    # Only here: what explains failures is a third of what the package loads, and most runs have none.
    from harness.expect.explain import explain

    error = AssertionError("\n\n".join(filter(None, [message, explain(verdict, verdict.timeline)])))
    if not soft:
        raise error
    _keep(error.with_traceback(_the_tests_line()))


def _keep(error: AssertionError) -> None:
    __tracebackhide__ = True
    try:
        # Playwright has no public door to the collection that pytest-playwright opens for each test.
        from playwright._impl._assertions import _record_soft_or_raise

        _record_soft_or_raise(error, True)
    except (ImportError, RuntimeError):
        raise UsageError(
            "expect.soft was used where nobody collects failures; use it in a test that pytest runs with "
            "pytest-playwright 0.7.3 or newer, or use expect"
        ) from None


def _the_tests_line() -> TracebackType | None:
    """Where the test said it, as if the error had been raised there."""
    frame: FrameType | None = sys._getframe()
    while frame and str(frame.f_globals.get("__name__")).partition(".")[0] == "harness":
        frame = frame.f_back
    return TracebackType(None, frame, frame.f_lasti, frame.f_lineno) if frame else None
