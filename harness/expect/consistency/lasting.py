"""What belongs to the load of a page, so that all hits of a document are alike in it."""

from __future__ import annotations

from collections.abc import Callable

from harness.expect.consistency.disagreement import Found, differs
from harness.expect.consistency.moment import Moment

__all__ = ["lasts"]


def lasts(moment: Moment, key: str, is_like: Callable[[Moment], bool] = lambda _: True) -> Found:
    """Whether a parameter is that of the hit before it in the document; `is_like` says which hits may be compared."""

    def is_comparable(each: Moment) -> bool:
        return not each.has_free_keys and is_like(each)

    before = next(filter(is_comparable, moment.earlier), None)
    if before and is_comparable(moment):
        yield from differs(moment, key, before.sent.get(key), f"the {before.hit.phrase} before it")
