"""What is other at a site than before."""

from __future__ import annotations

import pytest

from harness.audit.finding import Severity
from harness.fleet.change import Change, What, changes_between, held
from harness.fleet.state import Seen, Thing
from tests.fleet.cases import failure, finding, named, seen

SITE = "www.acme.test"
EVENT = named("event", "pe4242_open")
PAGE = named("page", "www.acme.test/")


def changed(what: What, thing: Thing) -> Change:
    return Change(site=SITE, what=what, thing=thing)


@pytest.mark.parametrize(
    ("before", "after", "known", "told"),
    [
        pytest.param(seen(), seen(finding()), [], [changed("new", finding())], id="a new finding"),
        pytest.param(seen(), seen(finding()), [finding()], [changed("came back", finding())], id="one that came back"),
        pytest.param(seen(finding()), seen(finding()), [], [], id="one that is still there"),
        pytest.param(seen(finding()), seen(), [], [changed("gone", finding())], id="one that is gone"),
        pytest.param(
            seen(finding(severity="note")), seen(finding()), [], [changed("worse", finding())], id="one that grew worse"
        ),
        pytest.param(
            seen(finding()),
            seen(finding(severity="note")),
            [],
            [changed("milder", finding(severity="note"))],
            id="one that is milder",
        ),
        pytest.param(seen(EVENT, PAGE), seen(PAGE), [], [changed("gone", EVENT)], id="an event that is gone"),
        pytest.param(seen(finding(), EVENT), seen(whole=False), [], [], id="out of sight is not gone"),
        pytest.param(seen(finding()), seen(silent=["identity-never-sent"]), [], [], id="undecided is not gone"),
        pytest.param(seen(failure()), seen(PAGE), [PAGE], [changed("came back", PAGE), changed("gone", failure())],
                     id="a site that is back"),
    ],
)  # fmt: skip
def test_changes_are_told_against_what_was_before(
    before: Seen, after: Seen, known: list[Thing], told: list[Change]
) -> None:
    names = {*before.things, *(each.name for each in known)}

    found = changes_between(SITE, before.things, after, names)

    assert sorted(found, key=repr) == sorted(told, key=repr)


def test_nothing_has_changed_where_nobody_had_looked() -> None:
    assert changes_between(SITE, None, seen(finding(), EVENT), []) == []


def test_a_first_look_that_fails_is_told() -> None:
    assert changes_between(SITE, None, seen(failure()), []) == [changed("new", failure())]


def test_regressions_come_first_and_the_gravest_of_them_before_the_others() -> None:
    before = seen(finding("old"), EVENT)
    after = seen(finding("mild", "note"), finding("grave"), PAGE)

    found = changes_between(SITE, before.things, after, [])

    assert [each.phrase for each in found] == [
        "finding new: identity-never-sent: grave",
        "event gone: pe4242_open",
        "finding new: identity-never-sent: mild",
        "finding gone: identity-never-sent: old",
        "page new: www.acme.test/",
    ]


def test_what_is_not_ruled_out_is_held_to_be_there() -> None:
    before = seen(finding(), EVENT, failure())

    assert held(before.things, seen(PAGE, whole=False)) == seen(finding(), EVENT, PAGE).things


def test_a_first_look_holds_what_it_saw() -> None:
    assert held(None, seen(PAGE)) == seen(PAGE).things


@pytest.mark.parametrize(
    ("change", "regression", "repair", "severity"),
    [
        pytest.param(changed("new", finding()), True, False, "error", id="a new finding"),
        pytest.param(changed("gone", finding(severity="note")), False, True, "note", id="a finding that is gone"),
        pytest.param(changed("gone", EVENT), True, False, "warning", id="an event that is gone"),
        pytest.param(changed("came back", EVENT), False, True, "warning", id="an event that came back"),
        pytest.param(changed("new", EVENT), False, False, "warning", id="a new event"),
        pytest.param(changed("gone", PAGE), False, False, "note", id="a page that is gone"),
        pytest.param(changed("new", failure()), True, False, "error", id="a site that fails"),
    ],
)
def test_a_change_is_for_the_worse_or_for_the_better(
    change: Change, regression: bool, repair: bool, severity: Severity
) -> None:
    assert (change.is_regression, change.is_repair, change.severity) == (regression, repair, severity)
