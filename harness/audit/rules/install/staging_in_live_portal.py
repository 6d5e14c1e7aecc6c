"""Rule staging-in-live-portal."""

from __future__ import annotations

from collections.abc import Iterator

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.staging_hosts import is_test_host
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.address import host_of
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["staging_in_live_portal"]


@rule(family="install", severity="warning", needs={"hits"})
def staging_in_live_portal(visit: Visit, *, live: tuple[str, ...] = ()) -> Findings:
    """A staging site, a preview or a developer's machine reports to the portal of the live site.

    Why: Every build and every tester is recorded as visitors of the site, and figures of pages and campaigns swell.
        `live` names the portals that only the live site may report to; without it, a portal counts as the live site's
        when the live site was seen to report to it, or the page's canonical link leads there.
    Fix: Set the portal id by environment, and leave it empty, or use a test account's, outside production.
    Bad: const HUBSPOT_ID = "4242";
    Good: const HUBSPOT_ID = import.meta.env.PROD ? "4242" : "";
    See: https://knowledge.hubspot.com/reports/exclude-traffic-from-your-site-analytics
    """
    views = [view for document in documents(visit) for view in document.views if view.portal_id]
    if not views:
        raise DoesNotApply("no page view was sent")
    public = {view.portal_id: host for view in reversed(views) for host in _public_hosts(view)}
    for host in dict.fromkeys(_host(view) for view in views if is_test_host(_host(view))):
        sent = [view for view in views if _host(view) == host]
        portal = sent[0].portal_id
        owner = "the live site" if str(portal) in live else public.get(portal)
        if owner:
            told = f"{count(len(sent), 'page view')} of {plain(host)} went to portal {portal}, that of {plain(owner)}"
            yield finding(f"{told}; HubSpot will record testers and builds as visitors", at=sent[0])
        elif not live:
            yield Undecided(f"{plain(host)} reports to portal {portal}; whether that is the live site's is not known")


def _host(view: PageView) -> str:
    return host_of(view.page.url or "")


def _public_hosts(view: PageView) -> Iterator[str]:
    """The public hosts that a view belongs to: that of its address, and that of its canonical link."""
    for url in (view.page.url, view.page.canonical):
        host = host_of(url or "")
        if host and not is_test_host(host):
            yield host
