from collections.abc import Iterable
from ipaddress import ip_address

import pytest

from harness.capture.address import AddressBook
from harness.capture.reach import KeptOut, Reach, is_public

NOTHING = AddressBook()
WORLD = "93.184.215.14"
OWN = "{} is in your own network, which no page may reach that is not of it; allow it with --allow-private"


def reach(
    *urls: str, domains: Iterable[str] = (), resolve: Iterable[str] = (), connect_to: Iterable[str] = ()
) -> Reach:
    return Reach.of(urls, domains, AddressBook.parse(resolve, connect_to))


@pytest.mark.parametrize("address", [WORLD, "2606:4700::6810:84e5", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_an_address_of_the_world_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="this machine"),
        pytest.param("127.8.8.8", id="this machine by another number"),
        pytest.param("0.0.0.0", id="this machine by none"),  # noqa: S104 - nothing listens
        pytest.param("10.0.0.7", id="a network of class A"),
        pytest.param("172.31.255.1", id="a network of class B"),
        pytest.param("192.168.1.1", id="a router"),
        pytest.param("169.254.169.254", id="a cloud's metadata"),
        pytest.param("168.63.129.16", id="Azure's metadata"),
        pytest.param("100.64.0.1", id="a provider's network"),
        pytest.param("192.0.0.192", id="Oracle's metadata"),
        pytest.param("198.18.0.1", id="a network for measuring"),
        pytest.param("224.0.0.251", id="a group of hosts"),
        pytest.param("255.255.255.255", id="everybody"),
        pytest.param("::1", id="this machine in IPv6"),
        pytest.param("::", id="this machine by none in IPv6"),
        pytest.param("::ffff:127.0.0.1", id="mapped"),
        pytest.param("::ffff:a9fe:a9fe", id="mapped, in hexadecimal"),
        pytest.param("::127.0.0.1", id="compatible, as it was once written"),
        pytest.param("64:ff9b::10.0.0.7", id="translated"),
        pytest.param("64:ff9b:1::10.0.0.7", id="translated within a network"),
        pytest.param("2002:a00:7::1", id="tunnelled by 6to4"),
        pytest.param("2001:0:4136:e378:8000:63bf:f5ff:fff8", id="tunnelled by Teredo"),
        pytest.param("fe80::1", id="link-local"),
        pytest.param("fe80::1%eth0", id="link-local at an interface"),
        pytest.param("fd00:ec2::254", id="unique-local, as Amazon's metadata"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("ff02::fb", id="a group of hosts in IPv6"),
        pytest.param("2001:db8::1", id="for documentation"),
    ],
)
def test_an_address_of_a_network_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_the_world_is_within_reach() -> None:
    assert reach("https://www.acme.test/").allowed("cdn.test", 443, [WORLD]) == (WORLD,)


def test_a_name_that_leads_into_the_network_does_not_lead_there() -> None:
    with pytest.raises(KeptOut) as told:
        reach("https://www.acme.test/").allowed("evil.test", 80, ["192.168.1.1"])
    assert str(told.value) == OWN.format("evil.test")


def test_of_several_addresses_only_those_of_the_world_are_reached() -> None:
    assert reach().allowed("evil.test", 80, ["10.0.0.1", WORLD, "::1"]) == (WORLD,)


def test_a_name_that_moves_into_the_network_later_does_not_lead_there() -> None:
    made = reach("https://evil.test/")
    assert made.allowed("evil.test", 443, [WORLD]) == (WORLD,)
    with pytest.raises(KeptOut):
        made.allowed("evil.test", 443, ["192.168.1.1"])


def test_a_name_that_was_in_the_network_first_does_not_leave_it() -> None:
    made = reach("http://evil.test/")
    assert made.allowed("evil.test", 80, ["192.168.1.1"]) == ("192.168.1.1",)
    with pytest.raises(KeptOut) as told:
        made.allowed("evil.test", 80, [WORLD])
    assert str(told.value) == (
        "evil.test was in your own network at first and is outside of it now; visit it once its name has settled"
    )


def test_an_audited_name_that_is_in_both_opens_nothing() -> None:
    made = reach("http://evil.test/")
    assert made.allowed("evil.test", 80, ["192.168.1.1", WORLD]) == (WORLD,)
    with pytest.raises(KeptOut):
        made.allowed("other.test", 80, ["192.168.1.1"])


def test_a_name_without_an_address_is_asked_for_again() -> None:
    made = reach("http://intra.test/")
    with pytest.raises(KeptOut):
        made.allowed("intra.test", 80, [])
    assert made.allowed("intra.test", 80, ["10.0.0.7"]) == ("10.0.0.7",)


@pytest.mark.parametrize(
    ("made", "host", "port", "address"),
    [
        pytest.param(reach("http://10.0.0.7/"), "10.0.0.7", 8443, "10.0.0.7", id="an audited address, at any port"),
        pytest.param(reach("http://10.0.0.7/"), "api.test", 443, "10.0.0.7", id="another name of it"),
        pytest.param(reach("http://localhost:3000/"), "localhost", 3000, "::1", id="a server of this machine"),
        pytest.param(reach("http://[::1]:3000/"), "::1", 3000, "::1", id="an address of IPv6"),
        pytest.param(reach("https://acme.test/", domains=[".Intra.test"]), "intra.test", 80, "10.0.0.7", id="a domain"),
        pytest.param(
            reach("https://acme.test/", resolve=["acme.test:443:10.0.0.7", "-b.test:443"]),
            "10.0.0.7",
            443,
            "10.0.0.7",
            id="a name that was resolved",
        ),
        pytest.param(
            reach("https://acme.test/", connect_to=["acme.test:443:127.0.0.1:8443", "b.test:443::"]),
            "127.0.0.1",
            8443,
            "127.0.0.1",
            id="a name that was moved",
        ),
    ],
)
def test_what_the_user_named_is_within_reach(made: Reach, host: str, port: int, address: str) -> None:
    assert made.allowed(host, port, [address]) == (address,)


@pytest.mark.parametrize(
    ("made", "host", "port", "address"),
    [
        pytest.param(reach("http://10.0.0.7/"), "10.0.0.8", 80, "10.0.0.8", id="the audited address's neighbour"),
        pytest.param(reach("http://127.0.0.1:3000/"), "127.0.0.1", 2375, "127.0.0.1", id="another port"),
        pytest.param(reach("http://localhost:3000/"), "localhost", 2375, "127.0.0.1", id="another port by name"),
        pytest.param(reach("http:///", "http://[", "auto"), "a.test", 80, "10.0.0.7", id="what is no address"),
    ],
)
def test_what_the_user_did_not_name_is_out_of_reach(made: Reach, host: str, port: int, address: str) -> None:
    with pytest.raises(KeptOut):
        made.allowed(host, port, [address])
