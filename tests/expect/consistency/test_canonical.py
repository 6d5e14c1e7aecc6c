"""The canonical link of a page load."""

from __future__ import annotations

from tests.expect.consistency.pages import Page


def test_the_canonical_link_is_alike_on_all_hits_of_a_page_load() -> None:
    page = Page()
    page.hit(rcu="https://www.acme.test/c")
    page.hit(rcu="https://www.acme.test/c")

    assert page.alarms("canonical") == []


def test_another_canonical_link_is_told() -> None:
    page = Page()
    page.hit(rcu="https://www.acme.test/c")
    page.hit()

    assert page.alarms("canonical") == [
        "rcu (canonical link of the page): the page view of /c before it said 'https://www.acme.test/c', the hit said "
        "nothing"
    ]


def test_an_address_of_set_canonical_url_takes_its_place() -> None:
    page = Page()
    page.hit(rcu="https://www.acme.test/c")
    page.hit(ccu="https://www.acme.test/set")
    page.hit(rcu="https://www.acme.test/c")

    assert page.alarms("canonical") == []
