import pytest

from harness.audit.emails import Masker, email_kind, emails_in


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        pytest.param("anonymous@acme.test", "placeholder", id="nobody's name"),
        pytest.param(" No_Reply@Acme.test ", "placeholder", id="other case and separators"),
        pytest.param("user@example.com", "placeholder", id="anybody's name on a stock domain"),
        pytest.param("test@test.com", "placeholder", id="the name is the domain"),
        pytest.param("test@acme.test", "doubtful", id="perhaps a tester"),
        pytest.param("ada@example.com", "doubtful", id="a person on a reserved domain"),
        pytest.param("ada@mail.invalid", "doubtful", id="a domain that cannot exist"),
        pytest.param("ada@acme.test", "own", id="a person"),
        pytest.param("anonymous", "own", id="no address"),
    ],
)
def test_an_address_is_of_a_kind(address: str, kind: str) -> None:
    assert email_kind(address) == kind


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("ada@acme.test", "a***@acme.test", id="plain"),
        pytest.param("Dear ada.l@acme.test, hello", "Dear a***@acme.test, hello", id="in a sentence"),
        pytest.param("?i=email%3Dada%2540acme.test&k=1", "?i=email%3Da***%2540acme.test&k=1", id="encoded twice"),
        pytest.param("?email=ada%2Bx%40acme.test&k=1", "?email=a***%40acme.test&k=1", id="a plus in it"),
        pytest.param('{"email":"ada\\u0040acme.test"}', '{"email":"a***\\u0040acme.test"}', id="escaped in JSON"),
        pytest.param("a@b.test+ada@acme.test", "a***@b.test+a***@acme.test", id="behind a space of a form"),
        pytest.param("a@b.test_ada@acme.test", "a***@b.test_a***@acme.test", id="behind a space of an internal name"),
        pytest.param("2*ada@acme.test", "2*a***@acme.test", id="behind a star"),
        pytest.param("noreply@acme.test", "noreply@acme.test", id="a placeholder is no secret"),
        pytest.param("test@acme.test", "test@acme.test", id="a name that names nobody is no secret"),
        pytest.param("@media print { a }", "@media print { a }", id="no address"),
        pytest.param("cts=1404", "cts=1404", id="digits that look like a sign"),
    ],
)
def test_addresses_are_masked_wherever_they_stand(text: str, masked: str) -> None:
    assert Masker()(text) == masked


def test_two_addresses_that_look_alike_stay_apart_and_each_stays_the_same() -> None:
    mask = Masker()
    assert mask("ada@acme.test alan@acme.test ada%40acme.test ADA@acme.test anna@acme-shop.test") == (
        "a***@acme.test a***2@acme.test a***%40acme.test a***@acme.test a***@acme-shop.test"
    )


def test_a_mask_is_not_masked_again() -> None:
    mask = Masker()
    once = mask("ada@acme.test alan@acme.test")
    assert Masker()(once) == once


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("/thanks?email=Ada%40acme.test", ["ada@acme.test"], id="escaped"),
        pytest.param("ada@acme.test, grace@acme.test, ada@acme.test", ["ada@acme.test", "grace@acme.test"], id="two"),
        pytest.param("a***2@acme.test", ["a***2@acme.test"], id="masked"),
        pytest.param("noreply@acme.test", [], id="nobody's"),
        pytest.param("logo@2x.png and vue@3.5.22", [], id="files and versions"),
        pytest.param("/@ada@acme.test", [], id="a name in a network of servers"),
        pytest.param("ada@localhost", [], id="no domain"),
        pytest.param("page 40", [], id="nothing of the kind"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_the_addresses_of_people_are_found(text: str, found: list[str]) -> None:
    assert emails_in(text) == found
