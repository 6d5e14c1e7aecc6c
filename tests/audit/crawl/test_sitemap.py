import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.audit.crawl import sitemap
from harness.audit.crawl.sitemap import Sitemap, read_sitemap

NAMESPACE = b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = b"<urlset %s><url><loc> https://a.test/?b=1&amp;c=2 </loc></url><url><loc>https://a.test/d</loc></url></urlset>"
READ = Sitemap(pages=("https://a.test/?b=1&c=2", "https://a.test/d"))


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param(PAGES % NAMESPACE, READ, id="pages"),
        pytest.param(b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>' + PAGES % NAMESPACE, READ, id="a BOM"),
        pytest.param(gzip.compress(PAGES % b""), READ, id="packed"),
        pytest.param(
            b"<sitemapindex><sitemap><loc>https://a.test/1.xml.gz</loc></sitemap></sitemapindex>",
            Sitemap(sitemaps=("https://a.test/1.xml.gz",)),
            id="an index",
        ),
        pytest.param(
            b"<s:urlset xmlns:s='s' xmlns:i='i'><s:url><s:loc>https://a.test/</s:loc>"
            b"<i:image><i:loc>https://a.test/a.png</i:loc></i:image></s:url></s:urlset>",
            Sitemap(pages=("https://a.test/",)),
            id="prefixes and pictures",
        ),
        pytest.param(PAGES % b"" + b"<url>", READ, id="a broken end"),
        pytest.param(b"https://a.test/\r\n# none\nhttps://a.test/b\n", Sitemap(("https://a.test/", "https://a.test/b")),
                     id="lines"),
        pytest.param(b"<loc>https://a.test/</loc>", Sitemap(), id="an address in nothing"),
        pytest.param(b"<urlset><url><loc></loc></url></urlset>", Sitemap(), id="an empty address"),
        pytest.param(b"<!DOCTYPE urlset [<!ENTITY a 'a'>]>" + PAGES % b"", Sitemap(), id="a document type"),
        pytest.param(b'<?xml version="1.0" encoding="no-such"?>' + PAGES % b"", Sitemap(), id="an unknown encoding"),
        pytest.param(b"\x1f\x8bnothing", Sitemap(), id="broken packing"),
        pytest.param(b"<html><body>Not found", Sitemap(), id="a page"),
        pytest.param(b"", Sitemap(), id="nothing"),
    ],
)  # fmt: skip
def test_a_sitemap_is_read(body: bytes, read: Sitemap) -> None:
    assert read_sitemap(body) == read


def test_a_sitemap_that_grows_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LARGEST", len(PAGES) - 10)
    assert read_sitemap(gzip.compress(PAGES % b"" + b" " * 1_000)) == READ


def test_the_number_of_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 1)
    assert read_sitemap(PAGES % b"") == Sitemap(pages=READ.pages[:1])


@given(st.binary())
def test_any_bytes_can_be_read(body: bytes) -> None:
    assert isinstance(read_sitemap(body), Sitemap)
