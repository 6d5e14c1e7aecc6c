import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.audit.crawl.address import know_suffixes, page_address, site_of


@pytest.mark.parametrize(
    ("link", "address"),
    [
        pytest.param("/pricing", "https://www.acme.test/pricing", id="a path"),
        pytest.param("team", "https://www.acme.test/about/team", id="a relative path"),
        pytest.param("../", "https://www.acme.test/", id="a folder up"),
        pytest.param("//shop.acme.test", "https://shop.acme.test/", id="another host"),
        pytest.param("HTTPS://WWW.Acme.test:443/A", "https://www.acme.test/A", id="upper case and the usual port"),
        pytest.param("http://www.acme.test:8080/", "http://www.acme.test:8080/", id="another port"),
        pytest.param("http://[::1]:8000/", "http://[::1]:8000/", id="an address of IPv6"),
        pytest.param(" /a#team ", "https://www.acme.test/a", id="a fragment and blanks"),
        pytest.param("/a?utm_source=x&b=2&gclid=1", "https://www.acme.test/a?b=2", id="campaign tags"),
        pytest.param("/a?__hstc=1&__hssc=2&__hsfp=3", "https://www.acme.test/a", id="link parameters"),
        pytest.param("/remove-stains", "https://www.acme.test/remove-stains", id="a word that only looks like a deed"),
    ],
)
def test_a_link_leads_to_one_address(link: str, address: str) -> None:
    assert page_address(link, "https://www.acme.test/about/") == address


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("mailto:ada@acme.test", id="mail"),
        pytest.param("javascript:void(0)", id="a script"),
        pytest.param("https://ada:secret@www.acme.test/", id="credentials"),
        pytest.param("https://[www.acme.test/", id="a broken host"),
        pytest.param("https://www.acme.test:99999/", id="a port too high"),
        pytest.param("https://:80/", id="no host"),
        pytest.param("/report.PDF", id="a document"),
        pytest.param("/photo.jpg?size=2", id="a picture"),
        pytest.param("/log-out", id="logging out"),
        pytest.param("/account?action=delete&id=7", id="a deed"),
        pytest.param("/a b", id="a blank"),
        pytest.param("/" + "a" * 2_000, id="too long"),
    ],
)
def test_what_is_no_page_has_no_address(link: str) -> None:
    assert page_address(link, "https://www.acme.test/") is None


@given(st.text(), st.text())
def test_any_text_is_an_address_or_none(link: str, base: str) -> None:
    address = page_address(link, base)
    assert address is None or page_address(address) == address


@pytest.mark.parametrize(
    ("address", "site"),
    [
        pytest.param("https://www.acme.test/", "acme.test", id="a subdomain"),
        pytest.param("https://www.acme.co.uk/", "acme.co.uk", id="a suffix of two parts"),
        pytest.param("https://ada.github.io/", "ada.github.io", id="a private suffix"),
        pytest.param("https://github.io/", "github.io", id="a suffix itself"),
        pytest.param("http://localhost:8000/", "localhost:8000", id="this machine"),
        pytest.param("http://127.0.0.1:8000/", "127.0.0.1:8000", id="an IP address"),
    ],
)
def test_a_site_is_a_registrable_domain(address: str, site: str) -> None:
    know_suffixes()
    assert site_of(address) == site
