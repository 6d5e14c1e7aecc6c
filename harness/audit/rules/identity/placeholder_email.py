"""Rule placeholder-email."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.emails import email_kind
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import Hit
from harness.wire.words import quoted

__all__ = ["placeholder_email"]


@rule(family="identity", severity="error", needs={"hits"})
def placeholder_email(visit: Visit) -> Findings:
    """A placeholder is sent as the e-mail address of visitors who are not known.

    Why: HubSpot keeps one contact per e-mail address, so every visitor with the placeholder becomes the same contact
        and their histories are mixed for good.
    Fix: Push identify only once you know the visitor's own e-mail address; leave it out before.
    Bad: _hsq.push(["identify", { email: user?.email ?? "anonymous@acme.test" }]);
    Good: if (user) _hsq.push(["identify", { email: user.email }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    calls = _pushed(visit)
    sightings: dict[str, Hit | QueueCall] = {**calls, **_sent(visit)}
    if not sightings:
        raise DoesNotApply("no e-mail address was sent or pushed")
    for address, sighting in sightings.items():
        kind = email_kind(address)
        if kind == "placeholder":
            told = f"{quoted(address)} is given as the visitor's e-mail address"
            yield finding(told, at=sighting, cause=calls.get(address))
        elif kind == "doubtful":
            yield Undecided(f"{quoted(address)} may be a placeholder, or a tester's own address")


def _sent(visit: Visit) -> dict[str, Hit]:
    """Each address with the first hit that carries it."""
    return {hit.identity.email: hit for hit in reversed(visit.hits) if hit.identity and hit.identity.email}


def _pushed(visit: Visit) -> dict[str, QueueCall]:
    """Each address with the first call that pushed it."""
    calls = [call for document in documents(visit) for call in document.site_calls("identify")]
    return {email: call for call in reversed(calls) if (email := _email(call))}


def _email(call: QueueCall) -> str | None:
    argument = call.arguments[0] if call.arguments else None
    email = argument.get("email") if isinstance(argument, dict) else None
    return email if isinstance(email, str) else None
