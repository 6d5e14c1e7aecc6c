"""How many full hits a second one process decodes: `python -m benchmarks.decode --hits 20000`.

A full hit has 30 to 35 pairs and is taken apart completely: identity, both cookie copies, times, consent. Beside it
stands what Python's own parser makes of the same queries: flat pairs, and dicts with identity and cookies split. Every
reader works on the same hits in the same run, in turns, because the machine's speed changes from second to second.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from statistics import mean, median
from time import perf_counter
from urllib.parse import parse_qsl

from benchmarks._result import Figure, Subject
from harness.wire.cookies import Hssc, Hstc, domain_hash
from harness.wire.decode import decode
from harness.wire.encode import encode
from harness.wire.hits import (
    Client,
    Consent,
    ConsentCategories,
    Content,
    CustomEvent,
    Hit,
    Identity,
    PageRef,
    PageView,
    Visitor,
)

TARGET = 20_000
TURNS = 7
DOMAIN = domain_hash(".acme.test")
HOSTS = ("www.acme.test", "docs.acme.test", "acme-shop.test")
PATHS = ("/", "/pricing", "/docs/getting-started", "/blog/2026/launch", "/contact?topic=sales", "/über-uns", "/#/cart")
TITLES = ("Acme", "Pricing – Acme", "Docs | Getting started", "Über uns", "What's new (2026)?", "50 % off & more")
PEOPLE = (("Ada", "Lovelace"), ("Grace", "Hopper"))


def full_hit(draw: random.Random) -> Hit:
    """One full hit of a made-up visitor: a page view, or one time in four an event."""
    first = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=draw.randrange(10**10))
    now = first + timedelta(milliseconds=draw.randrange(10**9))
    common = {
        "portal_id": 4242,
        "hublet": draw.choice(("na1", "eu1")),
        "version": "1.1",
        "page": page(draw),
        "client": Client(screen="1920x1080", colour_depth="24-bit", charset="UTF-8", language="en-us"),
        "content": Content(
            page_id=str(draw.randrange(10**9)),
            content_type="standard-page",
            metadata=(("cpi", "777"), ("cgi", "888"), ("lvi", "999"), ("lvc", "en")),
        ),
        "visitor": visitor(draw, first, now),
        "session": Hssc(domain_hash=DOMAIN, page_views=draw.randrange(1, 30), started=now),
        "identity": identity(draw),
        "consent": Consent(given=False, policy=draw.randrange(4), categories=ConsentCategories(draw.randrange(16))),
        "sent_at": now,
    }
    if draw.random() < 0.25:
        return CustomEvent(name="pe4242_course", properties=(("course_id", f"Math{draw.randrange(999)}"),), **common)
    return PageView(**common)


def page(draw: random.Random) -> PageRef:
    """A page of one of three hosts."""
    url = f"https://{draw.choice(HOSTS)}{draw.choice(PATHS)}"
    return PageRef(
        url=url,
        path=draw.choice(PATHS),
        previous_path=draw.choice(PATHS),
        title=draw.choice(TITLES),
        canonical=url,
        referrer="https://www.search.test/?q=hubspot+tracking",
    )


def visitor(draw: random.Random, first: datetime, now: datetime) -> Visitor:
    """A returning visitor."""
    token = f"{draw.getrandbits(128):032x}"
    sessions = draw.randrange(1, 90)
    return Visitor(
        usertoken=token,
        hstc=Hstc(domain_hash=DOMAIN, visitor=token, first=first, previous=first, current=now, sessions=sessions),
        fingerprint=f"{draw.getrandbits(128):032x}",
        is_new=draw.random() < 0.5,
        was_reset=True,
    )


def identity(draw: random.Random) -> Identity:
    """Ada or Grace, with a number."""
    name, surname = draw.choice(PEOPLE)
    number = draw.randrange(10**6)
    email = f"{name.lower()}+{number}@acme.test"
    return Identity(pairs=(("email", email), ("firstname", name), ("lastname", surname), ("id", str(number))))


def flat(url: str) -> object:
    """The pairs alone."""
    return parse_qsl(url.partition("?")[2], keep_blank_values=True)


def nested(url: str) -> object:
    """Dicts of texts, with identity and cookies split."""
    fields: dict[str, object] = dict(parse_qsl(url.partition("?")[2], keep_blank_values=True))
    fields["i"] = dict(parse_qsl(str(fields["i"]), keep_blank_values=True))
    fields["u"] = dict(
        zip(("hash", "visitor", "first", "previous", "current", "sessions"), str(fields["u"]).split("."), strict=True)
    )
    fields["b"] = dict(zip(("hash", "page_views", "started"), str(fields["b"]).split("."), strict=True))
    return fields


READERS: dict[str, Callable[[str], object]] = {
    "decode, everything typed": decode,
    "parse_qsl, flat": flat,
    "parse_qsl, nested dicts": nested,
}


def hits_per_second(read: Callable[[str], object], urls: Sequence[str]) -> float:
    """Speed of one reader over all hits, once."""
    started = perf_counter()
    for url in urls:
        read(url)
    return len(urls) / (perf_counter() - started)


def subject(count: int) -> Subject:
    """The decoder beside Python's own parser."""
    draw = random.Random(4242)
    hits = [full_hit(draw) for _ in range(count)]
    urls = [encode(hit).url for hit in hits]
    assert [decode(url) for url in urls] == hits
    sizes = [url.count("=") for url in urls]
    share = max(1, count // TURNS)
    speeds: dict[str, list[float]] = {name: [] for name in READERS}
    gc.collect()
    for turn in range(TURNS):
        part = urls[turn * share :][:share] or urls
        for name, read in READERS.items():
            speeds[name].append(hits_per_second(read, part))
    own, floor, nested_dicts = (median(values) for values in speeds.values())
    figure = Figure(
        what="hits a second",
        unit="",
        own=own,
        floor=floor,
        peers={"`parse_qsl`, nested dicts": nested_dicts},
        wanted=TARGET,
        more_is_better=True,
        why="all is typed and checked, which the floor leaves to its caller; a browser sends a thousand times less",
    )
    remarks = (
        f"{count} hits, {min(sizes)} to {max(sizes)} pairs, {mean(map(len, urls)):.0f} characters each on average.",
        "The floor is Python's own `parse_qsl`, which makes flat pairs of texts of them; no registry has a decoder of "
        "HubSpot's hits.",
    )
    return Subject(title="Decoding", remarks=remarks, figures=(figure,))


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return subject(5_000 if quick else 20_000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hits", type=int, default=20_000, help="how many different hits are read")
    sys.exit(subject(parser.parse_args().hits).print())
