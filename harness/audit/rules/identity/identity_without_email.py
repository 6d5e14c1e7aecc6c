"""Rule identity-without-email."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import identify_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import CollectedForm, FormSubmission, Hit, Identity
from harness.wire.words import plain

__all__ = ["identity_without_email"]


@rule(family="identity", severity="warning", needs={"hits"})
def identity_without_email(visit: Visit) -> Findings:
    """Visitors are identified, but never by an e-mail address, so no contact comes of it.

    Why: HubSpot ties a visitor to a contact by the e-mail address; an id alone is known to the tracking code only, and
        waits until the same visitor is identified by e-mail or submits a form.
    Fix: Give identify the e-mail address as well, as soon as the site knows it.
    Bad: _hsq.push(["identify", { id: user.id }]);
    Good: _hsq.push(["identify", { id: user.id, email: user.email }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    identified = [(page, hit, _own(hit.identity)) for page in documents(visit) for hit in page.hits if hit.identity]
    told = [(page, hit, own) for page, hit, own in identified if own is not None and not _is_spelled_out(own)]
    if not told:
        raise DoesNotApply("no identity was sent")
    if any("email" in own for _, _, own in told) or any(map(_has_form, visit.hits)):
        return
    page, hit, own = told[0]
    names = plain(", ".join(own)) or "nothing"
    yield finding(
        f"the identity holds {names} and no e-mail address; HubSpot will record an anonymous visitor and no contact",
        at=hit,
        cause=identify_call(page, hit, next(iter(own), "")),
    )


def _own(identity: Identity | None) -> dict[str, str] | None:
    """What the site said; None where the tracking code alone said who the visitor was before."""
    pairs = dict(identity.pairs) if identity else {}
    return None if pairs.keys() == {"visitor"} else pairs


def _is_spelled_out(own: dict[str, str]) -> bool:
    """Whether a text was taken apart into its characters, which is another fault."""
    return bool(own) and all(key.isdecimal() for key in own)


def _has_form(hit: Hit) -> bool:
    return isinstance(hit, FormSubmission | CollectedForm)
