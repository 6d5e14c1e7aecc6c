"""Cases of the rule unusable-path."""

from dataclasses import replace

import pytest

from harness.audit.rules.page_views.unusable_path import unusable_path
from harness.audit.testing import push, run_rule, told, visit
from harness.capture.timeline import JsonValue

GIVEN: dict[str, tuple[JsonValue, list[str]]] = {
    "a whole address": (
        "https://www.acme.test/menu",
        ["the whole address 'https://www.acme.test/menu'; HubSpot will record it as the path of a page"],
    ),
    "no slash": ("menu", ["'menu', which does not start with a slash"]),
    "a fragment alone": ("#/menu", ["'#/menu', which does not start with a slash"]),
    "null": (None, ["null; HubSpot will record the address instead"]),
    "undefined": ({"$undefined": True}, ["undefined; HubSpot will record the address instead"]),
    "an object": ({"path": "/menu"}, ["an object; HubSpot will record [object Object]"]),
    "a number": (7, ["7, which is no text; HubSpot will record 7"]),
    "a value that was missing": (
        "/courses/undefined",
        ["'/courses/undefined', in which a value was missing; HubSpot will record /courses/undefined"],
    ),
    "a path": ("/menu?page=2", []),
    "a route behind the #": ("/#/menu", []),
    "a word that only looks like an accident": ("/undefined-behaviour", []),
    "nothing, at home": ("", []),
}


@pytest.mark.parametrize(("given", "lines"), GIVEN.values(), ids=GIVEN)
def test_it_says(given: JsonValue, lines: list[str]) -> None:
    assert told(unusable_path, visit(push("setPath", given))) == [f"error: setPath was given {line}" for line in lines]


def test_an_empty_path_of_another_page_is_the_home_page() -> None:
    call = replace(push("setPath", ""), frame_url="https://www.acme.test/menu")
    assert told(unusable_path, visit(call)) == ["error: setPath was given an empty text; HubSpot will record /"]


def test_a_page_of_that_very_address_is_no_accident() -> None:
    call = replace(push("setPath", "/null"), frame_url="https://www.acme.test/null")
    assert told(unusable_path, visit(call)) == []


def test_it_does_not_apply_without_set_path() -> None:
    assert told(unusable_path, visit(push("setPath"), push("setPath"))) == [
        "error: setPath was given null; HubSpot will record the address instead"
    ]
    assert told(unusable_path, visit()) == ["does-not-apply: the site pushed no setPath"]


def test_it_blames_the_line() -> None:
    case = visit(push("setPath", "menu", source="app.js:3"))
    assert [str(finding.cause) for finding in run_rule(unusable_path, case).findings] == ["app.js:3"]
