import pytest

from harness.capture.address import AddressBook
from harness.capture.hosts import Bridged, Direct, HostTable, Refused, Target, is_loopback

REFUSED = Refused("this run is hermetic, and the host is neither a site of the run nor allowed")
HERMETIC = HostTable(stage=frozenset({"www.acme.test"}), allowed=("*.allowed.test", "docs.test"))


@pytest.mark.parametrize(
    ("host", "target"),
    [
        pytest.param("hstrack.internal", Bridged("control"), id="the relay itself"),
        pytest.param("www.acme.test", Bridged("stage"), id="sample site"),
        pytest.param("WWW.Acme.test.", Bridged("stage"), id="in capitals, with a final dot"),
        pytest.param("track.hubspot.com", Bridged("collector"), id="tracking host"),
        pytest.param("track-eu1.hubspot.com", Bridged("collector"), id="tracking host of a hublet"),
        pytest.param("forms.hsforms.com", Bridged("collector"), id="forms host"),
        pytest.param("js.hs-scripts.com", Bridged("script"), id="loader"),
        pytest.param("js-eu1.hs-banner.com", Bridged("script"), id="banner"),
        pytest.param("localhost", Direct("localhost", 443), id="this machine"),
        pytest.param("a.allowed.test", Direct("a.allowed.test", 443), id="allowed by a pattern"),
        pytest.param("docs.test", Direct("docs.test", 443), id="allowed by name"),
        pytest.param("allowed.test", REFUSED, id="not under the pattern"),
        pytest.param("www.hubspot.com", REFUSED, id="HubSpot's other hosts"),
        pytest.param("track.hubspot.com.evil.test", REFUSED, id="a name that only begins like it"),
    ],
)
def test_a_hermetic_run_takes_a_host_to(host: str, target: Target) -> None:
    assert HERMETIC.target(host, 443) == target


@pytest.mark.parametrize(
    ("host", "target"),
    [
        pytest.param("www.acme.test", Direct("127.0.0.1", 8443), id="a moved site"),
        pytest.param("www.hubspot.com", Direct("www.hubspot.com", 443), id="any host"),
        pytest.param("track.hubspot.com", Bridged("collector"), id="hits are caught all the same"),
        pytest.param("js.hs-banner.com", Bridged("script"), id="the banner reports, so it is looked at"),
        pytest.param("js.hs-scripts.com", Direct("js.hs-scripts.com", 443), id="the real script"),
    ],
)
def test_a_live_run_takes_a_host_to(host: str, target: Target) -> None:
    book = AddressBook.parse(connect_to=["www.acme.test:443:127.0.0.1:8443"])
    assert HostTable(live=True, real_scripts=True, addresses=book).target(host, 443) == target


def test_the_real_script_is_reached_although_nothing_else_is() -> None:
    table = HostTable(real_scripts=True)
    hosts = ("js.hs-scripts.com", "www.hubspot.com")
    assert [table.target(host, 443) for host in hosts] == [Direct("js.hs-scripts.com", 443), REFUSED]


@pytest.mark.parametrize("name", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_this_machine_has_the_name(name: str) -> None:
    assert is_loopback(name)


@pytest.mark.parametrize("name", ["localhost.test", "10.0.0.1", "::2", ""])
def test_this_machine_has_not_the_name(name: str) -> None:
    assert not is_loopback(name)
