"""Rule unfilled-title."""

from __future__ import annotations

import re

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import view_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import PageView
from harness.wire.words import plain, quoted

__all__ = ["unfilled_title"]

# The parts of a title, and what stands in one that nobody has filled in.
BETWEEN = re.compile(r"\s+[|·•–—:-]\s+|:\s+")
UNFILLED = re.compile(r"undefined|null|NaN|\[object \w+\]|\{\{.*\}\}|\$\{.*\}|<%.*%>")


@rule(family="page-views", severity="warning", needs={"hits"})
def unfilled_title(visit: Visit) -> Findings:
    """A page view is sent under a title in which a value is missing.

    Why: A script that makes titles of data writes undefined where it finds none, and a template that has not run yet
        shows its braces; HubSpot lists the page under that title.
    Fix: Give each route a title of its own, one for unknown pages too, and count the view once it is set.
    Bad: document.title = `${NAMES[location.href]} | Acme`;
    Good: document.title = `${NAMES[location.pathname] || "No such page"} | Acme`;
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    titled = [(document, view) for document in documents(visit) for view in document.views if view.page.title]
    if not titled:
        raise DoesNotApply("no page view carries a title")
    known: set[str] = set()
    for document, view in titled:
        title = view.page.title or ""
        if title not in known and (missing := _unfilled(view, title)):
            known.add(title)
            yield finding(
                f"the page view of {plain(view.page.tracked_path or '/')} carries the title {quoted(title)}, "
                f"in which {quoted(missing)} stands for a value",
                at=view,
                cause=view_call(document, view),
            )


def _unfilled(view: PageView, title: str) -> str:
    """The part of a title that nobody has filled in; a page about `null` says so in its address as well."""
    address = f"{view.page.url or ''} {view.page.path or ''}".lower()
    parts = (part.strip() for part in BETWEEN.split(title))
    return next((part for part in parts if UNFILLED.fullmatch(part) and part.lower() not in address), "")
