"""Rule forgotten-visitor."""

from __future__ import annotations

from harness.audit.documents import Document, documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import host_of, path_of
from harness.wire.hits import FormSubmission, Hit
from harness.wire.linking import LinkParams
from harness.wire.words import plain

__all__ = ["forgotten_visitor"]


@rule(family="cookies", severity="error", needs={"hits"})
def forgotten_visitor(visit: Visit) -> Findings:
    """A visitor who has agreed becomes another visitor on the next page of the same host.

    Why: The visitor lives in the cookies hubspotutk and __hstc; a script that deletes them, as cookie cleaners and
        consent platforms do, or a reset on every page makes each page load a new visitor without history.
    Fix: Keep HubSpot's cookies of visitors who have agreed, and reset the visitor only when somebody logs out.
    Bad: document.cookie = "hubspotutk=; max-age=0; path=/";
    Good: a consent platform that lists hubspotutk, __hstc, __hssc and __hssrc under analytics
    See: https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
    """
    latest: dict[str, Document] = {}
    compared = 0
    for document in documents(visit):
        own = [hit for hit in document.hits if _tells_visitor(hit)]
        if not own:
            continue
        before = latest.get(host_of(document.url))
        latest[host_of(document.url)] = document
        if before is None or LinkParams.find(document.url) or _is_chosen_between(visit, before, document):
            continue
        compared += 1
        earlier = [hit for hit in before.hits if _tells_visitor(hit)][-1]
        reset = [hit for hit in (*before.hits, *own) if hit.visitor.was_reset]
        if earlier.visitor.usertoken == own[0].visitor.usertoken:
            continue
        pushed = [*before.site_calls("resetVisitorIdentity"), *before.site_calls("resetVisitor")]
        if reset and not _is_senseless(before):
            continue
        yield finding(
            f"the visitor of {_place(before)} is another one on {_place(document)}; "
            "HubSpot will record two visitors with one page each",
            at=own[0],
            cause=pushed[-1] if pushed else None,
        )
    if not compared:
        raise DoesNotApply("no two pages of one host were sent with consent")


def _tells_visitor(hit: Hit) -> bool:
    """Whether a hit names the visitor of the cookies: it has consent, and a copy of `__hstc`."""
    own = not isinstance(hit, FormSubmission) and hit.visitor.usertoken is not None
    return own and hit.consent.given and hit.visitor.hstc is not None


def _is_chosen_between(visit: Visit, before: Document, document: Document) -> bool:
    return any(before.started_at <= choice.chosen_at <= document.started_at for choice in visit.choices)


def _is_senseless(document: Document) -> bool:
    """Whether a visitor is reset whom nobody has identified on that page."""
    return not any(hit.identity for hit in document.hits) and "out" not in path_of(document.url)


def _place(document: Document) -> str:
    return plain(path_of(document.url))
