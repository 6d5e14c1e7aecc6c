"""Rule loader-installed-twice."""

from __future__ import annotations

from collections import Counter

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import LOADER_ID, is_loader, runs
from harness.audit.rule import rule
from harness.audit.visit import LoaderTag, PageVisit, Visit
from harness.audit.words import count
from harness.wire.address import path_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.words import plain

__all__ = ["loader_installed_twice"]


@rule(family="install", severity="warning", needs={"document"})
def loader_installed_twice(visit: Visit) -> Findings:
    """The loader of one portal stands in a page more than once.

    Why: One comes with the template, another from a tag manager or a plugin. Which of them wins depends on their order,
        and where the second one brings its own copy of the tracking code, every view is counted twice.
    Fix: Keep one of them, and take the other out of the template, the tag manager or the plugin's settings.
    Bad: the loader in the footer, and a HubSpot tag in Google Tag Manager
    Good: the loader in one place
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    installed = [page for page in visit.pages if any(map(is_loader, page.loaders))]
    if not installed:
        raise DoesNotApply("no page has a loader")
    known: set[tuple[int, int]] = set()
    for page in installed:
        for portal, number in _numbers(page).items():
            if number > 1 and (portal, number) not in known:
                known.add((portal, number))
                told = f"{plain(path_of(page.final_url))} has the loader of portal {portal} {count(number, 'time')}"
                yield finding(f"{told}; HubSpot will record its visitors once or twice, by chance", at=page)


def _numbers(page: PageVisit) -> Counter[int]:
    """How often each portal's loader is installed; one that the tracking code adds by itself does not count.

    It adds its own, with the documented element id, where it finds none with that id.
    """
    tags = [tag for tag in page.loaders if is_loader(tag) and runs(tag)]
    own = [tag for tag in tags if tag.element_id != LOADER_ID]
    counts = Counter(portal for tag in tags if (portal := _portal(tag)))
    if len(own) == 1 and len(tags) == 2:
        return Counter()
    return counts


def _portal(tag: LoaderTag) -> int:
    return portal_of_loader(tag.src) or 0
