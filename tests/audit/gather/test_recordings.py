"""Recorded journeys: a visitor does what the file says, and a step that cannot be taken is one sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from harness.audit.gather import Gathered, Gathering, Wishes, gather, site_target
from harness.audit.gather.journeys.recording import recording_of, script_of
from harness.errors import EvidenceError, UsageError
from harness.stage.browsers import find_browser
from harness.stage.site import bundled_sites, load_site

SITES = bundled_sites()
HOME = "https://www.acme.test/"

EVERY_KIND = [
    {"type": "setViewport", "width": 900, "height": 700},
    {"type": "navigate", "url": HOME},
    {"type": "hover", "selectors": [["aria/About"]]},
    {"type": "scroll", "x": 0, "y": 100},
    {"type": "scroll", "selectors": ["body"], "x": 0, "y": 0},
    {"type": "click", "selectors": [["!!"], ["#gone"], ["text/About"]]},
    {"type": "waitForElement", "selectors": ["h1"]},
    {"type": "waitForElement", "selectors": [".gone"], "count": 0},
    {"type": "waitForExpression", "expression": "location.pathname === '/about'"},
    {"type": "click", "selectors": [["xpath///a[@href='/sign-up']"]], "frame": [7]},
    {"type": "change", "selectors": [["aria/E-mail"], ["input[type=email]"]], "value": "ada@acme.test"},
    {"type": "keyDown", "key": "Enter"},
    {"type": "keyUp", "key": "Enter"},
    {"type": "doubleClick", "selectors": ["h1"]},
    {"type": "click", "selectors": ["h1"], "button": "secondary"},
]
SCRIPT = """
async def journey(page):
    await page.get_by_role("link", name="About").click()
    await page.get_by_role("link", name="Home").click()
"""
BROKEN = """
async def journey(page):
    raise LookupError("no such course")
"""


def done(*files: Path) -> Gathered:
    """What came of the recordings on the sample site."""
    place = site_target(load_site(SITES["spa"]), "recording")
    targets = [replace(place, wishes=Wishes(recording=file)) for file in files]
    with pytest.MonkeyPatch.context() as patch:
        # A machine that is busy with other tests may take its time; what never comes is not waited for so long.
        patch.setattr("harness.audit.gather.playing.LIMIT_MS", 3_000)
        patch.setattr("harness.audit.gather.looking.LOOK_S", 60.0)
        return gather(targets, Gathering(browser=find_browser("chromium"), timeout_s=120, rest_s=120))


def written(folder: Path, name: str, *steps: object) -> Path:
    file = folder / name
    file.write_text(json.dumps({"title": name, "steps": steps}))
    return file


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """Four recordings, in one browser."""
    folder = tmp_path_factory.mktemp("recordings")
    (folder / "script.py").write_text(SCRIPT)
    (folder / "broken.py").write_text(BROKEN)
    lost = {"type": "click", "selectors": [["#no-such-thing"]]}
    return done(
        written(folder, "every-kind.json", *EVERY_KIND),
        folder / "script.py",
        written(folder, "lost.json", {"type": "navigate", "url": HOME}, lost, {"type": "close"}),
        folder / "broken.py",
    )


@pytest.mark.browser
def test_every_kind_of_step_is_taken(gathered: Gathered) -> None:
    visit = gathered.visits[0]
    walked = [hit.page.path or "/" for hit in visit.hits if hit.phrase.startswith("page view")]
    emails = {hit.identity.email for hit in visit.hits if hit.identity}
    assert (visit.journey, visit.undecided, walked, emails) == (
        "recording",
        (),
        ["/", "/about", "/sign-up", "/welcome"],
        {"ada@acme.test"},
    )


@pytest.mark.browser
def test_a_script_drives_the_page(gathered: Gathered) -> None:
    visit = gathered.visits[1]
    assert [hit.phrase for hit in visit.hits if hit.phrase.startswith("page view")] == [
        "page view of /",
        "page view of /about",
        "page view of /",
    ]


@pytest.mark.browser
def test_what_cannot_be_done_is_told_and_what_was_sent_is_kept(gathered: Gathered) -> None:
    lost, broken = gathered.problems
    assert lost == (
        "recording: step 2 (click) could not be taken: nothing on the page is #no-such-thing; "
        "what was sent before is judged"
    )
    assert broken.endswith("broken.py:3: LookupError: no such course; what was sent before is judged")
    assert [len(visit.hits) for visit in gathered.visits[2:]] == [1, 1]


def test_a_recording_that_cannot_be_read_names_its_file(tmp_path: Path) -> None:
    torn = tmp_path / "torn.json"
    torn.write_text("{}")
    with pytest.raises(EvidenceError, match=r"torn\.json: is no recording"):
        recording_of(torn)
    with pytest.raises(EvidenceError, match=r"gone\.json: cannot be read \(No such file or directory\)"):
        recording_of(tmp_path / "gone.json")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("import nothing_like_it", "cannot be loaded: ModuleNotFoundError", id="an import that fails"),
        pytest.param("def journey(page): ...", "has no 'async def journey\\(page\\)'", id="a plain function"),
    ],
)
def test_a_script_that_cannot_be_used_is_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "script.py"
    file.write_text(text)
    with pytest.raises(UsageError, match=rf"script\.py: {told}"):
        script_of(file)
