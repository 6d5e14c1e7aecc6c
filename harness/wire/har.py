"""Requests and answers out of a HAR file, as browsers and proxies export them."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from harness.wire.pairs import join_pairs
from harness.wire.parts import Pairs, RawRequest

__all__ = ["NO_TIME", "Answer", "answers_of_har", "requests_of_har", "unpacked"]

NOT_MODIFIED = 304
GZIP, GZIP_WINDOW = b"\x1f\x8b", 31
LARGEST_BODY = 64 * 1024 * 1024
NO_TIME = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered to a GET: address, status, headers, body without compression, and when it was asked."""

    url: str
    status: int = 200
    headers: Pairs = ()
    body: bytes = b""
    at: datetime = NO_TIME

    def header(self, name: str) -> str:
        """The first header of that name, which is given in lower case; empty when there is none."""
        return next((value for each, value in self.headers if each.lower() == name), "")


def requests_of_har(text: str) -> tuple[RawRequest, ...]:
    """Every request of a HAR in the file's order; ValueError when `text` is none. A broken entry is left out."""
    requests = (_request(entry, number) for number, entry in enumerate(_entries(text)))
    return tuple(request for request in requests if request)


def answers_of_har(text: str, attached: Callable[[str], bytes | None] = lambda _: None) -> tuple[Answer, ...]:
    """Every answer of a HAR to a GET, in the file's order; ValueError when `text` is none.

    `attached` reads a body that Playwright keeps in a file beside the HAR, by the file's name. Left out are broken
    entries, requests without an answer, and answers whose body was not kept.
    """
    answers = (_answer(entry, attached) for entry in _entries(text))
    return tuple(answer for answer in answers if answer)


def unpacked(body: bytes) -> bytes:
    """`body` without gzip's compression, as far as it can be undone; any other body as it is."""
    if not body.startswith(GZIP):
        return body
    try:
        return zlib.decompressobj(GZIP_WINDOW).decompress(body, LARGEST_BODY)
    except zlib.error:
        return body


def _entries(text: str) -> list[object]:
    import json

    try:
        har = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("the text is no JSON") from None
    entries: list[object] | None = _member(_member(har, "log", dict), "entries", list)
    if entries is None:
        raise ValueError("the JSON is no HAR: it has no list at log.entries")
    return entries


def _request(entry: object, number: int) -> RawRequest | None:
    request = _member(entry, "request", dict)
    url = _member(request, "url", str)
    if request is None or url is None:
        return None
    return RawRequest(
        method=_member(request, "method", str) or "GET",
        url=url,
        headers=_pairs(_member(request, "headers", list)),
        body=_sent(_member(request, "postData", dict)),
        arrival=number,
        arrived_at=_time(_member(entry, "startedDateTime", str)),
    )


def _answer(entry: object, attached: Callable[[str], bytes | None]) -> Answer | None:
    request, response = _request(entry, 0), _member(entry, "response", dict)
    status = _member(response, "status", int) or 0
    # A browser that answers out of its cache writes 304 and no body; 0 stands for no answer at all.
    if request is None or request.method != "GET" or not 200 <= status < 600 or status == NOT_MODIFIED:
        return None
    content = _member(response, "content", dict)
    body = _received(content, attached)
    if body is None and status < 300:
        return None
    return Answer(
        url=request.url,
        status=status,
        headers=_headers(_pairs(_member(response, "headers", list)), content),
        body=body or b"",
        at=request.arrived_at or NO_TIME,
    )


def _received(content: Mapping[str, Any] | None, attached: Callable[[str], bytes | None]) -> bytes | None:
    text, name = _member(content, "text", str), _member(content, "_file", str)
    if text is None:
        return attached(name) if name else None
    if not _is_base64(content):
        return str(text).encode("utf-8", "replace")
    try:
        return unpacked(base64.b64decode(text, validate=True))
    except ValueError:
        return None


def _headers(headers: Pairs, content: Mapping[str, Any] | None) -> Pairs:
    """The headers, and with them the type of the body as it is here: text was decoded, and is UTF-8 now."""
    types = [value for name, value in headers if name.lower() == "content-type"]
    kind = next(iter(types), None) or _member(content, "mimeType", str)
    if kind and _member(content, "text", str) is not None and not _is_base64(content):
        kind = f"{kind.partition(';')[0].strip()}; charset=utf-8"
    others = tuple((name, value) for name, value in headers if name.lower() != "content-type")
    return (*others, ("content-type", kind)) if kind else others


def _is_base64(content: Mapping[str, Any] | None) -> bool:
    return bool(_member(content, "encoding", str) == "base64")


def _sent(data: Mapping[str, Any] | None) -> bytes:
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
