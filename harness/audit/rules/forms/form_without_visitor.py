"""Rule form-without-visitor."""

from __future__ import annotations

from datetime import datetime

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission, Hit
from harness.wire.words import plain, quoted

__all__ = ["form_without_visitor"]


@rule(family="forms", severity="error", needs={"hits"})
def form_without_visitor(visit: Visit) -> Findings:
    """A form is submitted without the usertoken of the visitor who filled it in.

    Why: hutk ties a submission to what the visitor did before; without it the contact has no history and an offline
        source, and with somebody else's two people become one.
    Fix: Read the cookie hubspotutk when the form is submitted, and send it as context.hutk with pageUri and pageName.
    Bad: body: JSON.stringify({ fields })
    Good: body: JSON.stringify({ fields, context: { hutk: cookie("hubspotutk"), pageUri: location.href, pageName } })
    See: https://developers.hubspot.com/docs/api-reference/legacy/marketing/forms/v3-legacy/submit-data-unauthenticated
    """
    submissions = [hit for hit in visit.hits if isinstance(hit, FormSubmission)]
    if not submissions:
        raise DoesNotApply("no form was submitted to HubSpot's Forms API")
    tracked = [hit for hit in visit.hits if hit.visitor.usertoken and not isinstance(hit, FormSubmission)]
    own = {hit.visitor.usertoken for hit in tracked}
    for submission in submissions:
        form = f"form {plain(submission.form_id or '')}".rstrip()
        if submission.hutk and not own:
            yield Undecided(f"{form} was submitted with a usertoken, but no hit tells whether it is the visitor's own")
        elif submission.hutk and submission.hutk not in own:
            yield finding(
                f"{form} was submitted with hutk {quoted(submission.hutk)}, not this visitor's", at=submission
            )
        elif not submission.hutk and _is_remembered(tracked, _arrival(submission)):
            yield finding(f"{form} was submitted without hutk, although the visitor has a usertoken", at=submission)


def _is_remembered(tracked: list[Hit], at: datetime | None) -> bool:
    """Whether the visitor had cookies by then: without consent there is no usertoken that a form could send."""
    remembered = [_arrival(hit) for hit in tracked if hit.consent.given and hit.visitor.hstc]
    return any(at is None or since is None or since <= at for since in remembered)


def _arrival(hit: Hit) -> datetime | None:
    return (hit.request.arrived_at if hit.request else None) or hit.sent_at
