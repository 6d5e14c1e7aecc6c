"""The marker says which portal the collector is, and what its calls may do wrong."""

from __future__ import annotations

import pytest

from harness.api.figures import API_RATE, Rate
from harness.api.portal import PortalSettings
from harness.api_mark import ApiMark, read_api_mark
from harness.errors import UsageError


def mark(*args: object, **kwargs: object) -> pytest.Mark:
    made: pytest.Mark = pytest.mark.hubspot_api(*args, **kwargs).mark  # type: ignore[call-overload]  # as a test gives it
    return made


def test_without_a_marker_the_portal_is_that_of_the_options() -> None:
    assert read_api_mark([], 4242) == ApiMark(settings=PortalSettings(portal_id=4242, rate=API_RATE))


def test_the_nearest_marker_goes_first() -> None:
    marks = [
        mark(portal=7, rate="100/10", allow="rate-limit"),
        mark(portal=8, token="secret", allow=["unreadable", "unauthorized"]),
    ]

    assert read_api_mark(marks, 4242) == ApiMark(
        settings=PortalSettings(portal_id=7, token="secret", rate=Rate(100, 10)), allow=frozenset({"rate-limit"})
    )


def test_several_faults_are_allowed_in_a_list_and_no_limit_is_none() -> None:
    assert read_api_mark([mark(rate=None, allow=["unreadable", "unauthorized"])], None) == ApiMark(
        settings=PortalSettings(rate=None), allow=frozenset({"unreadable", "unauthorized"})
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param(mark(4242), "takes portal, token, rate, allow by name, not 4242", id="no name"),
        pytest.param(mark(host="x"), "takes portal, token, rate, allow by name, not 'host'", id="unknown"),
        pytest.param(mark(portal="4242"), "has portal='4242'; portal is a portal id", id="portal"),
        pytest.param(mark(portal=True), "has portal=True; portal is a portal id", id="portal that is true"),
        pytest.param(mark(token=7), "has token=7; token is the access token that is taken", id="token"),
        pytest.param(
            mark(rate="10"),
            "has rate='10'; rate is calls and seconds such as '100/10', or None for no limit",
            id="rate",
        ),
        pytest.param(
            mark(allow="404"),
            "has allow='404'; allow is one or several of unknown-endpoint, unauthorized, rate-limit, unreadable, "
            "invalid-value, missing-identity, foreign-portal, lost-value",
            id="allow",
        ),
    ],
)
def test_what_cannot_be_meant_is_told(wrong: pytest.Mark, sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        read_api_mark([wrong], None)

    assert str(error.value) == f"the marker hubspot_api {sentence}"
