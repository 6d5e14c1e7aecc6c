"""Rule shared-canonical."""

from __future__ import annotations

from harness.audit.documents import documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.address import without_origin
from harness.wire.hits import PageView
from harness.wire.words import plain

__all__ = ["shared_canonical"]


@rule(family="page-views", severity="error", needs={"hits"})
def shared_canonical(visit: Visit, *, places: int = 2) -> Findings:
    """Several pages carry the canonical link of one other page, so their views are all recorded as views of that page.

    Why: Where there is no setPath, HubSpot takes a page's address from its canonical link; a layout or the shell of an
        application that writes the same link into every page makes one page of them.
    Fix: Write each page's own address into its canonical link, or leave the link out.
    Bad: <link rel="canonical" href="https://www.acme.test/"> in the layout of all pages
    Good: <link rel="canonical" href="https://www.acme.test/pricing"> on /pricing
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    firsts = [document.views[0] for document in documents(visit) if document.views]
    named = [view for view in firsts if view.page.canonical and view.page.path is None]
    if not named:
        raise DoesNotApply("no page view takes its address from a canonical link")
    for canonical in dict.fromkeys(view.page.canonical or "" for view in named):
        strangers = _strangers(named, canonical)
        if len(strangers) >= places:
            told = ", ".join(strangers)
            yield finding(
                f"{count(len(strangers), 'page')} ({plain(told)}) carry the canonical link {plain(canonical)}; "
                f"HubSpot will record their views as views of {plain(without_origin(canonical))}",
                at=next(iter(strangers.values())),
            )


def _strangers(views: list[PageView], canonical: str) -> dict[str, PageView]:
    """The places with that canonical link that are not the one which it names, each with its first view.

    Pages with the same title may be one page under several addresses, which is what canonical links are for.
    """
    found = {
        place: view
        for view in reversed(views)
        if view.page.canonical == canonical and (place := place_of(view.page.url or "")) != place_of(canonical)
    }
    titled = {view.page.title: place for place, view in found.items()}
    return {place: found[place] for place in reversed(found) if place in titled.values()}
