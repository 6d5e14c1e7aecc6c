"""Rule form-blocked-by-policy."""

from __future__ import annotations

from harness.audit.blocked import blocked_hosts
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain

__all__ = ["form_blocked_by_policy"]


@rule(family="delivery", severity="error", needs={"faults"})
def form_blocked_by_policy(visit: Visit) -> Findings:
    """The site's Content Security Policy forbids the requests by which a form reaches HubSpot.

    Why: A form is submitted to HubSpot's form hosts by fetch or from a frame; a policy that names only the tracking
        hosts lets visitors fill it in and loses what they wrote.
    Fix: Allow HubSpot's form hosts in connect-src, and in frame-src and form-action where forms are embedded.
    Bad: Content-Security-Policy: connect-src 'self'
    Good: Content-Security-Policy: connect-src 'self' *.hsforms.com *.hscollectedforms.net
    See: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/connect-src
    """
    if not (visit.faults or visit.pages):
        raise DoesNotApply("no page was seen")
    for refused in blocked_hosts(visit, "forms"):
        yield finding(
            f"the Content Security Policy of {plain(refused.page)} forbids {refused.host} in {refused.directive}; "
            "HubSpot will record no submission of the form",
            at=refused.fault,
            fix=f"Allow https://{refused.host} in {refused.directive}.",
        )
