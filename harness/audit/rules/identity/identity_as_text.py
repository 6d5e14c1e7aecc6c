"""Rule identity-as-text."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import argument_of
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue
from harness.wire.words import quoted

__all__ = ["identity_as_text"]


@rule(family="identity", severity="error", needs={"calls"})
def identity_as_text(visit: Visit) -> Findings:
    """identify is given a text, a number or a list where it takes an object.

    Why: The tracking code looks for keys; a text is taken apart into its characters, and nothing is left of the
        address.
    Fix: Give identify an object with the key email.
    Bad: _hsq.push(["identify", "ada@acme.test"]);
    Good: _hsq.push(["identify", { email: "ada@acme.test" }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    calls = [call for document in documents(visit) for call in document.site_calls("identify")]
    if not calls:
        raise DoesNotApply("no identity was pushed")
    for call in calls:
        given = argument_of(call)
        if isinstance(given, str | int | float | list):
            yield finding(
                f"identify was given {_told(given)} instead of an object; HubSpot will record no identity", at=call
            )


def _told(given: JsonValue) -> str:
    return quoted(given) if isinstance(given, str) else "a list" if isinstance(given, list) else "a bare value"
