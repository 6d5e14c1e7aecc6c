"""Rule secret-in-form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CollectedForm, FormSubmission
from harness.wire.words import quoted

__all__ = ["secret_in_form"]

SECRET = re.compile(
    r"(?<![a-z])(?:pass(?:word|wd|phrase)|pwd|cvc|cvv|(?:credit|debit)?_?-?\s?card[_\s-]?(?:no|num|number)"
    r"|iban|ssn|social[_\s-]security(?:[_\s-]number)?)(?![a-z])",
    re.IGNORECASE,
)


@rule(family="forms", severity="error", needs={"hits"})
def secret_in_form(visit: Visit) -> Findings:
    """A form sends HubSpot a password, a card number or another secret.

    Why: What a form submits is kept with the contact, readable for everybody who may read contacts; HubSpot's terms
        forbid such data outside of fields that are made for it.
    Fix: Leave the field out of what is submitted.
    Bad: fields: Array.from(new FormData(form))
    Good: fields: [{ name: "email", value: form.email.value }]
    See: https://knowledge.hubspot.com/properties/store-sensitive-data
    """
    submitted = [hit for hit in visit.hits if isinstance(hit, FormSubmission | CollectedForm)]
    if not submitted:
        raise DoesNotApply("no form was submitted")
    for hit in submitted:
        names = [name for name in _names(hit) if SECRET.search(name)]
        if names:
            shown = " and ".join(quoted(name) for name in names[:5])
            yield finding(
                f"the {hit.phrase} holds {shown}; HubSpot will record what was typed there with the contact", at=hit
            )


def _names(hit: FormSubmission | CollectedForm) -> Iterator[str]:
    """The names of the fields that hold something."""
    if isinstance(hit, FormSubmission):
        yield from (field.name for field in hit.fields if field.value)
    else:
        yield from (name for name, value in (*hit.contact, *hit.values) if value)
