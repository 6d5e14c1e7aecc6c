"""Rule needless-link-parameters."""

from __future__ import annotations

from harness.audit.crossings import is_same_site
from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.address import host_of
from harness.wire.linking import LinkParams
from harness.wire.words import plain

__all__ = ["needless_link_parameters"]


@rule(family="linking", severity="warning", needs={"hits", "links"})
def needless_link_parameters(visit: Visit) -> Findings:
    """Links within one domain carry link parameters, where the cookies already tell the visitor.

    Why: On its own domain the parameters add the session to itself, which spoils its number of page views, and they
        make a new address of every page, for visitors to share and for search engines to find.
    Fix: Decorate only links to the company's other domains; sub-domains share the cookies.
    Bad: document.querySelectorAll("a").forEach(decorate);
    Good: if (!link.hostname.endsWith("acme.test")) decorate(link);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    carrying = [
        (page, link.href)
        for page in visit.pages
        for link in page.links
        if link.href.startswith(("http:", "https:")) and LinkParams.find(link.href)
    ]
    if not carrying:
        raise DoesNotApply("no link carries link parameters")
    for page in visit.pages:
        own = [href for other, href in carrying if other is page and is_same_site(href, page.final_url)]
        if own:
            told = f"{count(len(own), 'link')} within the domain of {plain(host_of(page.final_url))} "
            cause = (call for each in documents(visit) for call in each.site_calls("addIdentityListener"))
            yield finding(
                f"{told}{'carries' if len(own) == 1 else 'carry'} link parameters, the first is {plain(own[0])}; "
                "HubSpot will record a wrong number of page views in the session",
                at=page,
                cause=next(cause, None),
            )
            return
