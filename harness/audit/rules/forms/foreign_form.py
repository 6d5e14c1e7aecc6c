"""Rule foreign-form."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import TRACKING
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission
from harness.wire.words import plain

__all__ = ["foreign_form"]


@rule(family="forms", severity="error", needs={"hits"})
def foreign_form(visit: Visit) -> Findings:
    """A form is submitted to another portal, or to another hublet, than the one that tracks the page.

    Why: The contact comes to be where the visitor's history is not; a portal of another region answers for itself
        alone, and its forms have hosts of their own.
    Fix: Submit the form to the portal and the host that HubSpot shows in the form's embed code.
    Bad: fetch("https://api.hsforms.com/submissions/v3/integration/submit/4242/…") for a portal of eu1
    Good: fetch("https://api-eu1.hsforms.com/submissions/v3/integration/submit/4242/…")
    See: https://developers.hubspot.com/docs/api-reference/legacy/marketing/forms/v3-legacy/submit-data-unauthenticated
    """
    submissions = [hit for hit in visit.hits if isinstance(hit, FormSubmission)]
    homes = {(hit.portal_id, hit.hublet) for hit in visit.hits if isinstance(hit, TRACKING)}
    if not submissions or not homes:
        raise DoesNotApply("no form was submitted to HubSpot's Forms API beside a page view")
    portals, hublets = {portal for portal, _ in homes}, {hublet for _, hublet in homes}
    for submission in submissions:
        form = f"form {plain(submission.form_id or '')}".rstrip()
        if submission.portal_id not in portals:
            yield finding(
                f"{form} was submitted to portal {submission.portal_id}, the page reports to {_either(portals)}; "
                "HubSpot will record contact and visitor apart",
                at=submission,
            )
        elif submission.hublet not in hublets:
            yield finding(
                f"{form} was submitted in {plain(submission.hublet)}, the portal is in {_either(hublets)}; "
                "HubSpot will record no submission there",
                at=submission,
            )


def _either(names: set[int | None] | set[str]) -> str:
    return plain(" and ".join(sorted(map(str, names))))
