"""What changed, as others are told of it."""

from __future__ import annotations

import pytest

from harness.fleet.alert import SHOWN, headline, issue_text, mail, webhook_payload
from harness.fleet.change import Change
from tests.fleet.cases import failure, finding, named

WORSE = Change(site="www.acme.test", what="new", thing=finding())
AWAY = Change(site="www.ada.test", what="new", thing=failure())
BETTER = Change(site="www.acme.test", what="came back", thing=named("event", "pe4242_open"))
LINK = "https://reports.acme.test/"
MANY = [WORSE] * (SHOWN + 2)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param([WORSE, AWAY, BETTER], "clients: 2 regressions on 2 sites, 1 repair", id="both"),
        pytest.param([WORSE], "clients: 1 regression on 1 site", id="for the worse"),
        pytest.param([BETTER], "clients: 1 repair", id="for the better"),
    ],
)
def test_the_headline_counts(changes: list[Change], told: str) -> None:
    assert headline("clients", changes) == told


def test_a_mail_tells_each_change_on_a_line() -> None:
    message = mail("clients", [WORSE, BETTER], sender="grace@acme.test", to=["ada@acme.test"], link=LINK)

    assert message["Subject"] == "HubSpot tracking of clients: 1 regression on 1 site, 1 repair"
    assert (message["From"], message["To"]) == ("grace@acme.test", "ada@acme.test")
    assert message.get_content() == (
        "! error  www.acme.test  finding new: identity-never-sent: f1\n"
        "+ warning  www.acme.test  event came back: pe4242_open\n"
        "https://reports.acme.test/\n"
    )


def test_a_webhook_is_told_in_slacks_form_with_its_signs_escaped() -> None:
    hostile = Change(site="a.test", what="new", thing=finding("<!channel> & <https://evil.test|x>"))

    assert webhook_payload("clients", [hostile]) == {
        "text": "HubSpot tracking of clients: 1 regression on 1 site\n"
        "! error  a.test  finding new: identity-never-sent: &lt;!channel&gt; &amp; &lt;https://evil.test|x&gt;"
    }


def test_an_issue_tells_what_is_worse_before_what_is_better() -> None:
    assert issue_text("clients", [BETTER, WORSE], link=LINK) == (
        "# HubSpot tracking of clients: 1 regression on 1 site, 1 repair\n\n"
        "## Worse\n\n- **error** www.acme.test: finding new: identity-never-sent: f1\n\n"
        "## Better\n\n- **warning** www.acme.test: event came back: pe4242\\_open\n\n"
        "The whole fleet: https://reports.acme.test/\n"
    )


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(mail("clients", MANY, sender="a@acme.test", to=["b@acme.test"]).get_content(), id="mail"),
        pytest.param(webhook_payload("clients", MANY)["text"], id="webhook"),
        pytest.param(issue_text("clients", MANY), id="issue"),
    ],
)
def test_what_is_too_much_is_counted(told: str) -> None:
    assert told.rstrip().endswith("and 2 more")
