"""Rule email-in-title."""

from __future__ import annotations

from harness.audit.documents import place_of
from harness.audit.emails import Masker, emails_in
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain, quoted

__all__ = ["email_in_title"]


@rule(family="privacy", severity="error", needs={"hits"})
def email_in_title(visit: Visit) -> Findings:
    """The title of a page holds an e-mail address, and every hit of the page carries it in the clear.

    Why: HubSpot lists the page under this title, for everybody who may see page reports; identify is the place for
        who the visitor is.
    Fix: Leave personal data out of the title.
    Bad: document.title = `${user.email} | My account`;
    Good: document.title = "My account";
    See: https://developers.google.com/analytics/solutions/best-practices-pii
    """
    titled = [hit for hit in visit.hits if hit.page.title]
    if not titled:
        raise DoesNotApply("no hit carries a title")
    found = {hit.page.title: hit for hit in reversed(titled) if emails_in(hit.page.title or "")}
    for title, hit in reversed(found.items()):
        place = plain(place_of(hit.page.url or ""))
        told = f"the title {quoted(Masker()(title or ''))} of {place} holds an e-mail address"
        yield finding(f"{told}; HubSpot will record {place} under that title", at=hit)
