"""A visit in a real browser, held to the plan of the sample application."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from harness import Hubspot, expect

HOME = "https://www.acme.test/"
PLAN = Path(__file__).parents[2] / "sites" / "spa" / "tracking-plan.yaml"

# A plan is held against the timeline, which knows no engine.
pytestmark = [pytest.mark.hubspot(site="spa"), pytest.mark.only_browser("chromium")]


def register(page: Page) -> None:
    """Walk to the courses and register for one."""
    page.goto(HOME)
    page.get_by_role("link", name="Courses", exact=True).click()
    page.get_by_role("button", name="Register for Counting stars").click()


def test_a_visit_matches_its_plan(page: Page, hubspot: Hubspot) -> None:
    register(page)
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("E-mail").fill("ada@acme.test")
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("link", name="About").click()

    expect(hubspot).to_match_plan(PLAN)
    expect(hubspot).to_match_plan(PLAN, complete=True)


def test_a_visit_that_does_not_match_is_told_by_the_calls_behind_it(
    page: Page, hubspot: Hubspot, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    text = PLAN.read_text(encoding="utf-8")
    plan.write_text(text.replace("{type: number, minimum: 0}", "string"), encoding="utf-8")
    register(page)
    page.evaluate("history.pushState(null, '', '/about')")

    with pytest.raises(AssertionError) as caught:
        expect(hubspot).to_match_plan(plan, timeout=200)

    told = str(caught.value)
    faults = [line.split(maxsplit=1)[1].partition("  (")[0] for line in told.partition("\n\n")[0].splitlines()[2:]]
    assert faults == [
        "type mismatch: 'price' of event pe4242_course_registration was 90: it is not of type \"string\"",
        "route not viewed: /about was visited, and no page view counted it",
    ]
    assert "(app.js:68; plan.yaml:6)" in told
    expect(hubspot).not_to_match_plan(plan)
