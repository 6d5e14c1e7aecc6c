"""Rule canonical-on-test-host."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.staging_hosts import is_test_host
from harness.audit.visit import Visit
from harness.wire.address import host_of
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["canonical_on_test_host"]


@rule(family="page-views", severity="error", needs={"hits"})
def canonical_on_test_host(visit: Visit) -> Findings:
    """The canonical link of a live page leads to a developer's machine or a staging host.

    Why: Where there is no setPath, HubSpot takes a page's address from its canonical link, so the views of the live
        site are recorded under a host that no visitor can reach.
    Fix: Build the site with its public address, and look at the canonical link of the finished page.
    Bad: <link rel="canonical" href="http://localhost:3000/pricing">
    Good: <link rel="canonical" href="https://www.acme.test/pricing">
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    named = [view for document in documents(visit) for view in document.views if _canonical(view)]
    if not named:
        raise DoesNotApply("no page view takes its address from a canonical link")
    known: set[str] = set()
    for view in named:
        host, canonical = host_of(view.page.url or ""), _canonical(view)
        if is_test_host(host_of(canonical)) and not is_test_host(host) and canonical not in known:
            known.add(canonical)
            yield finding(
                f"the canonical link leads to {plain(canonical)}; HubSpot will record the view of {plain(host)} there",
                at=view,
            )


def _canonical(view: PageView) -> str:
    return "" if view.page.path is not None else view.page.canonical_set or view.page.canonical or ""
