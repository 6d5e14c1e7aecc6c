"""Rule shared-visitor."""

from __future__ import annotations

from harness.audit.documents import Document, documents
from harness.audit.emails import email_kind
from harness.audit.finding import DoesNotApply, Finding, Findings, finding
from harness.audit.pushed import identify_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import Hit
from harness.wire.words import quoted

__all__ = ["shared_visitor"]


@rule(family="identity", severity="error", needs={"hits"})
def shared_visitor(visit: Visit) -> Findings:
    """Two people are identified as one visitor, because nothing resets the visitor when somebody logs out.

    Why: The usertoken stays in the browser's cookies; whoever logs in next inherits it, and HubSpot mixes the history
        of both contacts.
    Fix: Push resetVisitorIdentity when somebody logs out, before the next identify.
    Bad: logout(); followed by _hsq.push(["identify", { email: next.email }]);
    Good: logout(); _hsq.push(["resetVisitorIdentity"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    named = [
        (page, hit, address)
        for page in documents(visit)
        for hit in page.hits
        if hit.visitor.usertoken and (address := _address(hit))
    ]
    if not named:
        raise DoesNotApply("no e-mail address was sent")
    first: dict[str, str] = {}
    told: set[str] = set()
    for page, hit, address in named:
        other = first.setdefault(hit.visitor.usertoken or "", address)
        if other != address and address not in told:
            told.add(address)
            yield _finding(page, hit, other, address)


def _finding(page: Document, hit: Hit, before: str, address: str) -> Finding:
    return finding(
        f"{quoted(address)} is identified with the usertoken of {quoted(before)}; "
        "HubSpot will record the visits of both as those of one visitor",
        at=hit,
        cause=identify_call(page, hit, "email"),
    )


def _address(hit: Hit) -> str:
    """The address of a person; a placeholder names nobody, and a rule of its own tells of it."""
    address = ((hit.identity.email if hit.identity else None) or "").strip().lower()
    return address if "@" in address and email_kind(address) != "placeholder" else ""
