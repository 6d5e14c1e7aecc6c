"""Rule form-without-page."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission
from harness.wire.words import plain

__all__ = ["form_without_page"]


@rule(family="forms", severity="warning", needs={"hits"})
def form_without_page(visit: Visit) -> Findings:
    """A form is submitted without the page on which it was filled in.

    Why: pageUri and pageName tell HubSpot where the visitor converted; without them the submission belongs to no page
        and its source is offline.
    Fix: Send context.pageUri and context.pageName with every submission.
    Bad: context: { hutk }
    Good: context: { hutk, pageUri: location.href, pageName: document.title }
    See: https://developers.hubspot.com/docs/api-reference/legacy/marketing/forms/v3-legacy/submit-data-unauthenticated
    """
    submissions = list(hits_with_documents(visit, FormSubmission))
    if not submissions:
        raise DoesNotApply("no form was submitted to HubSpot's Forms API")
    for document, submission in submissions:
        if not submission.page.url:
            form = f"form {plain(submission.form_id or '')}".rstrip()
            yield finding(
                f"{form} was submitted without pageUri; HubSpot will record the conversion on no page",
                at=submission,
                page=document.url,
            )
