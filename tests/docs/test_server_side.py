"""The page on the server side tells the truth: what is known, what is limited, what is answered and printed."""

from __future__ import annotations

import dataclasses
import re

from harness.api import figures
from harness.api.call import FAULTS, ApiCall, Counted
from harness.api.routes import operations
from harness.api.store import MOST_CALLS, MOST_CHARACTERS, Store
from harness.api_mark import KNOWN
from harness.cli.collector import DIRECTIONS
from harness.expect.hints.registry import registered
from harness.hubspot_api import HubspotApi
from tests.api.asking import request
from tests.docs.test_docs import TEXTS, anchors, blocks

PAGE = TEXTS["docs/server-side.md"]


def rows(heading: str) -> list[tuple[str, ...]]:
    """The rows of the table whose first column has this heading."""
    _, _, rest = PAGE.partition(f"\n| {heading} |")
    table = rest.partition("\n\n")[0].splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in table]


def usual(address: str) -> str:
    return address.replace("oauth/{version}", "oauth/v1").replace("{version}", "v3")


def shown_after(remark: str) -> str:
    _, _, rest = PAGE.partition(f"<!-- {remark} -->")
    return next(blocks(rest, "text"))


def test_every_fault_has_its_line() -> None:
    assert dict(rows("name")) == {f"`{name}`": text for name, text in FAULTS.items()}


def test_every_key_of_the_marker_has_its_line() -> None:
    assert [re.split("[`=]", row[0])[1] for row in rows("key of the marker")] == list(KNOWN)


def test_every_operation_has_its_line() -> None:
    known = {(each.name, f"`{each.method} {usual(each.address)}`") for each in operations()}
    listed = rows("operation")

    assert [row for row in listed if row not in known] == []
    assert {name for name, _ in listed} == {name for name, _ in known}


def test_every_key_of_a_call_has_its_line() -> None:
    named = [name for row in rows("key of a call") for name in re.findall(r"`(\w+)`", row[0])]
    of_counted = re.findall(r"`(\w+)`", rows("key of a call")[-1][1])

    assert sorted(named) == sorted([*(field.name for field in dataclasses.fields(ApiCall)), "good"])
    assert of_counted == [field.name for field in dataclasses.fields(Counted)]


def test_the_limits_are_those_that_are_kept() -> None:
    rates = (figures.API_RATE, figures.SEARCH_RATE, figures.FORMS_RATE)
    numbers = (
        figures.EVENT_PROPERTIES,
        figures.LONGEST_PROPERTY_NAME,
        figures.LONGEST_URL,
        figures.LONGEST_TEXT,
        figures.BATCHED_EVENTS,
        figures.BATCHED_RECORDS,
        figures.FORM_VALUES,
        figures.LONGEST_FORM_VALUE,
    )
    spans = ["a second" if rate.seconds == 1 else f"{rate.seconds} seconds" for rate in rates]

    assert [row[1] for row in rows("what")] == [
        *(f"{rate.calls} in {span}" for rate, span in zip(rates, spans, strict=True)),
        *map(str, numbers),
    ]
    assert f"more than {MOST_CALLS:,} calls, or {MOST_CHARACTERS // 10**6} MB" in PAGE
    assert figures.LARGEST_BODY == 2**20


def test_the_command_prints_what_the_page_shows() -> None:
    assert shown_after("what hstrack collector prints") == DIRECTIONS.format(
        base="http://127.0.0.1:8765", token="secret"
    )


def test_a_bad_call_is_told_as_the_page_shows() -> None:
    store = Store()
    store.ask(request("POST", "/events/v3/send", {"eventName": "pe4242_signed_up"}))

    (problem,) = HubspotApi(store, "").problems()

    assert shown_after("what a test prints that leaves a bad call behind") == f"{problem}\n"


def test_every_section_that_a_hint_names_is_there() -> None:
    named = {see.partition("#")[2] for _, see in registered() if see.startswith("docs/server-side.md")}

    assert named == {"bad-calls", "point-your-code-at-it"}
    assert named <= anchors(PAGE)
