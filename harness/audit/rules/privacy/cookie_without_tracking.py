"""Rule cookie-without-tracking."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["cookie_without_tracking"]

VISITOR = ("hubspotutk", "__hstc")


@rule(family="privacy", severity="warning", needs={"hits", "pages", "document", "cookies"})
def cookie_without_tracking(visit: Visit) -> Findings:
    """A page without tracking code gives the visitor HubSpot's cookies all the same.

    Why: A form, a chat or a server may set hubspotutk by itself; it lasts for six months and needs the visitor's
        consent like any other, and whoever believes that the page does not track will not have asked.
    Fix: Ask for consent before the form or the chat is loaded, or use it without cookies (a plain HTML form).
    Bad: a landing page with the forms script alone, and no consent banner
    Good: the forms script loaded once the visitor has agreed
    See: https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
    """
    if visit.hits or any(page.loaders or page.takeover for page in visit.pages):
        raise DoesNotApply("the site has HubSpot's tracking code")
    if any(choice.decision in ("accept", "partial") for choice in visit.choices):
        raise DoesNotApply("the visitor has agreed to cookies")
    for page in visit.pages:
        names = [cookie.name for cookie in page.cookies if cookie.name in VISITOR]
        if names:
            yield finding(
                f"{plain(path_of(page.final_url))} sets {' and '.join(dict.fromkeys(names))} without tracking code; "
                "HubSpot will record the visitor by it in forms and chats",
                at=page,
            )
            return
