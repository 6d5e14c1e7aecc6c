"""Rule collected-login-form."""

from __future__ import annotations

import re

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import path_of
from harness.wire.hits import CollectedForm
from harness.wire.words import plain

__all__ = ["collected_login_form"]

# A whole word of an id, a class or a path: `form.login`, `#sign-in`, `/reset_password`.
LOGIN = re.compile(
    r"(?<![a-z])(?:log-?_?in|sign-?_?in|reset-?_?password|password-?_?reset|forgot)(?![a-z])", re.IGNORECASE
)


@rule(family="forms", severity="error", needs={"hits"})
def collected_login_form(visit: Visit) -> Findings:
    """HubSpot collects the form by which people log in, as if they had asked to be contacted.

    Why: With the collection of other forms switched on, every form with an e-mail address becomes a submission; each
        login is then a conversion, and who resets a password becomes a lead.
    Fix: Switch the collection off in the portal, or leave the tracking code out of the pages where people log in.
    Bad: <form id="login"><input name="email" type="email"> on a page with the loader
    Good: the same form on a page without the loader
    See: https://knowledge.hubspot.com/forms/use-non-hubspot-forms
    """
    collected = [hit for hit in visit.hits if isinstance(hit, CollectedForm)]
    if not collected:
        raise DoesNotApply("no form was collected")
    for hit in collected:
        names = (hit.form_selector or "", hit.form_classes or "", path_of(hit.page.url or ""))
        if found := next(filter(None, map(LOGIN.search, names)), None):
            yield finding(
                f"the {plain(hit.phrase)} was collected, which is a form to log in by its name '{plain(found[0])}'; "
                "HubSpot will record each login as a submission",
                at=hit,
            )
