"""Where tracking code comes from and where hits go, as a user says it and sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.wire.har import Answer
from harness.wire.har_text import har_text
from tests.capture.sources.conftest import LOADER, portals_scripts, script
from tests.plugin.conftest import Run
from tests.portal_server import PortalServer

WALK = """
def test_walk(page, hubspot):
    page.goto(HOME)
    page.get_by_role("link", name="About").click()
    expect(hubspot).to_have_walked("/", "/about")
"""
COUNTED = ["track.hubspot.com/__ptq.gif", "track.hubspot.com/__ptq.gif"]
# Tracking code that never comes is waited for by each negative expectation; here not for as long.
IMPATIENT = """
    from harness import expect
    from harness.capture.settle import settle_steps

    expect.set_options(timeout=500)
    settle_steps.__kwdefaults__["bound_s"] = 0.5
"""
IDLE = "def test_idle(): pass\n"


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A recording of the portal of the sample site."""
    return written(tmp_path / "portal.har", *portals_scripts())


def written(path: Path, *answers: Answer) -> Path:
    path.write_text(har_text(answers, page="recording.test", creator=("hstrack", "1"), browser=("chromium", "1")))
    return path


def header(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("hubspot: ")]


@pytest.mark.browser
def test_a_test_passes_with_the_live_script_and_no_hit_leaves(run: Run, hubspot_host: PortalServer) -> None:
    ran = run(WALK, "--hubspot-tracker=live", f"--hubspot-connect-to={hubspot_host.connect_to}")

    assert ran.outcomes == {"passed": 1}
    assert header(ran.text) == ["hubspot: tracker live, from HubSpot · hits are caught"]
    assert "js.hs-analytics.net" in hubspot_host.hosts
    assert hubspot_host.hits == []


@pytest.mark.browser
def test_a_recording_is_replayed_and_what_it_lacks_is_told_by_the_test_that_needs_it(
    run: Run, recording: Path, tmp_path: Path
) -> None:
    partial = written(tmp_path / "partial.har", script(LOADER, portals_scripts()[0].body.decode()))
    code = f"""
{WALK}
@pytest.mark.hubspot(tracker="standin")
{WALK.replace("walk(", "stand_in(").strip()}

@pytest.mark.hubspot(tracker="replay:{partial}")
{WALK.replace("walk(", "gap(").strip()}

@pytest.mark.hubspot(tracker="replay:{partial}")
def test_absence(page, hubspot):
    page.goto(HOME)
    expect(hubspot.event()).not_to_be_sent()
"""

    ran = run(code, f"--hubspot-tracker=replay:{recording}", conftest=IMPATIENT)

    assert ran.outcomes == {"passed": 2, "failed": 2}
    assert header(ran.text) == [f"hubspot: tracker replay of {recording} · hits are caught"]
    again = f"record it again with hstrack tracker record --portal 4242 -o {partial}"
    assert f"hint: the recording {partial} has no https://js.hs-" in ran.told_of("test_gap")
    assert ran.told_of("test_absence").partition("\n")[0].endswith(again)
    assert ran.told_of("test_absence").endswith('allow it by name: @pytest.mark.hubspot(allow="not-recorded")')


@pytest.mark.browser
@pytest.mark.parametrize(
    ("walk", "look", "options", "lines"),
    [
        pytest.param(
            "deliver=True",
            "",
            (),
            [
                "hubspot: tracker stand-in (current) · hits are caught",
                "hubspot: deliver=True in the marker of 1 test: "
                "HUBSPOT COUNTS THE HITS OF THIS RUN as those of real visitors",
            ],
            id="of the test that says so and of no other",
        ),
        pytest.param(
            "",
            "deliver=False",
            ("--hubspot-deliver",),
            [
                "hubspot: tracker stand-in (current) · hits are DELIVERED",
                "hubspot: --hubspot-deliver is on: HUBSPOT COUNTS THE HITS OF THIS RUN as those of real visitors",
            ],
            id="of all but the test that takes it back",
        ),
    ],
)
def test_hits_reach_hubspot(
    walk: str, look: str, options: tuple[str, ...], lines: list[str], run: Run, hubspot_host: PortalServer
) -> None:
    # The scripts of 2023 send no hit for the click itself.
    code = f"""
pytestmark = pytest.mark.hubspot(portal={{'generation': '2023'}})

@pytest.mark.hubspot({look})
def test_look(page, hubspot):
    page.goto(HOME)
    expect(hubspot).to_have_walked("/")

@pytest.mark.hubspot({walk})
{WALK.strip()}
"""

    ran = run(code, f"--hubspot-connect-to={hubspot_host.connect_to}", *options)

    assert ran.outcomes == {"passed": 2}
    assert (hubspot_host.hits, header(ran.text)) == (COUNTED, lines)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("mine", "there is no tracker 'mine'; take standin, live or replay:FILE", id="a name"),
        pytest.param(
            "replay:gone.har",
            "gone.har: a recording of the tracking code was wanted here, No such file or directory; "
            "make one with hstrack tracker record --portal ID -o gone.har",
            id="a file that is not there",
        ),
        pytest.param(
            "replay:test_inner.py",
            "{root}/test_inner.py is no recording of the tracking code: the text is no JSON; "
            "name a HAR, such as hstrack tracker record writes",
            id="a file that is no HAR",
        ),
    ],
)
def test_a_source_that_cannot_be_is_told_before_the_first_test(
    name: str, sentence: str, run: Run, tmp_path: Path
) -> None:
    ran = run(IDLE, f"--hubspot-tracker={name}")

    assert f"ERROR: --hubspot-tracker: {sentence.format(root=tmp_path)}\n" in ran.text
    assert "test session starts" not in ran.text


@pytest.mark.browser
def test_a_recording_of_another_portal_is_told_before_a_page_is_opened(run: Run, recording: Path) -> None:
    ran = run(WALK, f"--hubspot-tracker=replay:{recording}", "--hubspot-portal=7")

    assert ran.outcomes == {"errors": 1}
    assert ran.told_of("test_walk") == (
        f"{recording} is a recording of portal 4242, and the tracking code of portal 7 is wanted; "
        f"record it with hstrack tracker record --portal 7 -o {recording}"
    )


def test_the_header_says_where_hits_go_although_nobody_said_a_word(run: Run) -> None:
    ran = run(IDLE, "-v", site="")  # Without a site the runs of these tests are quiet, and a quiet one has no header.

    assert header(ran.text) == ["hubspot: tracker stand-in (current) · hits are caught"]


def test_the_header_names_the_generation_of_the_site(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(
        'title = "Old"\nstart = "https://www.acme.test/"\n[portal]\ngeneration = "2021"\n'
        '[[host]]\nname = "www.acme.test"\n'
    )

    ran = run(IDLE, f"--hubspot-site={tmp_path}")

    assert header(ran.text) == ["hubspot: tracker stand-in (2021) · hits are caught"]


def test_a_header_is_left_out_when_the_options_do_not_fit(run: Run) -> None:
    ran = run(IDLE, "--hubspot-site=gone")

    assert (ran.outcomes, header(ran.text)) == ({"passed": 1}, [])
