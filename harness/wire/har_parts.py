"""What a HAR is made of, read without ever raising on what a tool has written strangely."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from harness.wire.pairs import join_pairs
from harness.wire.parts import Pairs, RawRequest

__all__ = ["Attached", "entries_of", "is_base64", "log_of", "member", "pairs_of", "received", "request_of", "unpacked"]

GZIP, GZIP_WINDOW = b"\x1f\x8b", 31
LARGEST_BODY = 64 * 1024 * 1024

Attached = Callable[[str], bytes | None]
"""Reads a body that is kept in a file beside the HAR, by the file's name; None when it is not there."""


def log_of(text: str) -> Mapping[str, object]:
    """What a HAR says at `log`; ValueError when `text` is none."""
    import json

    try:
        har = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("the text is no JSON") from None
    log: Mapping[str, object] | None = member(har, "log", dict)
    if log is None or member(log, "entries", list) is None:
        raise ValueError("the JSON is no HAR: it has no list at log.entries")
    return log


def entries_of(text: str) -> list[object]:
    """The entries of a HAR; ValueError when `text` is none."""
    return list(member(log_of(text), "entries", list))


def request_of(entry: object, number: int, attached: Attached = lambda _: None) -> RawRequest | None:
    """The request of an entry, None when it has none; `number` is its place among them all."""
    request = member(entry, "request", dict)
    url = member(request, "url", str)
    if request is None or url is None:
        return None
    return RawRequest(
        method=member(request, "method", str) or "GET",
        url=url,
        headers=pairs_of(member(request, "headers", list)),
        body=_sent(member(request, "postData", dict), attached),
        arrival=number,
        arrived_at=_time(member(entry, "startedDateTime", str)),
    )


def received(content: Mapping[str, Any] | None, attached: Attached) -> bytes | None:
    """The body of an answer, None when it was not kept or cannot be read."""
    text, name = member(content, "text", str), _file(content)
    if text is None:
        return attached(name) if name else None
    if not is_base64(content):
        return str(text).encode("utf-8", "replace")
    try:
        return unpacked(base64.b64decode(text, validate=True))
    except ValueError:
        return None


def unpacked(body: bytes) -> bytes:
    """`body` without gzip's compression, as far as it can be undone; any other body as it is."""
    if not body.startswith(GZIP):
        return body
    try:
        return zlib.decompressobj(GZIP_WINDOW).decompress(body, LARGEST_BODY)
    except zlib.error:
        return body


def is_base64(content: Mapping[str, Any] | None) -> bool:
    """Whether the text of a body is that of bytes."""
    return bool(member(content, "encoding", str) == "base64")


def pairs_of(items: list[Any] | None) -> Pairs:
    """Names and values of a list of headers, cookies or parameters."""
    pairs = ((member(item, "name", str), member(item, "value", str)) for item in items or ())
    return tuple((name, value) for name, value in pairs if name is not None and value is not None)


def member(container: object, key: str, kind: type[Any]) -> Any:
    """What is under a key, None unless it is of that kind."""
    value = container.get(key) if isinstance(container, dict) else None
    return value if isinstance(value, kind) else None


def _sent(data: Mapping[str, Any] | None, attached: Attached) -> bytes:
    text, params, name = member(data, "text", str), member(data, "params", list), _file(data)
    if not text and not params and name:
        return attached(name) or b""
    return (text or join_pairs(pairs_of(params))).encode("utf-8", "replace")


def _file(content: Mapping[str, Any] | None) -> str | None:
    """The name of the file that a body is in: Playwright's HAR has it so, and its traces in the other way."""
    name: str | None = member(content, "_file", str) or member(content, "_sha1", str)
    return name


def _time(text: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if time is None or not 1970 <= time.year < 9999:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
