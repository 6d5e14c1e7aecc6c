"""Answers into a HAR file, version 1.2 (http://www.softwareishard.com/blog/har-12-spec/)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from harness.wire.har import NO_TIME, Answer
from harness.wire.pairs import split_pairs

__all__ = ["har_text"]


def har_text(answers: Iterable[Answer], *, page: str, creator: tuple[str, str], browser: tuple[str, str]) -> str:
    """A HAR 1.2 of answers; `page` names the page that asked, creator and browser are name and version.

    What is not known (sizes on the wire, durations) has the values that the format keeps for that.
    """
    listed = list(answers)
    started = min((answer.at for answer in listed), default=NO_TIME)
    log = {
        "version": "1.2",
        "creator": {"name": creator[0], "version": creator[1]},
        "browser": {"name": browser[0], "version": browser[1]},
        "pages": [{"id": "page_1", "title": page, "startedDateTime": _written(started), "pageTimings": {}}],
        "entries": [_entry(answer) for answer in listed],
    }
    return json.dumps({"log": log}, indent=1) + "\n"


def _entry(answer: Answer) -> dict[str, object]:
    unknown = {"cookies": [], "headersSize": -1, "bodySize": -1, "httpVersion": "HTTP/1.1"}
    query = split_pairs(answer.url.partition("#")[0].partition("?")[2])
    request = {"method": "GET", "url": answer.url, "headers": [], "queryString": _written_pairs(query), **unknown}
    response = {
        "status": answer.status,
        "statusText": "",
        "headers": _written_pairs(answer.headers),
        "content": _content(answer),
        "redirectURL": answer.header("location"),
        **unknown,
    }
    return {
        "pageref": "page_1",
        "startedDateTime": _written(answer.at),
        "time": 0,
        "request": request,
        "response": response,
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    }


def _content(answer: Answer) -> dict[str, object]:
    told = {"size": len(answer.body), "mimeType": answer.header("content-type")}
    try:
        return {**told, "text": answer.body.decode()}
    except UnicodeDecodeError:
        return {**told, "text": base64.b64encode(answer.body).decode(), "encoding": "base64"}


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _written_pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]
