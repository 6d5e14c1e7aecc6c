"""Rule unexpected-portal."""

from __future__ import annotations

from collections.abc import Iterator

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import runs
from harness.audit.rule import rule
from harness.audit.visit import PageVisit, Visit
from harness.wire.endpoints import portal_of_loader
from harness.wire.hits import PageView

__all__ = ["unexpected_portal"]

EXAMPLES = frozenset({12345, 123456, 1234567, 12345678, 123456789, 111111, 1111111, 11111111})
"""Portal ids that examples use."""


@rule(family="install", severity="error", needs={"hits", "document"})
def unexpected_portal(visit: Visit, *, portals: tuple[str, ...] = ()) -> Findings:
    """A page reports to a portal that is not the site's own.

    Why: A theme, a fork or a copied example brings the portal id of whoever wrote it; the site's visitors end up in a
        stranger's account. `portals` names the ids that are right; without it, only those of examples are known.
    Fix: Put your own portal id into the loader's address.
    Bad: <script src="//js.hs-scripts.com/123456.js"></script>
    Good: <script src="//js.hs-scripts.com/4242.js"></script>
    See: https://knowledge.hubspot.com/account/manage-multiple-hubspot-accounts
    """
    named = dict(reversed([*_named(visit)]))
    if not named:
        raise DoesNotApply("no page names a portal")
    for portal, seen in named.items():
        if str(portal) not in portals and (portals or portal in EXAMPLES):
            wanted = f"and not to {' or '.join(portals)}" if portals else "the id of an example"
            yield finding(
                f"the site reports to portal {portal}, {wanted}; HubSpot will record its visitors in that account",
                at=seen,
            )


def _named(visit: Visit) -> Iterator[tuple[int, PageVisit | PageView]]:
    """Each portal that a loader names or a page view was sent to, with where it was seen."""
    for page in visit.pages:
        tags = (portal_of_loader(tag.src) for tag in page.loaders if runs(tag))
        yield from ((portal, page) for portal in tags if portal is not None)
    for document in documents(visit):
        yield from ((view.portal_id, view) for view in document.views if view.portal_id)
