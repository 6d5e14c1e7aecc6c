"""Submissions of forms are taken or refused as HubSpot's page on them says."""

from __future__ import annotations

import pytest

from harness.api.call import Counted, JsonValue
from tests.api.asking import FORM, USERTOKEN, faults, teller

EMAIL: JsonValue = {"objectTypeId": "0-1", "name": "email", "value": "ada@acme.test"}


@pytest.mark.parametrize(
    ("path", "token"),
    [
        pytest.param(FORM, None, id="without a token"),
        pytest.param(FORM.replace("integration/", "integration/secure/"), "secret", id="with a token"),
    ],
)
def test_a_submission_is_thanked_for_and_counted(path: str, token: str | None) -> None:
    context: JsonValue = {
        "hutk": USERTOKEN,
        "pageUri": "https://www.acme.test/sign-up",
        "pageName": "Sign up",
        "ipAddress": "192.0.2.1",
        "sfdcCampaignId": 7,
    }

    call = teller()("POST", path, {"fields": [EMAIL, {"name": "age", "value": 36}], "context": context}, token=token)

    assert (call.status, call.answer) == (200, {"inlineMessage": "Thanks for submitting the form."})
    assert call.counted == (
        Counted(
            kind="form submission",
            name="f1",
            portal_id=4242,
            identity=(("email", "ada@acme.test"),),
            properties=(("email", "ada@acme.test"), ("age", "36")),
            usertoken=USERTOKEN,
            page_url="https://www.acme.test/sign-up",
            page_title="Sign up",
        ),
    )


def test_a_submission_may_come_from_nowhere() -> None:
    assert teller()("POST", FORM, {"fields": [EMAIL]}).good


@pytest.mark.parametrize(
    ("body", "complaint", "kind"),
    [
        pytest.param(
            {"fields": [{"name": "email", "value": "ada"}]},
            "Error in 'fields.email'. Invalid email address",
            "INVALID_EMAIL",
            id="no address",
        ),
        pytest.param(
            {"fields": [{"value": "x"}]}, "Error in 'fields'. Every field has a name", "REQUIRED_FIELD", id="no name"
        ),
        pytest.param(
            {"fields": [{"name": "tags", "value": ["a"]}]},
            "Error in 'fields.tags'. Wanted a text, a number or a boolean",
            "INVALID_METADATA",
            id="list",
        ),
        pytest.param(
            {"fields": [{"name": "message", "value": "x" * 65_537}]},
            "Error in 'fields.message'. The most are 65536 characters",
            "INPUT_TOO_LARGE",
            id="long text",
        ),
        pytest.param(
            {"fields": [EMAIL], "context": ["x"]},
            "Error in 'context'. Wanted an object",
            "INVALID_METADATA",
            id="context that is a list",
        ),
        pytest.param(
            {"fields": [EMAIL], "context": {"hutk": "undefined"}},
            "Error in 'context.hutk'. 'undefined' cannot be used",
            "INVALID_HUTK",
            id="no usertoken",
        ),
        pytest.param(
            {"fields": [EMAIL], "context": {"pageUri": "/sign-up"}},
            "Error in 'context.pageUri'. '/sign-up' cannot be used",
            "INVALID_PAGE_URI",
            id="path without a host",
        ),
        pytest.param(
            {"fields": [EMAIL], "context": {"pageUri": "https://[x"}},
            "Error in 'context.pageUri'. 'https://[x' cannot be used",
            "INVALID_PAGE_URI",
            id="broken address",
        ),
        pytest.param(
            {"fields": [EMAIL], "context": {"ipAddress": "localhost"}},
            "Error in 'context.ipAddress'. 'localhost' cannot be used",
            "INVALID_IP_ADDRESS",
            id="no IP address",
        ),
        pytest.param(
            {"fields": [EMAIL], "context": {"hutk": 7}},
            "Error in 'context.hutk'. '7' cannot be used",
            "INVALID_HUTK",
            id="usertoken that is a number",
        ),
    ],
)
def test_what_is_wrong_is_refused_by_name(body: JsonValue, complaint: str, kind: str) -> None:
    call = teller()("POST", FORM, body)

    assert (call.status, call.counted) == (400, ())
    assert faults(call) == [("invalid-value", f"{kind}: {complaint}")]
    assert isinstance(call.answer, dict)
    assert call.answer["message"] == "The request is not valid"
    assert call.answer["errors"] == [{"message": complaint, "errorType": kind}]


def test_a_form_of_another_portal_is_unknown() -> None:
    call = teller()("POST", FORM.replace("4242", "7"), {"fields": [EMAIL]})

    assert (call.status, faults(call)) == (404, [("foreign-portal", "portal 7, not 4242")])


def test_fifty_submissions_are_taken_in_ten_seconds() -> None:
    ask = teller()

    assert [ask("POST", FORM, {"fields": [EMAIL]}).status for _ in range(51)] == [200] * 50 + [429]
    assert ask("POST", FORM, {"fields": [EMAIL]}, after_s=10).status == 200
