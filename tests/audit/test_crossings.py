from dataclasses import replace

import pytest

from harness.audit.crossings import crossings, flaw_of, is_same_site, leads_away
from harness.audit.testing import navigation, page_view, visit
from harness.audit.visit import PortalFacts, Redirect, Visit
from tests.audit.crossing import ADA, GRACE, LISTED, REFUSED, SHOP, STRANGER, WWW, crossed, linked

OLD = "https://acme-shop.test/old"
DROPPED = (Redirect(url=linked(OLD), status=301, location=SHOP),)
KEPT = (Redirect(url=OLD, status=301, location=SHOP),)

CASES = {
    "the visitor is the same": (crossed(linked(), token=ADA), "", ""),
    "the visitor was known there by another token": (crossed(linked(), identity={"visitor": ADA}), "", ""),
    "nothing is carried": (crossed(SHOP), "missing", "the address carries no link parameters"),
    "there was nothing to drop": (
        crossed(SHOP, redirects=KEPT),
        "missing",
        "the address carries no link parameters",
    ),
    "a redirect drops them": (
        crossed(SHOP, redirects=DROPPED),
        "dropped",
        "the redirect of https://acme-shop.test/old drops them",
    ),
    "they are in the path": (
        crossed(linked().replace("?", "&")),
        "malformed",
        "they are written into the path, without ?",
    ),
    "they are another visitor's": (
        crossed(linked(token=STRANGER)),
        "stranger",
        f"__hstc tells the visitor '{STRANGER}', not this one",
    ),
    "they are another browser's": (
        crossed(linked(fingerprint="7")),
        "fingerprint",
        "__hsfp is '7', the browser's is '5a2be4516781bd38b31270c793d7fa27'",
    ),
    "the domain before is not listed": (
        crossed(linked(), portal=PortalFacts(portal_id=4242, cookie_domains=(".acme-shop.test",))),
        "unlisted",
        "the portal's list of domains has not the one that the visitor comes from",
    ),
    "nobody knows why": (
        crossed(linked(), portal=None),
        "unknown",
        "link parameters are there and whole, and the visitor is another one all the same",
    ),
    "there is no consent at the end": (
        crossed(linked(), consent=REFUSED),
        "consent",
        "there is no consent on the page that follows",
    ),
}

STAYED = {
    "the other page is not tracked": visit(
        navigation(WWW, "load"), page_view(WWW, usertoken=ADA), navigation(SHOP, "load")
    ),
    "the pages share a domain": crossed("https://docs.acme.test/"),
    "the visitor came from elsewhere": visit(
        navigation(WWW, "load"),
        page_view(WWW, usertoken=ADA),
        navigation(SHOP, "load"),
        page_view(SHOP, usertoken=GRACE, referrer="https://search.test/"),
    ),
    "the page before reports to another portal": visit(
        navigation(WWW, "load"),
        page_view(WWW, usertoken=ADA, portal_id=1),
        navigation(SHOP, "load"),
        page_view(SHOP, usertoken=GRACE, referrer=WWW),
    ),
}


@pytest.mark.parametrize(("case", "blocker", "reason"), CASES.values(), ids=CASES)
def test_a_crossing_is_told_apart_when(case: Visit, blocker: str, reason: str) -> None:
    (crossing,) = crossings(case)
    assert (crossing.blocker, crossing.reason, crossing.is_merged) == (blocker, reason, not blocker)


@pytest.mark.parametrize("case", STAYED.values(), ids=STAYED)
def test_there_is_no_crossing_when(case: Visit) -> None:
    assert crossings(case) == ()


def test_without_consent_before_nobody_can_be_handed_over() -> None:
    case = crossed(SHOP)
    first, second = case.hits
    anonymous = replace(first, consent=REFUSED, visitor=replace(first.visitor, hstc=None))
    (crossing,) = crossings(replace(case, hits=(anonymous, second)))
    assert (crossing.blocker, crossing.reason) == ("consent", "there is no consent on the page before")


def test_a_crossing_has_words_for_messages() -> None:
    (crossing,) = crossings(crossed(SHOP))
    assert (crossing.step, crossing.loss) == (
        "www.acme.test to acme-shop.test",
        "HubSpot will record a new visitor who came from www.acme.test",
    )


@pytest.mark.parametrize(
    ("url", "flaw"),
    [
        pytest.param(linked(), "", id="whole"),
        pytest.param(SHOP, "", id="none"),
        pytest.param(SHOP + "#" + linked().partition("?")[2], "", id="behind # without a query"),
        pytest.param(
            SHOP + "?a=1#" + linked().partition("?")[2],
            "they stand behind #, where HubSpot does not read them beside a query",
            id="behind # beside a query",
        ),
        pytest.param(linked() + "&__hsfp=1", "__hsfp stands there twice", id="once too often"),
        pytest.param(SHOP + "?__hstc=1&__hssc=1.1.1&__hsfp=1", "__hstc is '1', which is none of its values", id="torn"),
        pytest.param(linked().partition("&__hsfp")[0], "__hsfp is missing", id="no fingerprint"),
        pytest.param(SHOP + "?__hsfp=1", "__hstc and __hssc are missing", id="nothing but the fingerprint"),
    ],
)
def test_a_flaw_is_told(url: str, flaw: str) -> None:
    assert flaw_of(url) == flaw


@pytest.mark.parametrize(
    ("url", "away"),
    [
        pytest.param(SHOP, True, id="another domain of the portal"),
        pytest.param("https://docs.acme.test/", False, id="its own domain"),
        pytest.param("https://search.test/", False, id="a stranger"),
        pytest.param("http://[acme/", False, id="no address"),
    ],
)
def test_links_lead_away(url: str, *, away: bool) -> None:
    assert leads_away(LISTED, "www.acme.test", url) is away


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(WWW, "https://docs.acme.test/", True, id="sub-domains"),
        pytest.param(WWW, SHOP, False, id="two domains"),
        pytest.param("https://ada.co.uk/", "https://grace.co.uk/", False, id="a public suffix"),
        pytest.param(WWW, "http://[acme/", False, id="no address"),
    ],
)
def test_addresses_belong_to_one_site(one: str, other: str, *, same: bool) -> None:
    assert is_same_site(one, other) is same
