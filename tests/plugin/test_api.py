"""What a user sees of the fixture `hubspot_api`."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Ran, Run

CODE = """
import json
from urllib.request import Request, urlopen
from urllib.error import HTTPError

def send(api, body):
    headers = {"content-type": "application/json", "authorization": "Bearer any"}
    try:
        return urlopen(Request(api.base_url + "/events/v3/send", json.dumps(body).encode(), headers)).status
    except HTTPError as error:
        with error:
            return error.code

GOOD = {"eventName": "pe4242_signed_up", "email": "ada@acme.test"}
BAD = {"eventName": "pe4242_signed_up"}

def test_first(hubspot_api):
    assert send(hubspot_api, GOOD) == 204
    expect(hubspot_api.event("pe4242_signed_up")).to_be_sent(times=1)

def test_second_has_a_portal_of_its_own(hubspot_api):
    assert hubspot_api.calls == ()

def test_left_behind(hubspot_api):
    assert send(hubspot_api, BAD) == 400

@pytest.mark.hubspot_api(allow="missing-identity")
def test_allowed(hubspot_api):
    assert send(hubspot_api, BAD) == 400

def test_looked_at_and_forgotten(hubspot_api):
    assert send(hubspot_api, BAD) == 400
    assert [fault.kind for fault in hubspot_api.bad[0].faults] == ["missing-identity"]
    hubspot_api.reset()

@pytest.mark.hubspot_api(portal=7, allow="foreign-portal")
def test_another_portal(hubspot_api):
    assert send(hubspot_api, GOOD) == 400

def test_other_failure(hubspot_api):
    send(hubspot_api, GOOD)
    assert 1 + 1 == 3

@pytest.mark.hubspot_api(portal="x")
def test_marker(hubspot_api):
    pass
"""


@pytest.fixture(scope="module")
def ran(run_once: Run) -> Ran:
    """One run for all claims."""
    return run_once(CODE, "--strict-markers", "--hubspot-portal=4242", site="")


def test_each_test_has_a_portal_of_its_own_and_leaves_nothing_bad(ran: Ran) -> None:
    assert ran.outcomes == {"passed": 5, "failed": 2, "errors": 1}


def test_a_bad_call_that_is_left_behind_is_told(ran: Ran) -> None:
    assert ran.told_of("test_left_behind").partition("\n---")[0] == LEFT


def test_a_failure_of_another_kind_shows_the_calls(ran: Ran) -> None:
    shown = ran.told_of("test_other_failure").partition("HubSpot server APIs")[2]

    assert shown.partition("\n")[2] == CALLS


def test_a_marker_that_cannot_be_meant_is_one_sentence(ran: Ran) -> None:
    assert ran.told_of("test_marker") == "the marker hubspot_api has portal='x'; portal is a portal id"


LEFT = """\
1 bad call to HubSpot's server APIs

POST /events/v3/send, answered with 400
  missing-identity: email, utk, or objectId is required

If this is on purpose, allow it by name: @pytest.mark.hubspot_api(allow="missing-identity")"""
CALLS = """\
timeline in seconds:
     0.000  hit       event pe4242_signed_up, email 'ada@acme.test'"""
