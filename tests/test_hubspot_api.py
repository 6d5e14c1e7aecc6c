"""Expectations speak of calls to the server APIs in the words that they have for a browser's hits."""

from __future__ import annotations

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import ANY

import pytest

from harness import aio, expect
from harness.api.portal import PortalSettings
from harness.api.store import Store
from harness.hubspot_api import HubspotApi
from tests.api.asking import COMPANIES, CONTACTS, FORM, USERTOKEN, request

SEND = "/events/v3/send"
VARIABLE = re.compile(r"\d\.\d{3} ")


@pytest.fixture
def store() -> Store:
    """A portal with nothing in it."""
    return Store(PortalSettings(portal_id=4242))


@pytest.fixture
def api(store: Store) -> HubspotApi:
    """The portal, as a test sees it."""
    return HubspotApi(store, "http://127.0.0.1:8765")


def sign_up(store: Store, email: str = "ada@acme.test", **more: object) -> None:
    store.ask(request("POST", SEND, {"eventName": "pe4242_signed_up", "email": email, **more}))


def told(failure: pytest.ExceptionInfo[AssertionError]) -> str:
    return VARIABLE.sub("0.000 ", str(failure.value))


def test_events_are_asked_for_by_name_person_and_property(api: HubspotApi, store: Store) -> None:
    sign_up(store, utk=USERTOKEN, objectId="7", properties={"plan": "gold"})

    expect(api.event("pe4242_signed_up")).to_be_sent(times=1)
    expect(api.event(email="ada@acme.test", object_id=7, usertoken=USERTOKEN, plan="gold")).to_be_sent()
    expect(api.event("pe4242_signed_up")).to_carry(plan=re.compile("^g"), email=ANY)
    expect(api.event("pe4242_signed_up")).to_come_from(USERTOKEN)
    expect(api.event("pe4242_signed_out")).not_to_be_sent()


def test_every_other_kind_has_its_query(api: HubspotApi, store: Store) -> None:
    store.ask(request("GET", "/v1/event?_a=4242&_n=Bought&_m=20&email=ada@acme.test&plan=gold"))
    store.ask(request("POST", CONTACTS, {"properties": {"email": "ada@acme.test", "plan": "gold"}}))
    store.ask(request("POST", COMPANIES, {"properties": {"name": "Acme"}}))
    store.ask(request("POST", "/crm/v3/objects/deals", {"properties": {"amount": 90}}))
    store.ask(request("POST", FORM, {"fields": [{"name": "email", "value": "ada@acme.test"}]}))

    expect(api.legacy_event("Bought", value=20, email="ada@acme.test")).to_carry(plan="gold")
    expect(api.contact("ada@acme.test", plan="gold")).to_be_sent(times=1)
    expect(api.company(name="Acme")).to_be_sent(times=1)
    expect(api.record("deals")).to_carry(amount=90)
    expect(api.form("f1", email="ada@acme.test")).to_come_after(api.contact())


def test_an_expectation_waits_for_a_server_that_takes_its_time(api: HubspotApi, store: Store) -> None:
    later = threading.Timer(0.02, sign_up, [store])
    later.start()

    expect(api.event("pe4242_signed_up")).to_be_sent(times=1)
    later.join()


def test_the_awaitable_face_lets_the_server_under_test_run_meanwhile(api: HubspotApi, store: Store) -> None:
    async def sign_up_later() -> None:
        sending = asyncio.get_running_loop().call_later(0.02, sign_up, store)
        await aio.expect(api.event("pe4242_signed_up")).to_be_sent(times=1)
        sending.cancel()

    with ThreadPoolExecutor(1) as pool:  # Where Playwright's sync API was used, this thread has a loop already.
        pool.submit(asyncio.run, sign_up_later()).result()


def test_a_failure_tells_what_was_there_instead(api: HubspotApi, store: Store) -> None:
    sign_up(store, "grace@acme.test", properties={"plan": "silver"})

    with pytest.raises(AssertionError) as failure:
        expect(api.event("pe4242_signed_up", plan="gold")).to_be_sent(timeout=1)

    assert (
        told(failure)
        == """\
expected event pe4242_signed_up with plan 'gold' to be sent
but none was sent; 1 other event was

nearest miss: event pe4242_signed_up
  plan: wanted 'gold', was 'silver'

timeline in seconds, ~ the nearest miss:
~    0.000  hit       event pe4242_signed_up, plan 'silver', email 'grace@acme.test'"""
    )


def test_a_failure_names_the_bad_call_behind_it(api: HubspotApi, store: Store) -> None:
    sign_up(store, "")

    with pytest.raises(AssertionError) as failure:
        expect(api.event("pe4242_signed_up")).to_be_sent(timeout=1)

    assert (
        told(failure)
        == """\
expected event pe4242_signed_up to be sent
but no hit was sent at all

timeline in seconds:
     0.000  API call  POST /events/v3/send, answered with 400: email, utk, or objectId is required

hint: a bad call counts nothing: POST /events/v3/send, answered with 400: email, utk, or objectId is required
see: docs/server-side.md#bad-calls"""
    )


def test_a_failure_without_any_call_asks_for_the_address(api: HubspotApi) -> None:
    with pytest.raises(AssertionError) as failure:
        expect(api.event()).to_be_sent(timeout=1)

    assert (
        told(failure)
        == """\
expected event to be sent
but no hit was sent at all

timeline: nothing was captured

hint: no call came; see whether the code under test was given hubspot_api.base_url, and had made its call by then
see: docs/server-side.md#point-your-code-at-it"""
    )


def test_what_should_not_be_there_gets_no_hint_for_what_is_missing(api: HubspotApi, store: Store) -> None:
    sign_up(store)
    sign_up(store, "")

    with pytest.raises(AssertionError) as failure:
        expect(api.event("pe4242_signed_up")).not_to_be_sent()

    assert "hint:" not in told(failure)


def test_good_and_bad_calls_are_told_apart_until_a_reset(api: HubspotApi, store: Store) -> None:
    sign_up(store)
    sign_up(store, "")

    assert (api.good, api.bad) == (api.calls[:1], api.calls[1:])
    api.reset()
    assert (api.calls, api.problems()) == ((), [])


def test_bad_calls_that_are_left_behind_are_a_problem(api: HubspotApi, store: Store) -> None:
    sign_up(store, "")
    sign_up(store, "ada", eventName="pe7_signed_up")

    assert api.problems() == [
        """\
2 bad calls to HubSpot's server APIs

POST /events/v3/send, answered with 400
  missing-identity: email, utk, or objectId is required

POST /events/v3/send, answered with 400
  foreign-portal: eventName 'pe7_signed_up' is of portal 7, not of 4242
  invalid-value: email 'ada' is no e-mail address

If this is on purpose, allow it by name: \
@pytest.mark.hubspot_api(allow=["missing-identity", "foreign-portal", "invalid-value"])"""
    ]


def test_very_many_bad_calls_are_counted(api: HubspotApi, store: Store) -> None:
    for_nobody = [store.ask(request("GET", "/nowhere")).status for _ in range(7)]

    (text,) = api.problems()

    assert len(for_nobody) == 7
    assert text.startswith("7 bad calls")
    assert "\n\n… and 2 more\n\n" in text
    assert text.endswith('@pytest.mark.hubspot_api(allow="unknown-endpoint")')


def test_a_bad_call_that_is_allowed_by_name_is_no_problem(store: Store) -> None:
    sign_up(store, "")

    assert HubspotApi(store, "", frozenset({"missing-identity"})).problems() == []
