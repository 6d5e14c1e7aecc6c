"""Why an expectation may have failed: known causes, one topic per file, each a small function of the evidence."""

from harness.expect.hints.registry import hint_for

__all__ = ["hint_for"]
