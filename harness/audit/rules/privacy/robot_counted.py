"""Rule robot-counted."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.hits import PageView

__all__ = ["robot_counted"]


@rule(family="privacy", severity="warning", needs={"hits"})
def robot_counted(visit: Visit, *, left_out: bool = False) -> Findings:
    """A browser that says of itself that it is driven by a program is counted as a visitor.

    Why: The tracking code counts every browser; monitors, tests and crawlers that run scripts become visitors, on small
        sites most of them. With `left_out` a site says that it keeps them out, and this rule holds it to that.
    Fix: Load the tracking code only where navigator.webdriver is not true, and exclude your monitors' addresses.
    Bad: the loader as a plain element, while tests run against the live site
    Good: if (!navigator.webdriver) document.head.append(loader);
    See: https://knowledge.hubspot.com/reports/exclude-traffic-from-your-site-analytics
    """
    if not left_out:
        raise DoesNotApply("the site does not claim to leave robots out; set the option left_out where it does")
    views = [hit for hit in visit.hits if isinstance(hit, PageView)]
    if views:
        told = f"{count(len(views), 'page view')} of this visit left a browser that is driven by a program"
        yield finding(f"{told}; HubSpot will record a visitor", at=views[0])
