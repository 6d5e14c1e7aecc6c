"""`hstrack decode`: what tracking requests say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from harness.cli._command import option, verb

if TYPE_CHECKING:
    from harness.wire.hits import Hit, Malformed, RawRequest

__all__ = ["command"]

MALFORMED = 1


@verb
@click.argument("urls", metavar="URL...", nargs=-1)
@option("--json", "as_json", is_flag=True, help="Print one JSON object a line, for programs.")
def command(urls: tuple[str, ...], as_json: bool) -> None:
    """Say what tracking requests mean, pair by pair.

    \b
    hstrack decode 'https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Facme.test%2F'
    hstrack decode - < urls.txt        one URL a line
    hstrack decode - < visit.har       the tracking requests of a HAR
    hstrack decode --json - < visit.har | jq .phrase

    Exit code 0: all could be read; 1: something is malformed; 2: there is nothing to read.
    """
    from harness.wire.decode import decode
    from harness.wire.hits import Malformed

    hits = [decode(request) for request in _requests(urls)]
    click.echo(("\n" if as_json else "\n\n").join(_shown(hit, as_json) for hit in hits))
    if any(isinstance(hit, Malformed) for hit in hits):
        sys.exit(MALFORMED)


def _shown(hit: Hit | Malformed, as_json: bool) -> str:
    if not as_json:
        from harness.report.hit_text import hit_text

        return hit_text(hit)
    import json

    from harness.report.hit_json import hit_values

    # JSON escapes every control character but this one.
    return json.dumps(hit_values(hit)).replace("\x7f", "\\u007f")


def _requests(urls: tuple[str, ...]) -> list[RawRequest]:
    from harness.errors import UsageError
    from harness.wire.hits import RawRequest

    requests = []
    for url in urls:
        requests += _piped() if url == "-" else [RawRequest(url=url)]
    if not requests:
        raise UsageError("wanted the URL of a tracking request, or - to read URLs or a HAR from standard input")
    return requests


def _piped() -> list[RawRequest]:
    from harness.errors import EvidenceError
    from harness.wire.endpoints import endpoint_of
    from harness.wire.har import requests_of_har
    from harness.wire.hits import RawRequest

    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    if not text.lstrip().startswith("{"):
        lines = (line.strip() for line in text.splitlines())
        return [RawRequest(url=line) for line in lines if line and not line.startswith("#")]
    try:
        requests = requests_of_har(text)
    except ValueError as error:
        raise EvidenceError(f"standard input: {error}; wanted a HAR, or one URL a line") from None
    tracking = [request for request in requests if endpoint_of(request.url)]
    if not tracking:
        raise EvidenceError(f"standard input: none of the {len(requests)} requests goes to a tracking endpoint")
    return tracking
