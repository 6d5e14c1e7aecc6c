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
    """A form is submitted to another portal than the one that tracks the page.

    Why: The contact comes to be where the visitor's history is not, so it has no source and no page views.
    Fix: Submit the form to the portal that the page reports to; the form's embed code shows both ids.
    Bad: fetch("https://api.hsforms.com/submissions/v3/integration/submit/1111/…") on pages of portal 4242
    Good: fetch("https://api.hsforms.com/submissions/v3/integration/submit/4242/…")
    See: https://developers.hubspot.com/docs/api-reference/legacy/marketing/forms/v3-legacy/submit-data-unauthenticated
    """
    submissions = [hit for hit in visit.hits if isinstance(hit, FormSubmission)]
    portals = {hit.portal_id for hit in visit.hits if isinstance(hit, TRACKING)}
    if not submissions or not portals:
        raise DoesNotApply("no form was submitted to HubSpot's Forms API beside a page view")
    for submission in submissions:
        if submission.portal_id not in portals:
            form = f"form {plain(submission.form_id or '')}".rstrip()
            homes = plain(" and ".join(sorted(map(str, portals))))
            yield finding(
                f"{form} was submitted to portal {submission.portal_id}, the page reports to {homes}; "
                "HubSpot will record contact and visitor apart",
                at=submission,
            )
