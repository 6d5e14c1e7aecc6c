"""Rule script-blocked-by-policy."""

from __future__ import annotations

from harness.audit.blocked import Blocked, blocked_hosts
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain

__all__ = ["script_blocked_by_policy"]


@rule(family="delivery", severity="error", needs={"faults"})
def script_blocked_by_policy(visit: Visit) -> Findings:
    """The site's Content Security Policy forbids a script of HubSpot's.

    Why: The browser refuses a script from a host that the policy does not name; the loader brings further scripts from
        further hosts, and each of them has to be allowed.
    Fix: Allow HubSpot's script hosts in script-src.
    Bad: Content-Security-Policy: script-src 'self'
    Good: Content-Security-Policy: script-src 'self' *.hs-scripts.com *.hs-analytics.net *.hs-banner.com
    See: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/script-src
    """
    if not (visit.faults or visit.pages):
        raise DoesNotApply("no page was seen")
    for refused in blocked_hosts(visit, "script", "banner"):
        yield finding(
            f"the Content Security Policy of {plain(refused.page)} forbids {refused.host} in {refused.directive}; "
            f"{_loss(refused)}",
            at=refused.fault,
            fix=f"Allow https://{refused.host} in script-src.",
        )


def _loss(refused: Blocked) -> str:
    if ".hs-banner." in refused.host:
        return "HubSpot will record every visitor without cookies, for nobody answers for the consent banner"
    if ".hs-scripts." in refused.host or ".hs-analytics." in refused.host:
        return "HubSpot will record nothing of the page"
    return "HubSpot will record nothing of what that script does"
