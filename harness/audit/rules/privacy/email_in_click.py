"""Rule email-in-click."""

from __future__ import annotations

from harness.audit.documents import place_of
from harness.audit.emails import Masker, emails_in
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import ElementClick
from harness.wire.words import plain, quoted

__all__ = ["email_in_click"]

NAMES = {"hs_element_text": "the text", "hs_link_href": "the address", "hs_element_id": "the id"}


@rule(family="privacy", severity="warning", needs={"hits"})
def email_in_click(visit: Visit) -> Findings:
    """A click is reported with a visitor's e-mail address, because the clicked element shows it.

    Why: The tracking code sends text, address, id and place of what is clicked; a menu that greets visitors by their
        address, or a link to their profile, gives it away with every click.
    Fix: Show a name or "My account" on what can be clicked, or take the element out of click tracking.
    Bad: <a href="/account">ada@acme.test</a>
    Good: <a href="/account">My account</a>
    See: https://developers.google.com/analytics/solutions/best-practices-pii
    """
    clicks = [hit for hit in visit.hits if isinstance(hit, ElementClick)]
    if not clicks:
        raise DoesNotApply("no click was reported")
    told_elsewhere = {hit.page.url for hit in visit.hits}
    known: set[tuple[str, str]] = set()
    for click in clicks:
        for key, value in click.properties:
            if key not in NAMES or not emails_in(value) or value in told_elsewhere or _is_contact(click):
                continue
            if (key, value) not in known:
                known.add((key, value))
                place = plain(place_of(click.page.url or ""))
                yield finding(
                    f"{NAMES[key]} {quoted(Masker()(value))} of a click on {place} holds an e-mail address; "
                    "HubSpot will record it with the click",
                    at=click,
                )


def _is_contact(click: ElementClick) -> bool:
    """Whether it is a public contact: an address that the site itself publishes as a link is nobody's secret."""
    return dict(click.properties).get("hs_link_href", "").lower().startswith("mailto:")
