"""Rule internal-page-counted."""

from __future__ import annotations

import re

from harness.audit.documents import documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain

__all__ = ["internal_page_counted"]

INTERNAL = ("/wp-admin", "/wp-login.php", "/admin", "/administrator", "/backoffice", "/typo3")


@rule(family="page-views", severity="warning", needs={"hits"})
def internal_page_counted(visit: Visit, *, paths: tuple[str, ...] = INTERNAL) -> Findings:
    """Page views of an internal area of the site are counted, where employees work and no visitor comes.

    Why: A loader in the layout of all pages counts the editors and administrators as visitors, and a single-page
        application takes it along from its marketing pages into the pages behind the login.
    Fix: Leave the loader out of the layout of internal pages, or load their application as a document of its own.
    Bad: {{> hubspot}} in layouts/base.html
    Good: {{> hubspot}} in layouts/public.html
    See: https://knowledge.hubspot.com/reports/exclude-traffic-from-your-site-analytics
    """
    views = [view for document in documents(visit) for view in document.views]
    if not views:
        raise DoesNotApply("no page view was sent")
    known: set[str] = set()
    for view in views:
        place = place_of(view.page.url or "")
        area = next((path for path in paths if re.match(re.escape(path.rstrip("/")) + r"(?:/|$)", place)), "")
        if area and area not in known:
            known.add(area)
            yield finding(f"{plain(place)} was counted; HubSpot will record its users as visitors of the site", at=view)
