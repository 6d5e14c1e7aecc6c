"""The journeys by their names."""

import pytest

from harness.audit.journeys import all_journeys, checked_journeys, journey_names, module_of
from harness.errors import UsageError


def test_every_file_is_a_journey() -> None:
    assert {"first-visit", "spa-walk", "accept", "decline", "return"} <= set(journey_names())


def test_all_are_those_that_need_nothing_but_an_address() -> None:
    assert "recording" not in all_journeys()
    assert checked_journeys(("decline", "all")) == ("decline", *(name for name in all_journeys() if name != "decline"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("spa-wlk", "there is no journey 'spa-wlk'; did you mean 'spa-walk'?", id="a slip"),
        pytest.param(
            "x\n", f"there is no journey 'x\\n'; there are {', '.join(journey_names())}, and all", id="nothing like it"
        ),
    ],
)
def test_a_name_that_is_no_journey_is_an_error(name: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_journeys((name,))
    assert str(caught.value) == told


@pytest.mark.parametrize(("name", "module"), [("spa-walk", "spa_walk"), ("return", "return_")])
def test_a_journey_is_a_file(name: str, module: str) -> None:
    assert module_of(name) == module
