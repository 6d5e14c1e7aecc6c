"""Which sites a fleet has."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from harness.audit.config import RuleConfig
from harness.audit.crawl.plan import CrawlPlan
from harness.errors import ConfigError
from harness.fleet.sites import Crawl, FleetSite, Selectors, read_sites, site_of_toml, sites_of_csv

CSV = """\
\ufeffurl, name, journeys, max-pages

https://www.acme.test/, Acme, first-visit decline, 50
https://shop.acme.test,,,
"""
TOML = """\
url = "https://www.acme.test/"
journeys = ["decline"]
domains = ["acme-shop.test"]

[crawl]
max-pages = 20
exclude = ["/search*"]

[selectors]
decline = "#no"

[rules.slow]
ignore = "it is known"
"""


def test_a_csv_file_has_a_site_on_each_line() -> None:
    assert [*sites_of_csv(CSV)] == [
        FleetSite(
            url="https://www.acme.test/",
            name="Acme",
            journeys=("first-visit", "decline"),
            crawl=Crawl(max_pages=50),
        ),
        FleetSite(url="https://shop.acme.test", name="shop.acme.test"),
    ]


def test_a_sample_site_is_known_by_its_folder() -> None:
    found = [*sites_of_csv("site\nsites/spa\n")]

    assert [(each.name, each.place) for each in found] == [("spa", "sites/spa")]


def test_a_toml_file_says_all_of_a_site() -> None:
    assert site_of_toml(TOML) == FleetSite(
        url="https://www.acme.test/",
        name="www.acme.test",
        journeys=("decline",),
        domains=("acme-shop.test",),
        crawl=Crawl(max_pages=20, exclude=("/search*",)),
        selectors=Selectors(decline="#no"),
        rules={"slow": RuleConfig(ignore="it is known")},
    )


def test_a_crawl_knows_the_domains_of_the_site() -> None:
    assert site_of_toml(TOML).plan == CrawlPlan(max_pages=20, exclude=("/search*",), domains=("acme-shop.test",))


def test_without_a_crawl_there_is_no_plan() -> None:
    assert FleetSite(url="https://www.acme.test/").plan is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("url,journey\n", "there is no column 'journey'; did you mean 'journeys'?", id="misspelt column"),
        pytest.param("Adresse\n", "there is no column 'Adresse'; there are url, name", id="unknown column"),
        pytest.param("name\n", "there is no column 'url'; the first line names the columns", id="no address"),
        pytest.param("url\nftp://acme.test\n", "line 2: ", id="no address of a page"),
        pytest.param("url,max-pages\na.test,many\n", "line 2: max-pages is 'many'; write a number", id="no number"),
        pytest.param("url,site\nhttps://a.test,spa\n", "line 2: a site has either a url or the folder", id="both"),
        pytest.param("url,journeys\nhttps://a.test,walk\n", "line 2: there is no journey 'walk'", id="no journey"),
    ],
)
def test_a_mistake_in_a_csv_file_is_told(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        [*sites_of_csv(text)]

    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("text", [pytest.param("url = 4", id="no text"), pytest.param("urls = []", id="unknown key")])
def test_a_mistake_in_a_toml_file_is_told(text: str) -> None:
    with pytest.raises(ConfigError, match="is not the configuration of a site: "):
        site_of_toml(text)


def test_files_of_both_kinds_are_one_fleet(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("url\nhttps://a.test\n")
    (tmp_path / "b.toml").write_text('url = "https://b.test"')

    assert [each.name for each in read_sites([tmp_path / "a.csv", tmp_path / "b.toml"])] == ["a.test", "b.test"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(b"url\n", "a.csv: there is no site in it", id="no site"),
        pytest.param(b"url\nhttps://a.test\nhttps://a.test/2\n", "2 sites are called 'a.test'", id="one name twice"),
        pytest.param(b"\xff", r"a.csv: the sites cannot be read \(it is not UTF-8\)", id="no text"),
        pytest.param(b"uri\n", r"a.csv: there is no column 'uri'; did you mean 'url'\?", id="a mistake"),
    ],
)
def test_files_that_make_no_fleet_are_told(tmp_path: Path, text: bytes, told: str) -> None:
    (tmp_path / "a.csv").write_bytes(text)

    with pytest.raises(ConfigError, match=told):
        read_sites([tmp_path / "a.csv"])


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"the sites cannot be read \(No such file"):
        read_sites([tmp_path / "none.csv"])


def test_a_site_travels_to_its_worker_and_back() -> None:
    site = site_of_toml(TOML)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(site), type=FleetSite) == site
