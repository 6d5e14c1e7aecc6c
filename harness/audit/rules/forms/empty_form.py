"""Rule empty-form."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import hits_with_documents
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import FormSubmission
from harness.wire.words import plain

__all__ = ["empty_form"]


@rule(family="forms", severity="error", needs={"hits"})
def empty_form(visit: Visit) -> Findings:
    """A form is submitted without anything that was filled in.

    Why: HubSpot makes a contact of the fields that it is sent, and knows no contact without them; FormData leaves out
        inputs without a name, those that are disabled, and those that stand outside of the form.
    Fix: Send the fields of the form, the e-mail address at least, each under the internal name of its property.
    Bad: <input type="email"> and new FormData(form)
    Good: <input type="email" name="email"> and new FormData(form)
    See: https://developers.hubspot.com/docs/api-reference/legacy/marketing/forms/v3-legacy/submit-data-unauthenticated
    """
    submissions = list(hits_with_documents(visit, FormSubmission))
    if not submissions:
        raise DoesNotApply("no form was submitted to HubSpot's Forms API")
    for document, submission in submissions:
        if not any((field.value or "").strip() for field in submission.fields):
            form = f"form {plain(submission.form_id or '')}".rstrip()
            yield finding(
                f"{form} was submitted without a value in any field; HubSpot will make no contact of it",
                at=submission,
                page=submission.page.url or document.url,
            )
