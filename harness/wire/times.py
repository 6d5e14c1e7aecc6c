"""Times on the wire: whole milliseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

__all__ = ["epoch_ms", "from_epoch_ms", "iso"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LONGEST = 15


def from_epoch_ms(text: str) -> datetime:
    """The time that `text` names, in UTC; ValueError unless it is a whole number within the years 1970 to 9999."""
    if not (text.isdecimal() and text.isascii() and len(text) <= _LONGEST):
        raise ValueError("not a number of milliseconds")
    try:
        # Exact where fromtimestamp(ms / 1000) is not: the sum is done in integers.
        return _EPOCH + _MILLISECOND * int(text)
    except OverflowError:
        raise ValueError("beyond the year 9999") from None


def epoch_ms(at: datetime) -> str:
    """`at` as the wire writes it; anything finer than a millisecond is cut off."""
    return str((at - _EPOCH) // _MILLISECOND)


def iso(at: datetime) -> str:
    """`at` in UTC as ISO 8601 with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
