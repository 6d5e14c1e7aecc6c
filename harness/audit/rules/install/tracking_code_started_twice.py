"""Rule tracking-code-started-twice."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import own_views
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.audit.words import count
from harness.wire.address import path_of
from harness.wire.words import plain

__all__ = ["tracking_code_started_twice"]


@rule(family="install", severity="error", needs={"hits", "calls", "navigations"})
def tracking_code_started_twice(visit: Visit) -> Findings:
    """The tracking code itself counts a document more than once, because it is loaded more than once.

    Why: Each copy of the analytics script pushes the account's settings and a trackPageView of its own; HubSpot keeps
        a second copy out by element ids, which a hand-made tag or a page swapped under it (Turbo, a plugin that appends
        the loader on every route) does not have.
    Fix: Load the loader once in each document, as an element with the id hs-script-loader that no route removes.
    Bad: router.afterEach(() => document.head.append(loader()));
    Good: the loader in the head of the document, and trackPageView on each later route
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    started = [(document, own_views(document)) for document in documents(visit)]
    if not any(calls for _, calls in started):
        raise DoesNotApply("the tracking code started nowhere")
    for document, calls in started:
        if len(calls) > 1:
            place = plain(path_of(document.url))
            routes = sum(change.at <= calls[-1].at for change in document.changes if change.kind != "replace")
            when = f", with {count(routes, 'change')} of route between" if routes else ""
            told = f"the tracking code was started {count(len(calls), 'time')} on {place}{when}"
            counted = count(len(document.views), "page view")
            yield finding(f"{told}; HubSpot will record {counted}", at=calls[1])
