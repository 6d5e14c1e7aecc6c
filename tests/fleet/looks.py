"""Looks at sites that drive no browser; workers import them from here."""

from __future__ import annotations

import os
import signal
import threading
import zlib
from pathlib import Path

from harness.errors import BrowserError
from harness.fleet.look import Delivery
from harness.fleet.sites import FleetSite
from tests.fleet.cases import finding, result

PAGE = zlib.compress(b"<!doctype html><title>Acme</title>")
LONG_S = 300.0


def sites(number: int) -> dict[str, FleetSite]:
    """So many sites by name."""
    names = [f"{count}.acme.test" for count in range(number)]
    return {name: FleetSite(url=f"https://{name}/", name=name) for name in names}


def answer(site: FleetSite) -> Delivery:
    """A site with a finding."""
    return Delivery(result=result(finding(), site=site.name), page=PAGE)


def killed_once(site: FleetSite, *, marks: Path) -> Delivery:
    """The worker is killed at the first look at a site."""
    try:
        (marks / site.name).touch(exist_ok=False)
    except FileExistsError:
        return answer(site)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it has outlived it")


def no_browser(site: FleetSite) -> Delivery:
    """Nobody can look here."""
    raise BrowserError("no Chromium was found")


def broken(site: FleetSite) -> Delivery:
    """What nobody thought of."""
    raise ZeroDivisionError(site.name)


def held_up(site: FleetSite, *, key: Path) -> Delivery:
    """The sites from the fourth on are never over, unless a key is there."""
    if int(site.name.partition(".")[0]) >= 3 and not key.exists():
        threading.Event().wait(LONG_S)
    return answer(site)
