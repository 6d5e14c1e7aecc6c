"""Hits that real browsers sent, from requests to their meaning."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.wire.cookies import Hssc, Hstc
from harness.wire.decode import decode
from harness.wire.hits import (
    Client,
    Consent,
    ConsentCategories,
    CustomEvent,
    ElementClick,
    FeedView,
    Hit,
    Identity,
    PageRef,
    PageView,
    Visitor,
)

REAL_HITS = Path(__file__).with_name("real_hits.txt").read_text(encoding="utf-8").splitlines()
ALL = ConsentCategories(15)
UNIORG = "4f3c2b1a09f8e7d6c5b4a39281706f5e"
FANTASY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
GERMAN = Client(screen="1920x1080", colour_depth="24-bit", charset="UTF-8", language="de-de")
UNIORG_PAGE = PageRef(
    url="https://www.uniorg.de/",
    title="UNIORG - Beratung, die sich auszahlt. Seit 1974.",
    canonical="https://www.uniorg.de/",
)
SECOND_SESSION = datetime(2026, 7, 13, 10, 11, 15, 79000, tzinfo=UTC)
UNIORG_VISITOR = Visitor(
    usertoken=UNIORG,
    hstc=Hstc(
        domain_hash=226818242,
        visitor=UNIORG,
        first=datetime(2026, 7, 10, 7, 52, 23, 308000, tzinfo=UTC),
        previous=datetime(2026, 7, 10, 7, 52, 23, 308000, tzinfo=UTC),
        current=SECOND_SESSION,
        sessions=2,
    ),
    fingerprint="9d8c7b6a5f4e3d2c1b0a99887766554f",
    is_new=False,
)
UNIORG_SESSION = Hssc(domain_hash=226818242, page_views=2, started=SECOND_SESSION)
FIRST_VISIT = datetime(2026, 5, 29, 1, 21, 40, 431000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "hit"),
    [
        pytest.param(
            REAL_HITS[0],
            PageView(
                portal_id=147292866,
                hublet="eu1",
                version="1.1",
                page=UNIORG_PAGE,
                client=GERMAN,
                visitor=UNIORG_VISITOR,
                session=UNIORG_SESSION,
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 7, 13, 10, 15, 51, 329000, tzinfo=UTC),
            ),
            id="page view of a returning visitor",
        ),
        pytest.param(
            REAL_HITS[2],
            CustomEvent(
                name="my_test_event2",
                properties=(("property_name", "property_value"),),
                portal_id=147292866,
                hublet="eu1",
                version="1.1",
                page=UNIORG_PAGE,
                client=GERMAN,
                visitor=UNIORG_VISITOR,
                session=UNIORG_SESSION,
                identity=Identity(pairs=(("email", "visitor@example.com"), ("firstname", "John"), ("lastname", "Doe"))),
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 7, 13, 10, 18, 17, 903000, tzinfo=UTC),
            ),
            id="event of an identified visitor",
        ),
        pytest.param(
            REAL_HITS[3],
            ElementClick(
                properties=(
                    ("hs_tag_name", "A"),
                    ("hs_element_id", ""),
                    ("hs_element_class", "elementor-button elementor-button-link"),
                    ("hs_element_text", "Kontakt"),
                    ("hs_link_href", "https://www.uniorg.de/kontakt/"),
                    ("hs_mouse_x_coordinate", "1261"),
                    ("hs_mouse_y_coordinate", "54"),
                    ("hs_is_navigation", "true"),
                ),
                portal_id=147292866,
                hublet="eu1",
                version="1.1",
                page=PageRef(url="https://www.uniorg.de/", title="UNIORG"),
                client=Client(screen="1920x1080"),
                visitor=Visitor(usertoken=UNIORG, is_new=False),
                torn_cookies=(("u", "226818242.4f3c2b1a"), ("b", "226818242.3")),
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 7, 13, 12, 2, 43, 735000, tzinfo=UTC),
            ),
            id="click with torn cookies",
        ),
        pytest.param(
            REAL_HITS[4],
            PageView(
                portal_id=50165660,
                version="1.1",
                page=PageRef(
                    url="https://fantasy.co/", title="Fantasy | Lead by Design", canonical="https://fantasy.co/"
                ),
                client=Client(screen="1920x1080", colour_depth="24-bit", charset="UTF-8", language="en-us"),
                visitor=Visitor(
                    usertoken=FANTASY,
                    hstc=Hstc(
                        domain_hash=34811838,
                        visitor=FANTASY,
                        first=FIRST_VISIT,
                        previous=FIRST_VISIT,
                        current=FIRST_VISIT,
                        sessions=1,
                    ),
                    is_new=True,
                ),
                session=Hssc(
                    domain_hash=34811838,
                    page_views=1,
                    started=datetime(2026, 5, 29, 1, 21, 40, 432000, tzinfo=UTC),
                ),
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 5, 29, 1, 21, 40, 437000, tzinfo=UTC),
            ),
            id="page view of a new visitor",
        ),
        pytest.param(
            REAL_HITS[5],
            FeedView(
                portal_id=149513,
                hublet="eu1",
                post="https://www.qt.io/blog/qt-6.10.3-released",
                blog="https://www.qt.io/blog",
                medium="rss",
            ),
            id="feed pixel",
        ),
        pytest.param(
            REAL_HITS[8],
            FeedView(
                portal_id=268973,
                post="http://ceph.com/releases/v0-61-4-released/",
                blog="http://ceph.com",
                medium="rss",
                platform="wordpress",
            ),
            id="feed pixel of 2013",
        ),
    ],
)
def test_a_real_hit_is_read_whole(url: str, hit: Hit) -> None:
    assert decode(url) == hit
