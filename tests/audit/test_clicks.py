import pytest

from harness.audit.clicks import applies, sightings
from harness.audit.testing import visit
from harness.audit.visit import ClickRule, ElementMatch
from tests.audit.clicking import HOME, clicked


@pytest.mark.parametrize(
    ("rule", "url", "fits"),
    [
        pytest.param(None, HOME, True, id="no address"),
        pytest.param("https://www.acme.test", "https://WWW.acme.test/?q=1#top", True, id="all that does not count"),
        pytest.param("https://www.acme.test/?q=1", "https://www.acme.test/?q=2", False, id="a query that counts"),
        pytest.param("https://www.acme.test/c/*", "https://www.acme.test/c/1", True, id="anything"),
        pytest.param("https://www.acme.test/", "https://www.acme.test/menu", False, id="no beginning"),
    ],
)
def test_a_rule_applies(rule: str | None, url: str, *, fits: bool) -> None:
    assert applies(ClickRule(selector="a", event="pe4242_a", url=rule), url) is fits


def test_a_rule_is_seen_on_the_pages_that_it_is_meant_for() -> None:
    found = ElementMatch(selector="#a", count=1)
    assert [match for _, _, _, match in sightings(clicked("#a", found, ElementMatch(selector="#b")))] == [found]
    assert [*sightings(clicked("#a", found, url="https://shop.test/")), *sightings(visit())] == []
