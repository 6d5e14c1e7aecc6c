"""Rule broken-script."""

from __future__ import annotations

import re

from harness.audit.crossings import is_same_site
from harness.audit.finding import Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.words import plain, quoted

__all__ = ["broken_script"]

# What a browser says when the queue is not there, or is no queue.
QUEUE = re.compile(
    r"_hs[qp]\b|hbspt|\breading 'push'|\.push is (?:not a function|undefined)|can't access property \"push\""
)
SCRIPT = re.compile(r"\.m?js$", re.IGNORECASE)


@rule(family="delivery", severity="error", needs={"faults"})
def broken_script(visit: Visit) -> Findings:
    """A script of the site fails where it talks to HubSpot, so nothing that follows in it is told.

    Why: A script ends with its first error. Code that pushes before the queue is made, or that relies on HubSpot's
        script being there, takes everything behind it along, for each visitor with a blocker.
    Fix: Begin every script that pushes with window._hsq = window._hsq || [].
    Bad: window._hsq.push(["identify", { email }]);
    Good: (window._hsq = window._hsq || []).push(["identify", { email }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    told: set[str] = set()
    for fault in visit.faults:
        if fault.kind == "exception" and QUEUE.search(fault.text) and fault.text not in told:
            told.add(fault.text)
            yield finding(
                f"a script of {plain(path_of(fault.url))} failed with {quoted(fault.text, 120)}; "
                "HubSpot will record nothing that comes after it in the script",
                at=fault,
            )
        elif fault.kind == "exception" and fault.text not in told:
            told.add(fault.text)
            yield Undecided(
                f"a script of {plain(path_of(fault.url))} failed with {quoted(fault.text, 120)}; "
                "what it would have told HubSpot is not known"
            )
        elif _is_own_script(visit, fault.kind, fault.url) and fault.url not in told:
            told.add(fault.url)
            yield Undecided(
                f"the script {plain(fault.url)} could not be loaded ({plain(fault.text)}); "
                "what it would have told HubSpot is not known"
            )


def _is_own_script(visit: Visit, kind: str, url: str) -> bool:
    """Whether a request failed that was for a script of the site itself; those of others may be blocked on purpose."""
    return kind == "request" and bool(SCRIPT.search(path_of(url))) and is_same_site(url, visit.start_url)
