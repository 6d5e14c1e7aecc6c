"""Requests out of a HAR file, as browsers and proxies export it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from harness.wire.pairs import join_pairs
from harness.wire.parts import Pairs, RawRequest

__all__ = ["requests_of_har"]


def requests_of_har(text: str) -> tuple[RawRequest, ...]:
    """Every request of a HAR in the file's order; ValueError when `text` is none. A broken entry is left out."""
    import json

    try:
        har = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("the text is no JSON") from None
    entries = _member(_member(har, "log", dict), "entries", list)
    if entries is None:
        raise ValueError("the JSON is no HAR: it has no list at log.entries")
    requests = (_request(entry, number) for number, entry in enumerate(entries))
    return tuple(request for request in requests if request)


def _request(entry: object, number: int) -> RawRequest | None:
    request = _member(entry, "request", dict)
    url = _member(request, "url", str)
    if request is None or url is None:
        return None
    return RawRequest(
        method=_member(request, "method", str) or "GET",
        url=url,
        headers=_pairs(_member(request, "headers", list)),
        body=_body(_member(request, "postData", dict)),
        arrival=number,
        arrived_at=_time(_member(entry, "startedDateTime", str)),
    )


def _body(data: Mapping[str, Any] | None) -> bytes:
    text = _member(data, "text", str) or join_pairs(_pairs(_member(data, "params", list)))
    return text.encode("utf-8", "replace")


def _pairs(items: list[Any] | None) -> Pairs:
    pairs = ((_member(item, "name", str), _member(item, "value", str)) for item in items or ())
    return tuple((name, value) for name, value in pairs if name is not None and value is not None)


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _member(container: object, key: str, kind: type[Any]) -> Any:
    value = container.get(key) if isinstance(container, dict) else None
    return value if isinstance(value, kind) else None
