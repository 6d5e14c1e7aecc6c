"""Cases of the rule shared-canonical."""

import pytest

from harness.audit.rules.page_views.shared_canonical import shared_canonical
from harness.audit.testing import HOME, HitFacts, Item, navigation, page_view, told, visit
from harness.audit.visit import Visit


def load(path: str, title: str, canonical: str, **more: str) -> tuple[Item, Item]:
    facts: HitFacts = {"title": title, "canonical": canonical, **more}  # type: ignore[typeddict-item]  # texts alone
    return navigation(path, "load"), page_view(path, **facts)


CASES = {
    "the layout names the home page": (
        visit(*load("/", "Home", HOME), *load("/menu", "Menu", HOME), *load("/book", "Book", HOME)),
        [
            "error: 2 pages (/menu, /book) carry the canonical link https://www.acme.test/; "
            "HubSpot will record their views as views of /"
        ],
    ),
    "every page names itself": (
        visit(*load("/menu", "Menu", HOME + "menu"), *load("/book", "Book", HOME + "book")),
        [],
    ),
    "one page has two addresses": (
        visit(*load("/menu", "Menu", HOME + "menu"), *load("/en/menu", "Menu", HOME + "menu")),
        [],
    ),
    "a page has many addresses": (
        visit(*load("/menu", "Menu", HOME), *load("/en/menu", "Menu", HOME), *load("/de/menu", "Menu", HOME)),
        [],
    ),
    "setPath names each page": (
        visit(*load("/menu", "Menu", HOME, set_path="/menu"), *load("/book", "Book", HOME, set_path="/book")),
        ["does-not-apply: no page view takes its address from a canonical link"],
    ),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(shared_canonical, case) == lines


def test_how_many_pages_are_too_many_can_be_said() -> None:
    case = visit(*load("/menu", "Menu", HOME), *load("/book", "Book", HOME))
    assert told(shared_canonical, case, places=3) == []
