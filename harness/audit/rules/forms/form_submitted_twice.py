"""Rule form-submitted-twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.tracked import arrived_at
from harness.audit.visit import Visit
from harness.wire.hits import CollectedForm, FormSubmission
from harness.wire.words import plain

__all__ = ["form_submitted_twice"]

Submitted = FormSubmission | CollectedForm


@rule(family="forms", severity="error", needs={"hits"})
def form_submitted_twice(visit: Visit, *, within_s: float = 5.0) -> Findings:
    """One form reaches HubSpot twice: submitted by the site, and collected by HubSpot's script or submitted again.

    Why: Each submission is a conversion, starts its workflows and sends its e-mails; a form that the site submits
        itself is collected as well unless HubSpot is told not to.
    Fix: Switch the collection of other forms off in the portal, or submit the form in one place only.
    Bad: form.addEventListener("submit", send); beside <button onclick="send()">
    Good: form.addEventListener("submit", send);
    See: https://developers.hubspot.com/docs/api-reference/legacy/marketing/forms/v3-legacy/submit-data-unauthenticated
    """
    submitted = [hit for hit in visit.hits if isinstance(hit, Submitted)]
    if not submitted:
        raise DoesNotApply("no form was submitted")
    for place, hit in enumerate(submitted):
        before = [other for other in submitted[:place] if _is_same(other, hit) and _is_close(other, hit, within_s)]
        if len(before) == 1:
            yield finding(
                f"the {plain(hit.phrase)} came after the {plain(before[0].phrase)} with the same values; "
                "HubSpot will record two submissions",
                at=hit,
            )


def _is_same(one: Submitted, other: Submitted) -> bool:
    """Whether both hold the same: the same form with the same fields, or a form collected that was submitted too."""
    if isinstance(one, FormSubmission) and isinstance(other, FormSubmission):
        return (one.form_id, _values(one)) == (other.form_id, _values(other))
    email = _email(one)
    return email == _email(other) and bool(email)


def _values(hit: Submitted) -> dict[str, str]:
    """What was filled in, by names in lower case, which both kinds write in a case of their own."""
    if isinstance(hit, FormSubmission):
        return {field.name.lower(): field.value for field in hit.fields}
    return {name.lower(): value for name, value in hit.contact}


def _email(hit: Submitted) -> str:
    return _values(hit).get("email", "").lower()


def _is_close(one: Submitted, other: Submitted, within_s: float) -> bool:
    start, end = arrived_at(one), arrived_at(other)
    return _elapsed(start, end) <= timedelta(seconds=within_s)


def _elapsed(start: datetime | None, end: datetime | None) -> timedelta:
    return end - start if start and end else timedelta()
