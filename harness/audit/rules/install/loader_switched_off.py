"""Rule loader-switched-off."""

from __future__ import annotations

from dataclasses import replace

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.loaders import IN_WORKER, LAZY, documents_with_pages, is_loader, runs
from harness.audit.rule import rule
from harness.audit.visit import LoaderTag, Visit
from harness.wire.address import path_of
from harness.wire.words import plain, quoted

__all__ = ["loader_switched_off"]


@rule(family="install", severity="error", needs={"hits", "document", "consent"})
def loader_switched_off(visit: Visit) -> Findings:
    """The loader stands in the page in a form that no browser runs, and nothing switches it on.

    Why: A consent platform blocks a script by giving it the type text/plain, or by moving its address out of src, and
        gives both back once the visitor agrees; where the platform is gone, or does not know of this script, the
        loader never runs.
    Fix: Take the type and the platform's attributes off the element, or have the platform release it on consent.
    Bad: <script type="text/plain" data-category="analytics" src="//js.hs-scripts.com/4242.js"></script>
    Good: the same element, released by the consent platform after the visitor's choice
    See: https://knowledge.hubspot.com/reports/install-the-hubspot-tracking-code
    """
    off = [
        (document, page, tag)
        for document, page in documents_with_pages(visit)
        for tag in page.loaders
        if is_loader(tag) and not runs(tag) and tag.type.lower() not in {IN_WORKER, *LAZY}
    ]
    if not off:
        raise DoesNotApply("no loader is switched off")
    accepted = any(choice.decision == "accept" for choice in visit.choices)
    if visit.banner is not None and not accepted:
        raise DoesNotApply("a consent banner was seen, and the visitor has not agreed")
    known: set[str] = set()
    for document, page, tag in off:
        manner = _manner(tag)
        if document.hits or page.takeover or manner in known:
            continue
        known.add(manner)
        after = "although the visitor has agreed" if accepted else "and no consent banner asks for it"
        yield finding(
            f"the loader on {plain(path_of(page.final_url))} {manner}, {after}; HubSpot will record nothing",
            at=page,
        )


def _manner(tag: LoaderTag) -> str:
    """What keeps an element from running."""
    kept = f"has its address in {plain(tag.kept_in)} and not in src" if tag.kept_in else ""
    typed = "" if runs(replace(tag, kept_in="")) else f"has the type {quoted(tag.type)}"
    return " and ".join(part for part in (typed, kept) if part)
