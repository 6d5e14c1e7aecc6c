"""Cases of the rule robot-counted."""

from harness.audit.rules.privacy.robot_counted import robot_counted
from harness.audit.testing import event, page_view, told, visit


def test_it_says_what_a_site_that_leaves_robots_out_has_counted() -> None:
    assert told(robot_counted, visit(page_view("/"), page_view("/menu")), left_out=True) == [
        "warning: 2 page views of this visit left a browser that is driven by a program; HubSpot will record a visitor"
    ]


def test_it_is_quiet_where_no_page_was_counted() -> None:
    assert told(robot_counted, visit(event("pe4242_open")), left_out=True) == []


def test_it_does_not_apply_to_a_site_that_does_not_say_so() -> None:
    assert told(robot_counted, visit(page_view("/"))) == [
        "does-not-apply: the site does not claim to leave robots out; set the option left_out where it does"
    ]
