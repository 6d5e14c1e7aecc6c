"""For tests of expectations: a capture that needs no browser, because everything in it has happened."""

from __future__ import annotations

from harness.capture.timeline import Timeline
from harness.expect.judge import Judgement, Verdict
from harness.expect.queries import Queries

__all__ = ["Seen"]


class Seen(Queries):
    """A capture that is over: nothing more is under way, so every expectation is judged at once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    @property
    def timeline(self) -> Timeline:
        """What was given."""
        return self._timeline

    def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:  # noqa: ARG002 - nothing is waited for
        """The verdict on what there is."""
        return judgement.judge(self._timeline, settled=True)
