"""Rule old-tracking-script."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import is_loader, shown_source
from harness.audit.rule import rule
from harness.audit.visit import LoaderTag, Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["old_tracking_script"]

STAMP = re.compile(r"/analytics/(\d{1,16})/")


@rule(family="install", severity="warning", needs={"document"})
def old_tracking_script(visit: Visit, *, days: int = 1) -> Findings:
    """The analytics script is written into the page by hand, as HubSpot gave it out years ago.

    Why: The loader asks for a fresh copy every five minutes; an address with a fixed time stays what it was, and the
        banner, forms and other scripts of the portal, which the loader brings, come late or not at all.
    Fix: Replace the element by the loader of the portal.
    Bad: <script src="//js.hs-analytics.net/analytics/1500000000000/4242.js"></script>
    Good: <script id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    scripts = [(page, tag) for page in visit.pages for tag in page.loaders if not is_loader(tag)]
    if not scripts:
        raise DoesNotApply("no analytics script was loaded")
    known: set[str] = set()
    for page, tag in scripts:
        at = _stamped(tag)
        if at and page.loaded_at - at > timedelta(days=days) and tag.src not in known:
            known.add(tag.src)
            yield finding(
                f"{plain(path_of(page.final_url))} loads {plain(shown_source(tag))}, an address of {at:%d %B %Y}; "
                "HubSpot will run its tracking code without what the loader brings",
                at=page,
            )


def _stamped(tag: LoaderTag) -> datetime | None:
    """The time in the address of an analytics script, or None."""
    found = STAMP.search(tag.src)
    milliseconds = int(found[1]) if found else 0
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if 0 < milliseconds < 10**13 else None
