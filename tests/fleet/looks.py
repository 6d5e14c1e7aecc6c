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


def misfortunes(site: FleetSite, *, marks: Path) -> Delivery:
    """The first site kills its worker once, the next have no browser and a mistake, and the last is never over."""
    match site.name.partition(".")[0]:
        case "0":
            return killed_once(site, marks=marks)
        case "1":
            raise BrowserError("no Chromium was found")
        case "2":
            raise ZeroDivisionError(site.name)
        case "hung":
            threading.Event().wait(LONG_S)
    return answer(site)


def killed_once(site: FleetSite, *, marks: Path, pid: int = 0) -> Delivery:
    """At the first look at a site a process is killed, usually the worker."""
    try:
        (marks / site.name).touch(exist_ok=False)
    except FileExistsError:
        return answer(site)
    os.kill(pid or os.getpid(), signal.SIGKILL)
    return answer(site)


def scheduler_killed(site: FleetSite, *, marks: Path, pid: int) -> Delivery:
    """The scheduler is killed at the first look at the fourth site."""
    return killed_once(site, marks=marks, pid=pid) if site.name.startswith("3") else answer(site)


def held_up(site: FleetSite, *, key: Path) -> Delivery:
    """The sites from a number on, which is in a file, are never over."""
    if int(site.name.partition(".")[0]) >= int(key.read_text()):
        threading.Event().wait(LONG_S)
    return answer(site)
