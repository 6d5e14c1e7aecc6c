"""The places in the sources as they were written, by the source maps that the site serves.

Nothing is fetched before a failure is told, and then only scripts in which a line was seen, and maps on their hosts.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from harness.capture.entries import AskedHit, Navigation, QueueCall, SourceLine
from harness.capture.hosts import HostTable, Refused
from harness.capture.served_script import ServedScript, inline_map
from harness.capture.source_map import originals
from harness.capture.steps import Steps
from harness.capture.timeline import Timeline

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

__all__ = ["WrittenPlaces"]

BOUND_S = 3.0
MOST_SCRIPTS = 20
LARGEST = 16_000_000
PORTS = {"http": 80, "https": 443}

Places = dict[SourceLine, SourceLine]


class _Answer(NamedTuple):
    headers: dict[str, str]
    body: bytes


class WrittenPlaces:
    """Looks lines up, each once; what cannot be had stays as it is."""

    def __init__(self, context: BrowserContext, table: HostTable) -> None:
        self._context = context
        self._table = table
        self._known: set[SourceLine] = set()

    def steps(self, timeline: Timeline) -> Steps[Places]:
        """Where a timeline's lines stand in the written sources, as far as maps say; takes `BOUND_S` at most."""
        lines = set(_lines(timeline)) - self._known
        self._known |= lines
        scripts: dict[str, list[SourceLine]] = defaultdict(list)
        for line in lines:
            scripts[line.url].append(line)
        hosts = {_host(url) for url in scripts}
        end = time.monotonic() + BOUND_S
        places: Places = {}
        for url in islice(sorted(scripts), MOST_SCRIPTS):
            places |= yield from self._script_steps(url, scripts[url], hosts, end)
        return places

    def _script_steps(self, url: str, lines: list[SourceLine], hosts: Collection[str], end: float) -> Steps[Places]:
        answer = yield from self._answer_steps(url, end)
        if answer is None or "script" not in answer.headers.get("content-type", ""):
            return {}
        script = ServedScript(answer.body.decode("utf-8", "replace"))
        link = answer.headers.get("sourcemap") or answer.headers.get("x-sourcemap") or script.map_link
        return _written(script, lines, (yield from self._map_steps(url, link, hosts, end)) if link else b"")

    def _map_steps(self, url: str, link: str, hosts: Collection[str], end: float) -> Steps[bytes]:
        inline = inline_map(link)
        if inline is not None:
            return inline
        address = _joined(url, link)
        answer = (yield from self._answer_steps(address, end)) if _host(address) in hosts else None
        return answer.body if answer else b""

    def _answer_steps(self, url: str, end: float) -> Steps[_Answer | None]:
        """What the site answers to the context's own request; a redirect may lead anywhere and is not followed."""
        from playwright.async_api import Error as PlaywrightError

        left_s = end - time.monotonic()
        if left_s <= 0 or not self._is_served(url):
            return None
        try:
            answer = yield partial(self._context.request.get, url, timeout=left_s * 1000, max_redirects=0)
            body = (yield answer.body) if answer.ok else b""
            yield answer.dispose
        except PlaywrightError:
            return None
        return _Answer(answer.headers, body) if body and len(body) <= LARGEST else None

    def _is_served(self, url: str) -> bool:
        """Whether the relay would let the request through; one that it refuses would stand in the timeline."""
        parts = urlsplit(url)
        target = self._table.target(parts.hostname or "", parts.port or PORTS[parts.scheme])
        return not isinstance(target, Refused)


def _lines(timeline: Timeline) -> Iterator[SourceLine]:
    """The lines that a failure may name, in scripts that were loaded: code within a document has no map."""
    traced = [entry for entry in timeline if isinstance(entry, QueueCall | Navigation | AskedHit)]
    documents = {_address(entry.frame_url) for entry in traced}
    documents |= {_address(entry.url) for entry in traced if isinstance(entry, Navigation)}
    for entry in traced:
        line = next((line for line in entry.stack if not line.of_hubspot), None)
        if line and _host(line.url) and _address(line.url) not in documents:
            yield line


def _written(script: ServedScript, lines: Collection[SourceLine], source_map: bytes) -> Places:
    """The lines' places by a map; a function's name is read where it is declared."""
    names = {line: script.declaration((line.line, line.column), _own_name(line)) for line in lines}
    known = originals(source_map, {(line.line, line.column) for line in lines} | {*filter(None, names.values())})
    found = {line: original for line in lines if (original := known.get((line.line, line.column)))}
    declared = {line: known[place].name for line, place in names.items() if place in known}
    return {
        line: SourceLine(
            url=original.source,
            line=original.line,
            column=original.column,
            function=declared.get(line) or _own_name(line),
        )
        for line, original in found.items()
    }


def _own_name(line: SourceLine) -> str:
    """The function's name without the object that it was called on, for that is a minified word."""
    return line.function.rpartition(".")[2]


def _address(url: str) -> str:
    return url.partition("#")[0]


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:
        return ""


def _host(url: str) -> str:
    """Host and port of a web address; empty for any other, and for one that cannot be read."""
    try:
        parts = urlsplit(url)
        return f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}" if parts.hostname else ""
    except (ValueError, KeyError):
        return ""
