"""Visits of sites, right or broken: one browser and one relay for all of them, several visits at a time."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from playwright.async_api import Locator

from benchmarks._mutants import Mutant
from harness.audit.crossings import is_same_site
from harness.audit.gather import Gathered, Gathering, site_target
from harness.audit.gather.ground import Ground
from harness.audit.gather.visitor import Visitor
from harness.audit.gather.visits import visit
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.stage import server
from harness.stage.browsers import find_browser
from harness.stage.site import load_site
from harness.wire.address import host_of
from harness.wire.hits import CustomEvent, ElementClick, FormSubmission, Hit, LegacyEvent, PageView
from harness.wire.linking import LinkParams
from tests.sites.visiting import SITES, begun

__all__ = ["RULES", "Broken", "Outcome", "Right", "right_visits", "tried"]

AT_ONCE = 4
LOAD_S = 8.0
ABSENT = "could not be followed"
RULES = catalogue()
CLICK = Visitor.click

Broken = tuple[str, Mutant]
"""A mutant behind the name of its site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What an unbroken site sends and what HubSpot records of it, which of its files it serves meanwhile, and why it
    cannot be compared, if so.
    """

    sent: Counter[str]
    recorded: Counter[str]
    files: frozenset[Path]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one mutant: the lines that are `gone` from what is sent and those `new` there, and who noticed.

    `alike` says that HubSpot records the same all the same.
    """

    mutant: str
    alike: bool = False
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything else is sent than by the unbroken site."""
        return bool(self.gone or self.new)

    @property
    def noticed(self) -> bool:
        """Whether a rule finds something, or something is left in doubt."""
        return bool(self.rules or self.doubts)


def right_visits(names: Sequence[str]) -> dict[str, Right]:
    """Each of the unbroken sites, visited twice to see that it is sent alike."""
    return asyncio.run(_right_visits(names))


def tried(broken: Sequence[Broken], rights: Mapping[str, Right]) -> list[Outcome]:
    """What comes of mutants, each of the site that is named with it."""
    return asyncio.run(_tried(broken, rights))


async def _right_visits(names: Sequence[str]) -> dict[str, Right]:
    async with _grounds() as grounds:
        return {name: await _right(grounds.get_nowait(), name, grounds) for name in names}


async def _right(ground: Ground, name: str, grounds: asyncio.Queue[Ground]) -> Right:
    with _noting() as files:
        visits = [await _visited(ground, SITES[name]) for _ in range(2)]
    grounds.put_nowait(ground)
    first, again = map(_sent, visits)
    noticed = [told for visit in visits for told in (*_rules(visit), *_doubts(visit))]
    own = frozenset(file.relative_to(SITES[name].resolve()) for file in files)
    fault = "; ".join(noticed) or ("" if first == again else "not sent alike twice")
    return Right(sent=first, recorded=_recorded(visits[0]), files=own, fault=fault)


async def _tried(broken: Sequence[Broken], rights: Mapping[str, Right]) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as shelf:
        async with _grounds() as grounds:
            folders = [Path(shelf) / str(place) / name for place, (name, _) in enumerate(broken)]
            tasks = [
                _once_free(grounds, folder, mutant, rights[name])
                for folder, (name, mutant) in zip(folders, broken, strict=True)
            ]
            return list(await asyncio.gather(*tasks))


async def _once_free(grounds: asyncio.Queue[Ground], folder: Path, mutant: Mutant, right: Right) -> Outcome:
    """What comes of a mutant; what nobody noticed, and what a busy machine may have spoilt, is visited once more."""
    ground = await grounds.get()
    try:
        shutil.copytree(SITES[folder.name], folder)
        (folder / mutant.file).write_text(mutant.text, encoding="utf-8")
        outcome = _outcome(mutant, await _visited(ground, folder), right)
        if (outcome.differs and not outcome.noticed) or any(ABSENT not in doubt for doubt in outcome.doubts):
            outcome = _outcome(mutant, await _visited(ground, folder), right)
        shutil.rmtree(folder)
        return outcome
    finally:
        grounds.put_nowait(ground)


def _outcome(mutant: Mutant, visit: Visit, right: Right) -> Outcome:
    sent = _sent(visit)
    gone, new = tuple((right.sent - sent).elements()), tuple((sent - right.sent).elements())
    if not (gone or new):
        return Outcome(mutant=str(mutant))
    alike = _recorded(visit) == right.recorded
    return Outcome(mutant=str(mutant), alike=alike, gone=gone, new=new, rules=_rules(visit), doubts=_doubts(visit))


@contextlib.asynccontextmanager
async def _grounds() -> AsyncIterator[asyncio.Queue[Ground]]:
    """Places for as many visits as are made at a time, all in one browser."""
    how = Gathering(browser=find_browser("chromium"), timeout_s=LOAD_S, rest_s=LOAD_S)
    free: asyncio.Queue[Ground] = asyncio.Queue()
    with patch.object(Visitor, "click", _click_at_once):
        async with begun(how) as ground:
            for _ in range(AT_ONCE):
                free.put_nowait(replace(ground))
            yield free


async def _click_at_once(visitor: Visitor, link: Locator) -> bool:
    """Click a link, if there is one: on a page at rest, none comes."""
    return bool(await link.count()) and await CLICK(visitor, link)


async def _visited(ground: Ground, folder: Path) -> Visit:
    """A visit of a site; what went wrong is a doubt."""
    ground.gathered = Gathered()
    await visit(ground, site_target(load_site(folder)))
    (made,) = ground.gathered.visits
    return replace(made, undecided=(*made.undecided, *ground.gathered.problems))


@contextlib.contextmanager
def _noting() -> Iterator[set[Path]]:
    """The files that sites serve meanwhile; a mutant of another one changes nothing."""
    served, content = set[Path](), server._content

    def noting(host: object, file: Path, *rest: object) -> object:
        served.add(file.resolve())
        return content(host, file, *rest)  # type: ignore[arg-type]

    with patch.object(server, "_content", noting):
        yield served


def _rules(visit: Visit) -> tuple[str, ...]:
    """The rules that find something."""
    return tuple(sorted({finding.rule for finding in judge([visit], RULES).findings}))


def _doubts(visit: Visit) -> tuple[str, ...]:
    """What is left in doubt, by the visit or by a rule."""
    report = judge([visit], RULES)
    told = (f"{each.rule}: {reason}" for each in report.results for reason in (*each.undecided, *each.crashes))
    return (*visit.undecided, *told)


def _sent(visit: Visit) -> Counter[str]:
    """What a visit sent, without identifiers and times; visitors are numbered in the order of their appearance."""
    tokens: dict[str | None, int] = {}
    return Counter(_told(hit, tokens) for hit in visit.hits)


def _recorded(visit: Visit) -> Counter[str]:
    """What HubSpot makes of a visit: who did what on which page, whatever way the page was named and reached.

    A page is named by setPath, the canonical link or the address; links of its own site are no source; clicks are
    recorded where an event listens for them, which is an event then.
    """
    tokens: dict[str | None, int] = {}
    return Counter(_filed(hit, tokens) for hit in visit.hits if not isinstance(hit, ElementClick))


def _filed(hit: Hit, tokens: dict[str | None, int]) -> str:
    who = tokens.setdefault(hit.visitor.usertoken, len(tokens))
    host = host_of(hit.page.canonical or hit.page.url or "")
    source = hit.page.referrer if hit.page.referrer and not is_same_site(hit.page.referrer, hit.page.url or "") else ""
    names = hit.identity.pairs if hit.identity else ()
    page = (host, hit.page.tracked_path, hit.page.title)
    own = () if isinstance(hit, PageView) else tuple(_own(hit))
    return repr((hit.kind, hit.portal_id, hit.hublet, who, page, source, names, hit.consent.given, own))


def _told(hit: Hit, tokens: dict[str | None, int]) -> str:
    """A hit in one line; what was typed, and where one clicked, may differ from visit to visit."""
    who = tokens.setdefault(hit.visitor.usertoken, len(tokens))
    place = LinkParams.remove_from(hit.page.url or "")
    is_linked = LinkParams.find(hit.page.url or "") is not None
    page = (place, is_linked, hit.page.path, hit.page.previous_path, hit.page.title, hit.page.canonical)
    names = hit.identity.pairs if hit.identity else ()
    known = (hit.visitor.hstc is not None, hit.visitor.is_new, hit.visitor.was_reset, hit.consent)
    return repr((hit.kind, hit.portal_id, hit.hublet, who, page, hit.page.referrer, names, known, tuple(_own(hit))))


def _own(hit: Hit) -> Iterator[object]:
    match hit:
        case CustomEvent():
            yield from (hit.name, hit.properties)
        case LegacyEvent():
            yield from (hit.id, hit.value)
        case FormSubmission():
            yield from (hit.form_id, hit.fields)
        case ElementClick():
            pass
        case _:
            yield hit.phrase
