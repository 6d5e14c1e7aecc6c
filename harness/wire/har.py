"""Requests and answers out of a HAR file, as browsers and proxies export them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from harness.wire.har_parts import Attached, entries_of, is_base64, member, pairs_of, received, request_of, unpacked
from harness.wire.parts import Pairs, RawRequest

__all__ = ["NO_TIME", "Answer", "answers_of_har", "requests_of_har", "unpacked"]

NOT_MODIFIED = 304
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
    requests = (request_of(entry, number) for number, entry in enumerate(entries_of(text)))
    return tuple(request for request in requests if request)


def answers_of_har(text: str, attached: Attached = lambda _: None) -> tuple[Answer, ...]:
    """Every answer of a HAR to a GET, in the file's order; ValueError when `text` is none.

    `attached` reads a body that Playwright keeps in a file beside the HAR, by the file's name. Left out are broken
    entries, requests without an answer, and answers whose body was not kept.
    """
    answers = (_answer(entry, attached) for entry in entries_of(text))
    return tuple(answer for answer in answers if answer)


def _answer(entry: object, attached: Attached) -> Answer | None:
    request, response = request_of(entry, 0), member(entry, "response", dict)
    status = member(response, "status", int) or 0
    # A browser that answers out of its cache writes 304 and no body; 0 stands for no answer at all.
    if request is None or request.method != "GET" or not 200 <= status < 600 or status == NOT_MODIFIED:
        return None
    content = member(response, "content", dict)
    body = received(content, attached)
    if body is None and status < 300:
        return None
    return Answer(
        url=request.url,
        status=status,
        headers=_headers(pairs_of(member(response, "headers", list)), content),
        body=body or b"",
        at=request.arrived_at or NO_TIME,
    )


def _headers(headers: Pairs, content: Mapping[str, Any] | None) -> Pairs:
    """The headers, and with them the type of the body as it is here: text was decoded, and is UTF-8 now."""
    types = [value for name, value in headers if name.lower() == "content-type"]
    kind = next(iter(types), None) or member(content, "mimeType", str)
    if kind and member(content, "text", str) is not None and not is_base64(content):
        kind = f"{kind.partition(';')[0].strip()}; charset=utf-8"
    others = tuple((name, value) for name, value in headers if name.lower() != "content-type")
    return (*others, ("content-type", kind)) if kind else others
