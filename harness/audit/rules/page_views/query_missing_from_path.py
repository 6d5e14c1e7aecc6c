"""Rule query-missing-from-path."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.audit.documents import documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import path_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["query_missing_from_path"]

CAMPAIGN = re.compile(r"(?:utm|hsa)_[a-z_]+|gclid|msclkid|fbclid")
TECHNICAL = re.compile(r"_.*")
"""Parameters that say nothing of the page: HubSpot's own link parameters, Google's `_ga` and `_gl`."""


@rule(family="page-views", severity="error", needs={"hits"})
def query_missing_from_path(visit: Visit) -> Findings:
    """The set path of a page view leaves out the query of the address.

    Why: Once setPath was used, HubSpot takes the page's address from it alone; a query that it lacks is not recorded,
        and with it go campaign parameters, searches and filters.
    Fix: Give setPath the path with its query.
    Bad: _hsq.push(["setPath", location.pathname]);
    Good: _hsq.push(["setPath", location.pathname + location.search]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    named = [(document, view) for document in documents(visit) for view in document.views if view.page.path is not None]
    if not named:
        raise DoesNotApply("no page view carries a set path")
    known: set[tuple[str, tuple[str, ...]]] = set()
    for document, view in named:
        path, lost = view.page.path or "", _lost(view)
        if not lost or (path, lost) in known:
            continue
        known.add((path, lost))
        campaign = any(CAMPAIGN.fullmatch(name) for name in lost)
        yield finding(
            f"the set path {quoted(path)} lacks {plain(_names(lost))} of the address; HubSpot will record "
            f"{plain(path)} without {'the campaign' if campaign else 'the query'}",
            at=view,
            cause=path_call(document, view),
            severity=None if campaign else "warning",
        )


def _lost(view: PageView) -> tuple[str, ...]:
    """The names of the address's parameters that a path of the same place does not have."""
    url, path = view.page.url or "", view.page.path or ""
    if "?" in path or place_of(path) != place_of(url):
        return ()
    before, _, fragment = url.partition("#")
    query = fragment.partition("?")[2] if "?" in fragment else before.partition("?")[2]
    names = dict.fromkeys(pair.partition("=")[0] for pair in query.split("&"))
    return tuple(name for name in names if name and not TECHNICAL.fullmatch(name))


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)
