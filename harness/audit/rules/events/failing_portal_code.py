"""Rule failing-portal-code."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.portal_code import blame
from harness.audit.pushed import hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import ScriptError
from harness.wire.words import quoted

__all__ = ["failing_portal_code"]


@rule(family="events", severity="error", needs={"hits", "calls", "portal"})
def failing_portal_code(visit: Visit) -> Findings:
    """Code that the portal adds to its tracking code throws on the site's pages.

    Why: The portal's settings carry a function of somebody's own to every page with the tracking code. When the pages
        change it goes on, fails on each of them, and what it was there for no longer happens.
    Fix: Ask whoever has access to the portal to mend or remove the custom code in the tracking settings.
    Bad: _hsq.push(function () { document.querySelector("#gone").onclick = count; });
    Good: _hsq.push(function () { const gone = document.querySelector("#gone"); if (gone) gone.onclick = count; });
    See: https://knowledge.hubspot.com/reports/set-up-your-hubspot-tracking-code
    """
    if not any(portal.custom_code for portal in visit.portals):
        raise DoesNotApply("the portal adds no code of its own to the tracking code")
    told: set[str] = set()
    for document, hit in hits_with_documents(visit, ScriptError):
        message, whose = hit.message or hit.error or "", blame(visit, document, hit)
        if whose == "site or portal" and message not in told:
            yield Undecided(f"{quoted(message, 120)} may come from the portal's code or from a call of the site")
        elif whose == "portal" and message not in told:
            yield finding(
                f"the portal's own code throws {quoted(message, 120)}; "
                "HubSpot will record the visit, but nothing that this code was to add",
                at=hit,
                page=document.url,
            )
        told.add(message)
