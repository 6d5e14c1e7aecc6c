"""Rule ignored-path."""

from __future__ import annotations

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import QueueCall
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["ignored_path"]


@rule(family="page-views", severity="error", needs={"hits", "calls"})
def ignored_path(visit: Visit) -> Findings:
    """A path is given to trackPageView, which takes no arguments and ignores it.

    Why: trackPageView counts the page under the path of setPath, or under the address where there is none; analytics
        libraries that pass the path along, as others than HubSpot want it, lose it without a word.
    Fix: Push setPath with the path first, and trackPageView without arguments.
    Bad: _hsq.push(["trackPageView", path]);
    Good: _hsq.push(["setPath", path]); _hsq.push(["trackPageView"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    pushed = [(document, call) for document in documents(visit) for call in document.site_calls("trackPageView")]
    if not pushed:
        raise DoesNotApply("the site pushed no trackPageView")
    known: set[str] = set()
    for document, call in pushed:
        path, view = _path(call), _view(document, call)
        place = str(call.source or "")
        if not path or place in known or (view and view.page.path is not None and _agree(view, path)):
            continue
        known.add(place)
        yield finding(f"trackPageView was given {quoted(path)}, which it ignores; {_recorded(view)}", at=call)


def _path(call: QueueCall) -> str:
    """The path or address among the arguments of a call, also inside an object; empty when there is none."""
    said = [*call.arguments, *(value for each in call.arguments if isinstance(each, dict) for value in each.values())]
    return next((each for each in said if isinstance(each, str) and each.startswith(("/", "#/", "http"))), "")


def _view(document: Document, call: QueueCall) -> PageView | None:
    """The view that came of a call: the first one behind it."""
    return next((view for view in document.views if document.when(view) >= call.at), None)


def _recorded(view: PageView | None) -> str:
    if view is None:
        return "HubSpot will record no such path"
    if view.page.path is None:
        return "HubSpot will record a view without a set path"
    return f"HubSpot will record {plain(view.page.path)}"


def _agree(view: PageView, path: str) -> bool:
    return place_of(view.page.path or "") == place_of(path)
