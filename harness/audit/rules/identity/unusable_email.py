"""Rule unusable-email."""

from __future__ import annotations

import re

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import identify_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import quoted

__all__ = ["unusable_email"]

# An address needs no more than this to be kept; what mail servers refuse beyond is not ours to say.
ADDRESS = re.compile(r"\s*[^@\s]+@[^@\s]+\s*")


@rule(family="identity", severity="error", needs={"hits"})
def unusable_email(visit: Visit) -> Findings:
    """What is sent as the visitor's e-mail address is none: a user name, an empty text, or a value that was missing.

    Why: The tracking code sends whatever it is given, an undefined value as the text "undefined"; HubSpot makes no
        contact of it, and the visitor stays anonymous.
    Fix: Give identify the visitor's e-mail address under the key email, and push it only where there is one.
    Bad: _hsq.push(["identify", { email: user.name }]);
    Good: if (user.email) _hsq.push(["identify", { email: user.email }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    sent = [
        (page, hit, email)
        for page in documents(visit)
        for hit in page.hits
        if hit.identity and (email := hit.identity.email) is not None
    ]
    if not sent:
        raise DoesNotApply("no e-mail address was sent")
    for email in dict.fromkeys(each for _, _, each in sent if not ADDRESS.fullmatch(each)):
        page, hit, _ = next(each for each in sent if each[2] == email)
        told = "an empty text" if not email.strip() else quoted(email)
        yield finding(
            f"{told} is sent as the visitor's e-mail address; HubSpot will record no contact for it",
            at=hit,
            cause=identify_call(page, hit, "email"),
        )
