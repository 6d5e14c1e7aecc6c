"""A visit made of what a browser's own tools recorded of the network: a HAR, a Playwright trace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin

from harness.audit.visit import CookieFact, PageVisit, Redirect, ScriptLoad, SecurityPolicy, Visit
from harness.capture.timeline import Entry, Navigation, PageFault, Timeline
from harness.wire.address import host_of, without_fragment
from harness.wire.cookies import COOKIES
from harness.wire.decode import decode
from harness.wire.endpoints import endpoint_of
from harness.wire.exchanges import Exchange, NetworkLog
from harness.wire.har import NO_TIME
from harness.wire.hits import Hit, Malformed
from harness.wire.portal import PortalScripts

__all__ = ["LACKS", "visit_of_log"]

LACKS = (
    *("calls", "consent", "cookies", "csp", "document", "elements", "faults", "forms", "frameworks", "links"),
    *("navigations", "storage"),
)
"""What no recording of the network holds; where the analytics script was not kept, `portal` is missing too."""

FENCE = "/__hstrack/"
LONGEST = 16_000
OK = 200
FRAMES = ("iframe", "frame")
# An image that is cancelled when its page is left may well have been sent; anything else never came to HubSpot.
CANCELLED = re.compile(r"abort|cancel", re.IGNORECASE)
POLICIES = (("content-security-policy", False), ("content-security-policy-report-only", True))


def visit_of_log(
    log: NetworkLog, journey: str, *, faults: Iterable[PageFault] = (), lacks: Sequence[str] = LACKS
) -> Visit:
    """The visit that a log tells of, with `faults` from elsewhere; `lacks` names what nobody has recorded."""
    exchanges = tuple(each for each in log.exchanges if FENCE not in each.request.url)
    documents = tuple(_documents(exchanges))
    scripts = PortalScripts()
    for each in exchanges:
        if each.script and each.status == OK:
            scripts.read(each.request.url, each.script)
    return Visit(
        journey=journey,
        start_url=documents[0].request.url if documents else "",
        browser=log.browser or log.tool,
        started_at=min(map(_at, exchanges), default=NO_TIME),
        pages=tuple(_pages(documents, exchanges)),
        scripts=tuple(_scripts(exchanges)),
        portals=scripts.facts,
        settled=False,
        undecided=tuple(_doubts(log, exchanges)),
        lacks=(*lacks, *([] if scripts.facts else ["portal"])),
    ).with_timeline(Timeline((*_entries(exchanges, documents), *faults)))


def _documents(exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    """The pages' own documents that were answered; a frame's are told apart where the tool names frames."""
    frames: dict[str, str] = {}
    for each in exchanges:
        if each.status and _wants_page(each) and frames.setdefault(each.tab, each.frame) == each.frame:
            yield each


def _wants_page(each: Exchange) -> bool:
    if each.kind:
        return each.kind == "document"
    accepted = next((value for name, value in each.request.headers if name.lower() == "accept"), "")
    is_page = "html" in each.header("content-type") or bool(each.header("location"))
    return is_page and accepted.startswith("text/html")


def _chains(documents: Iterable[Exchange]) -> Iterator[list[Exchange]]:
    """Each document with the redirects that led to it."""
    chains: dict[str, list[Exchange]] = {}
    for each in documents:
        chain = chains.setdefault(each.tab, [])
        if chain and not _leads(chain[-1], each):
            yield chain
            chain = chains[each.tab] = []
        chain.append(each)
    yield from chains.values()


def _leads(before: Exchange, after: Exchange) -> bool:
    try:
        target = urljoin(before.request.url, before.header("location"))
    except ValueError:
        return False
    return 300 <= before.status < 400 and without_fragment(target) == without_fragment(after.request.url)


def _pages(documents: Iterable[Exchange], exchanges: Iterable[Exchange]) -> list[PageVisit]:
    chains = [*_chains(documents)]
    cookies = _cookies({chain[-1].request.arrival for chain in chains}, exchanges)
    pages = [_page(chain, cookies.get(chain[-1].request.arrival, {})) for chain in chains]
    return sorted(pages, key=lambda page: page.loaded_at)


def _page(chain: Sequence[Exchange], cookies: Mapping[str, str]) -> PageVisit:
    last = chain[-1]
    policies = ((last.header(name)[:LONGEST], report_only) for name, report_only in POLICIES)
    return PageVisit(
        url=chain[0].request.url,
        final_url=last.request.url,
        status=last.status,
        redirects=tuple(
            Redirect(url=each.request.url, status=each.status, location=each.header("location")[:LONGEST])
            for each in chain[:-1]
        ),
        loaded_at=_at(last),
        was_read=False,
        csp=tuple(SecurityPolicy(text=text, report_only=report_only) for text, report_only in policies if text),
        cookies=tuple(
            CookieFact(name=name, value=value, domain=host_of(last.request.url)) for name, value in cookies.items()
        ),
    )


def _cookies(pages: set[int], exchanges: Iterable[Exchange]) -> dict[int, dict[str, str]]:
    """HubSpot's cookies that were sent to the host of each page while it was open; a page is known by its request."""
    sent: dict[int, dict[str, str]] = {}
    running: dict[str, Exchange] = {}
    for each in exchanges:
        if each.request.arrival in pages:
            running[each.tab] = each
        page = running.get(each.tab)
        if page and host_of(page.request.url) == host_of(each.request.url):
            own = {name: value for name, value in each.cookies if name in COOKIES}
            sent.setdefault(page.request.arrival, {}).update(own)
    return sent


def _scripts(exchanges: Iterable[Exchange]) -> Iterator[ScriptLoad]:
    for each in exchanges:
        cancelled = not each.status and CANCELLED.search(each.error)
        if not cancelled and (script := ScriptLoad.of(each.request.url, each.status, _at(each))):
            yield script


def _entries(exchanges: Iterable[Exchange], documents: Iterable[Exchange]) -> Iterator[Entry]:
    tabs: dict[str, int] = {}
    own = {each.request.arrival for each in documents}
    for each in exchanges:
        tab, url = tabs.setdefault(each.tab, len(tabs) + 1), each.request.url
        is_page = each.request.arrival in own
        if each.status and not 300 <= each.status < 400 and (is_page or each.kind in FRAMES):
            yield Navigation(kind="load", url=url, at=_at(each), frame_url=url, page=tab, top=is_page)
        if endpoint_of(url) and each.request.method != "OPTIONS":
            yield from _hit(each)
        if not each.status:
            yield PageFault(kind="request", text=each.error or "no answer", url=url, at=_at(each), page=tab)


def _hit(each: Exchange) -> Iterator[Hit | Malformed]:
    """What was sent; whether a request that was cancelled left the browser is not known, but the page asked for it."""
    kept = decode(each.request)
    if each.status:
        yield kept
    elif CANCELLED.search(each.error) and isinstance(kept, Hit):
        yield replace(kept, cut_off=True)


def _doubts(log: NetworkLog, exchanges: Iterable[Exchange]) -> Iterator[str]:
    yield "a recording of the network says nothing of what came before and after it"
    if "playwright" in log.tool.lower():
        yield "Playwright records no hit that a page sends while it unloads"
    unknown = sum(1 for each in exchanges if not (each.status or each.error) and endpoint_of(each.request.url))
    if unknown:
        yield f"{unknown} tracking requests have neither an answer nor a reason, and may not have been sent"


def _at(each: Exchange) -> datetime:
    return each.request.arrived_at or NO_TIME
