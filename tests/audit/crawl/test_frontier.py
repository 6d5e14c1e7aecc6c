from collections.abc import Iterator

import pytest

from harness.audit.crawl import frontier
from harness.audit.crawl.frontier import Frontier, Waiting
from harness.audit.crawl.scope import Scope

HOME = "https://www.acme.test/"
ACME = Scope(sites=frozenset({"acme.test"}), exclude=("/private*",))


def begun(*, most: int = 10, depth: int | None = None) -> Frontier:
    """A crawl of the home page."""
    begun = Frontier(ACME, most=most, depth=depth)
    begun.start([HOME, HOME])
    return begun


def taken(frontier: Frontier) -> Iterator[tuple[str, int]]:
    """Path and depth of everything that it gives out."""
    while waiting := frontier.take():
        yield waiting.address.removeprefix(HOME), waiting.depth


def test_pages_are_visited_breadth_first_and_once() -> None:
    pages = begun()
    pages.add(["/a", "/b#x", "/a?utm_source=x"], base=HOME, depth=1)
    pages.add(["/", "/c", "/b", HOME + "b"], base=HOME + "a", depth=2)
    assert list(taken(pages)) == [("", 0), ("a", 1), ("b", 1), ("c", 2)]


def test_what_is_out_of_scope_is_not_visited() -> None:
    pages = begun()
    pages.add(["https://other.test/", "/private/a", "/report.pdf"], base=HOME, depth=1)
    assert list(taken(pages)) == [("", 0)]


def test_a_start_is_visited_whatever_the_patterns_say() -> None:
    pages = Frontier(ACME, most=10)
    pages.start([HOME + "private"])
    assert pages.take() == Waiting(HOME + "private")


def test_depth_is_bounded() -> None:
    pages = begun(depth=1)
    pages.add(["/a"], base=HOME, depth=1)
    pages.add(["/b"], base=HOME, depth=2)
    assert list(taken(pages)) == [("", 0), ("a", 1)]


def test_the_number_of_pages_is_bounded_and_the_rest_is_counted() -> None:
    pages = begun(most=2)
    pages.add(["/a", "/b", "/c"], base=HOME, depth=1)
    assert (pages.waiting, list(taken(pages)), pages.waiting, pages.left_over) == (2, [("", 0), ("a", 1)], 0, 2)


def test_a_page_that_was_given_back_makes_room_for_another() -> None:
    pages = begun(most=1)
    pages.add(["/a"], base=HOME, depth=1)
    pages.take()
    was_full = pages.is_full
    pages.give_back()
    assert (was_full, pages.is_full, list(taken(pages))) == (True, False, [("a", 1)])


def test_a_page_that_a_redirect_led_to_is_not_visited_again() -> None:
    pages = begun()
    pages.add(["/a", "/b"], base=HOME, depth=1)
    pages.take()
    pages.came_to(HOME + "a")
    pages.came_to(HOME + "c")
    pages.came_to("about:blank")
    pages.add(["/c"], base=HOME, depth=1)
    assert list(taken(pages)) == [("b", 1)]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontier, "SPARE", 1)
    pages = begun(most=1)
    pages.add(["/a", "/b"], base=HOME, depth=1)
    assert (pages.left_over, pages.crowded) == (1, True)
