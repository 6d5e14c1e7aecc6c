"""Rule missing-page-counted."""

from __future__ import annotations

import re

from harness.audit.documents import Document
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import documents_with_pages
from harness.audit.rule import rule
from harness.audit.visit import PageVisit, Visit
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["missing_page_counted"]

# What a part of a title says where an application has no page; one about such pages says so in its address, too.
BETWEEN = re.compile(r"\s+[|·•–—:-]\s+|:\s+")
NOT_THERE = re.compile(
    r"(?:error |fehler |erreur )?404(?: error)?|404 (?:page )?not found|(?:the )?page (?:was )?not found|"
    r"(?:no such|unknown) page|(?:diese )?seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|"
    r"página no encontrada",
    re.IGNORECASE,
)
ON_PURPOSE = re.compile(r"404|not[-_]?found|no[-_]such", re.IGNORECASE)


@rule(family="page-views", severity="note", needs={"hits", "pages"})
def missing_page_counted(visit: Visit) -> Findings:
    """A link of the site leads to a page that is not there, and HubSpot counts a view of it.

    Why: The tracking code runs on the error page as on every other one, so HubSpot lists pages that do not exist among
        those that do.
    Fix: Mend the link, or the table of routes; where error pages shall not be counted, leave the loader out of them.
    Bad: ROUTES["/about-us"], and links to /about
    Good: ROUTES["/about"], and links to /about
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    views = [(document, page, view) for document, page in documents_with_pages(visit) for view in document.views]
    if not views:
        raise DoesNotApply("no page view was sent")
    known: set[str] = set()
    for document, page, view in views:
        place = plain(view.page.tracked_path or "/")
        if place not in known and (told := _told(document, page, view)):
            known.add(place)
            yield finding(f"the page view of {place} is one of a page that is not there: {told}", at=view)


def _told(document: Document, page: PageVisit, view: PageView) -> str:
    """How a page says that it is not there; empty when it does not."""
    if page.status in (404, 410) and view is document.views[0]:
        return f"the server answered {page.status}"
    title = view.page.title or ""
    says = any(NOT_THERE.fullmatch(part.strip()) for part in BETWEEN.split(title))
    return f"its title is {quoted(title)}" if says and not ON_PURPOSE.search(view.page.url or "") else ""
