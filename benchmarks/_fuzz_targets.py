"""Whatever reads what strangers wrote: each target takes bytes, and may raise what its docstring says, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from harness.audit.config import load_config
from harness.audit.crawl.robots import read_robots
from harness.audit.crawl.sitemap import read_sitemap
from harness.audit.evidence import dump_visits, parse_visits
from harness.audit.network import visit_of_log
from harness.audit.recorded import _visit as visit_of_trace
from harness.audit.recording import read_recording, ways_to
from harness.capture.har_file import Pack
from harness.capture.head import HeadError, read_head
from harness.errors import HarnessError
from harness.plan.read import parse_plan
from harness.wire.consent import category_preference, parse_categories
from harness.wire.cookies import Hssc, Hstc
from harness.wire.decode import decode
from harness.wire.exchanges import network_log
from harness.wire.har import answers_of_har, requests_of_har
from harness.wire.hits import RawRequest
from harness.wire.linking import LinkParams
from harness.wire.portal import policy_of_banner, portal_of_script

__all__ = ["TARGETS", "Target"]

Target = Callable[[bytes], object]


def decoder(text: bytes) -> object:
    """A hit: its address on the first line, its body below; nothing is raised."""
    url, line, body = text.partition(b"\n")
    address = url.decode("utf-8", "surrogateescape")
    headers = (("content-type", "application/json"),)
    return decode(RawRequest(method="POST" if line else "GET", url=address, headers=headers, body=body))


def cookies(text: bytes) -> object:
    """A cookie, or an address with link parameters."""
    value = text.decode("utf-8", "surrogateescape")
    if found := LinkParams.find(value):
        found.add_to(LinkParams.remove_from(value))
    category_preference(value)
    for parse in (Hstc.parse, Hssc.parse, parse_categories):
        try:
            str(parse(value))
        except ValueError:
            continue
    return found


def har(text: bytes) -> object:
    """A HAR; ValueError."""
    told = text.decode("utf-8", "replace")
    try:
        return visit_of_log(network_log(told), "har"), requests_of_har(told), answers_of_har(told)
    except ValueError:
        return None


def evidence(text: bytes) -> object:
    """Evidence, which can be saved again; EvidenceError."""
    return dump_visits(parse_visits(text))


def config(text: bytes) -> object:
    """A hstrack.toml; ConfigError."""
    with TemporaryDirectory() as folder:
        Path(folder, "hstrack.toml").write_bytes(text)
        return load_config(Path(folder))


def plan(text: bytes) -> object:
    """A tracking plan; its mistakes are told."""
    return parse_plan(text.decode("utf-8", "replace"), "plan.yaml")


def head(text: bytes) -> object:
    """The head of a request to the relay; HeadError."""
    try:
        told = read_head(text)
    except HeadError:
        return None
    return told.origin_form() + told.proxy_form("proxy.test", 3128, "YTpi")


class _Unpacked:
    """A trace of Playwright whose two files are parted by a line."""

    def __init__(self, text: bytes) -> None:
        network, _, events = text.partition(b"\n---\n")
        self.files = {"0.network": network, "0.trace": events}
        self.names = frozenset(self.files)

    def read(self, name: str) -> bytes:
        return self.files[name]


def trace(text: bytes) -> object:
    """A trace of Playwright; nothing is raised."""
    return visit_of_trace(cast("Pack", _Unpacked(text)), "0")


def portal(text: bytes) -> object:
    """A portal's scripts; nothing is raised."""
    return portal_of_script(text), policy_of_banner(text)


def sitemap(text: bytes) -> object:
    """A sitemap; nothing is raised."""
    return read_sitemap(text)


def robots(text: bytes) -> object:
    """A robots.txt; nothing is raised."""
    told = read_robots(200, text, "hstrack")
    return told.allows("https://www.acme.test/a?b=c"), told.delay_s, told.sitemaps


def recording(text: bytes) -> object:
    """An export of the DevTools Recorder; EvidenceError."""
    return [ways_to(selector) for step in read_recording(text).steps for selector in step.selectors]


def _documented(target: Target) -> Target:
    def fed(text: bytes) -> object:
        try:
            return target(text)
        except HarnessError:
            return None

    return fed


TARGETS: dict[str, Target] = {
    target.__name__: _documented(target)
    for target in (decoder, cookies, har, evidence, config, plan, head, trace, portal, sitemap, robots, recording)
}
