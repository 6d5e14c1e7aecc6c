import pytest

from harness.audit.crawl.scope import Scope

ACME = Scope(sites=frozenset({"acme.test"}))


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("https://www.acme.test/", True),
        ("http://blog.acme.test/a", True),
        ("https://acme-shop.test/", False),
        ("https://notacme.test/", False),
    ],
)
def test_a_scope_holds_the_pages_of_its_site(address: str, held: bool) -> None:
    assert ACME.holds(address) is held


def test_domains_of_the_portal_belong_to_it() -> None:
    wider = ACME.with_domains([".acme-shop.test", "*.www.acme-docs.test", " "])
    assert wider.sites == {"acme.test", "acme-shop.test", "acme-docs.test"}


@pytest.mark.parametrize(
    ("domains", "sites"),
    [
        pytest.param((".acme.test", ".acme-shop.test"), {"acme.test", "acme-shop.test"}, id="the site's own portal"),
        pytest.param((".other.test",), {"acme.test"}, id="a stranger's portal"),
        pytest.param((), {"acme.test"}, id="a portal without domains"),
    ],
)
def test_the_domains_of_its_portal_belong_to_a_site(domains: tuple[str, ...], sites: set[str]) -> None:
    assert ACME.with_portal(domains).sites == sites


@pytest.mark.parametrize(
    ("include", "exclude", "held"),
    [
        pytest.param((), (), ["/", "/blog/a?b=1", "/shop"], id="everything"),
        pytest.param(("/blog/*",), (), ["/blog/a?b=1"], id="included"),
        pytest.param((), ("/blog/*",), ["/", "/shop"], id="excluded"),
        pytest.param(("/blog/*", "/shop"), ("*[?]*",), ["/shop"], id="both"),
        pytest.param(("https://www.acme.test/s*",), (), ["/shop"], id="a whole address"),
    ],
)
def test_patterns_narrow_a_scope(include: tuple[str, ...], exclude: tuple[str, ...], held: list[str]) -> None:
    scope = Scope(sites=ACME.sites, include=include, exclude=exclude)
    assert [path for path in ("/", "/blog/a?b=1", "/shop") if scope.holds(f"https://www.acme.test{path}")] == held
