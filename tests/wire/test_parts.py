"""What a hit says of its page."""

from __future__ import annotations

import pytest

from harness.wire.parts import PageRef

ADDRESS = "https://www.acme.test/shop?utm_source=ad#top"


@pytest.mark.parametrize(
    ("ref", "url", "path"),
    [
        pytest.param(PageRef(url=ADDRESS), "https://www.acme.test/shop?utm_source=ad", "/shop", id="address bar"),
        pytest.param(
            PageRef(url=ADDRESS, canonical="https://www.acme.test/shop?p=1"),
            "https://www.acme.test/shop?p=1",
            "/shop?p=1",
            id="canonical link",
        ),
        pytest.param(
            PageRef(url=ADDRESS, canonical="https://www.acme.test/b", canonical_set="https://www.acme.test/a"),
            "https://www.acme.test/a",
            "/a",
            id="canonical that was set",
        ),
        pytest.param(
            PageRef(url=ADDRESS, path="/about", canonical="https://www.acme.test/b"),
            "https://www.acme.test/about",
            "/about",
            id="setPath",
        ),
        pytest.param(
            PageRef(url=ADDRESS, path="/#/about"), "https://www.acme.test/#/about", "/#/about", id="hash path"
        ),
        pytest.param(PageRef(url=ADDRESS, path="about"), "https://www.acme.test/about", "about", id="no slash"),
        pytest.param(
            PageRef(url=ADDRESS, path="https://docs.acme.test/a?b"),
            "https://docs.acme.test/a?b",
            "/a?b",
            id="setPath with a full URL",
        ),
        pytest.param(PageRef(path="/about"), "/about", "/about", id="a path alone"),
        pytest.param(PageRef(), None, None, id="nothing"),
    ],
)
def test_the_tracked_address_is_what_hubspot_counts(ref: PageRef, url: str | None, path: str | None) -> None:
    assert (ref.tracked_url, ref.tracked_path) == (url, path)


@pytest.mark.parametrize(
    ("ref", "path"),
    [
        pytest.param(PageRef(url=ADDRESS, path="/about"), "/shop?utm_source=ad#top", id="whole"),
        pytest.param(PageRef(path="/about"), None, id="not on the wire"),
    ],
)
def test_the_address_path_is_the_address_bars_own(ref: PageRef, path: str | None) -> None:
    assert ref.address_path == path
