"""Cookies that are not written, or stay, and consent that nobody tells of."""

from __future__ import annotations

from harness.capture.timeline import Cookie
from harness.expect.case import Case
from harness.expect.hints.registry import API, GUIDE, at, hint
from harness.expect.states.consent import HaveConsent
from harness.expect.states.cookies import BeAbsent, BePresent, Last

TRACKING = frozenset({"__hstc", "hubspotutk", "__hssc", "__hssrc"})
SILENCE = "__hs_do_not_track"


@hint(see=f"{GUIDE}#consent")
def not_written_without_consent(case: Case) -> str | None:
    """The tracker writes its cookies with consent to analytics only."""
    hits = [hit for hit in case.timeline.hits if hit.consent.categories is not None]
    wanted = isinstance(case.judgement.claim, BePresent | Last) and not case.judgement.negated
    if not (wanted and hits) or case.verdict.found or hits[-1].consent.given or not _asks_for_tracking_cookie(case):
        return None
    return "the tracker writes its cookies with consent to analytics only, and the newest hit was sent without"


@hint(see=f"{API}/do-not-track")
def kept_in_spite_of_silence(case: Case) -> str | None:
    """`doNotTrack` stops hits and leaves the cookies."""
    is_absence = isinstance(case.judgement.claim, BeAbsent | BePresent) and case.wants_absence
    calls = [call for call in case.calls("doNotTrack") if not call.arguments]
    left = [item for item in case.verdict.found if isinstance(item, Cookie) and item.name in TRACKING]
    if not (is_absence and calls and left):
        return None
    return f"doNotTrack{at(calls[-1])} stops hits and leaves the cookies; revokeCookieConsent removes them"


@hint(see=f"{API}/do-not-track")
def silent_about_consent(case: Case) -> str | None:
    """A visitor who is not tracked sends no hit that would tell of a choice."""
    names = {cookie.name for cookie in case.timeline.of(Cookie)}
    if not isinstance(case.judgement.claim, HaveConsent) or SILENCE not in names:
        return None
    return f"this visitor has the cookie {SILENCE}, so no hit tells of a choice that was made since"


@hint(see=f"{GUIDE}#consent")
def banner_never_answered(case: Case) -> str | None:
    """Consent reaches the tracker through HubSpot's banner script, even where no banner is shown."""
    said = [hit.consent.categories for hit in case.timeline.hits if hit.consent.categories is not None]
    if not isinstance(case.judgement.claim, HaveConsent) or not said or any(said):
        return None
    return (
        "HubSpot's banner script has not answered, through which alone consent is known; see whether the page loads it"
    )


def _asks_for_tracking_cookie(case: Case) -> bool:
    names = [condition for condition in case.query.conditions if condition.name == "name"]
    return not names or any(names[0].agree(names[0].wanted, name) for name in TRACKING)
