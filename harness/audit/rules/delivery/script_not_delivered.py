"""Rule script-not-delivered."""

from __future__ import annotations

from harness.audit.blocked import blocked
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import PageVisit, ScriptLoad, Visit
from harness.wire.address import host_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.words import plain

__all__ = ["script_not_delivered"]

FIRST_ERROR = 400


@rule(family="delivery", severity="error", needs={"pages", "scripts", "faults"})
def script_not_delivered(visit: Visit) -> Findings:
    """HubSpot does not answer for a script that the page asks for.

    Why: A portal's scripts are served from its own hublet under its own id; an address of another region, of a portal
        that is gone, or one that was put together by hand leads nowhere, and the page goes on without the script.
    Fix: Copy the tracking code anew from the portal's settings, with the host and the id that stand there.
    Bad: <script src="//js.hs-scripts.com/4242.js"></script> for a portal in the EU data centre
    Good: <script src="//js-eu1.hs-scripts.com/4242.js"></script>
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    if not visit.scripts:
        raise DoesNotApply("no script of HubSpot's was asked for")
    refused = {each.url for each in blocked(visit, "script", "banner")}
    answered = {script.url for script in visit.scripts if 0 < script.status < FIRST_ERROR}
    failed = {
        script.url: script
        for script in reversed(visit.scripts)
        if script.url not in answered | refused and not _is_nameless(script.url)
    }
    for script in reversed(failed.values()):
        name = plain(script.url.partition("://")[2])
        statuses = {each.status for each in visit.scripts if each.url == script.url} - {0}
        page = _page_of(visit, script)
        if statuses and page:
            told = f"{name} was answered with status {max(statuses)}"
            yield finding(f"{told}; HubSpot will record nothing of what that script does", at=page)
        else:
            yield Undecided(f"{name} was not answered; it may be the network of this machine")


def _is_nameless(url: str) -> bool:
    """Whether it is a loader whose address names no portal, which loader-without-portal tells of."""
    return ".hs-scripts.com" in host_of(url) and portal_of_loader(url) is None


def _page_of(visit: Visit, script: ScriptLoad) -> PageVisit | None:
    """The page that was open when the script was asked for; the first one where that is not known."""
    begun = [page for page in visit.pages if page.loaded_at <= script.at]
    return next(iter([*begun[-1:], *visit.pages[:1]]), None)
