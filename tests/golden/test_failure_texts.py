"""What a test of each sample application prints once the application is broken: golden files, to be read like code.

Each text has to name the cause, in the words and lines of the application, and the fix.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest

from tests.nested import SETTINGS, run_pytest
from tests.plugin.conftest import SITES, Ran

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One slip in a copy of a sample site, and the test that meets it."""

    file: str
    right: str
    wrong: str
    test: str

    def copy(self, site: str, folder: Path) -> None:
        """Write the broken site."""
        shutil.copytree(SITES / site, folder)
        text = (folder / self.file).read_text(encoding="utf-8")
        assert text.count(self.right) == 1
        (folder / self.file).write_text(text.replace(self.right, self.wrong), encoding="utf-8")

    def test_of(self, site: str) -> str:
        """The test, which is named after the site."""
        marker = f'@pytest.mark.hubspot(site="{site}", portal={{"generation": "2023"}})'
        body = textwrap.indent(textwrap.dedent(self.test).strip(), "    ")
        return f"\n\n{marker}\ndef {name_of_test(site)}(page, hubspot):\n{body}\n"


BREAKS = {
    "exemplary": Break(  # a property has been renamed, which nobody told HubSpot
        file="pages/courses.js",
        right="course_id: course",
        wrong="courseId: course",
        test="""
            page.goto("https://www.acme.test/courses")
            page.get_by_role("button").first.click()
            expect(hubspot.event("pe4242_course_registration")).to_carry(course_id="first-light", timeout=1_000)
        """,
    ),
    "spa": Break(  # routes are counted without their query
        file="pages/app.js",
        right='["setPath", pathname + search]',
        wrong='["setPath", pathname]',
        test="""
            page.goto("https://www.acme.test/")
            page.get_by_role("link", name="Advanced courses").click()
            expect(hubspot.page_view("/courses?level=advanced")).to_be_sent(timeout=1_000)
        """,
    ),
    "spa-hash": Break(  # nothing tells the tracking code of the route
        file="pages/app.js",
        right='  window._hsq.push(["setPath", `/#${address}`]);\n',
        wrong="",
        test="""
            page.goto("https://www.acme.test/")
            page.get_by_role("link", name="About").click()
            expect(hubspot).to_have_walked("/#/", "/#/about", timeout=1_000)
        """,
    ),
    "shop-cross-domain": Break(  # links that are added later lead nobody on
        file="www/linking.js",
        right="      if (firstCall) decorateNewLinks();\n",
        wrong="",
        test="""
            page.goto("https://www.acme.test/products")
            expect(hubspot.link(page.get_by_role("link", name="Finch"))).to_be_linked_to("acme-shop.test")
            page.get_by_role("button", name="Show more products").click()
            expect(hubspot.link(page.get_by_role("link", name="Heron"))).to_be_linked_to("acme-shop.test", timeout=500)
        """,
    ),
}


def name_of_test(site: str) -> str:
    return f"test_{site.replace('-', '_')}"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One run of all the tests against the broken copies."""
    folder = tmp_path_factory.mktemp("broken")
    for site, each in BREAKS.items():
        each.copy(site, folder / site)
    head = "import pytest\n\nfrom harness import expect\n"
    (folder / "test_broken.py").write_text(head + "".join(each.test_of(site) for site, each in BREAKS.items()))
    (folder / "pytest.ini").write_text(SETTINGS)
    done = run_pytest(folder)
    return Ran(done.outcomes, f"{done.stdout}\n{done.stderr}")


STEADY = (
    (re.compile(r"\b[0-9a-f]{32}\b"), "0" * 32),
    (re.compile(r"\b\d{13}\b"), "0" * 13),
    (re.compile(r"(?<=\.)1[0-9]{3}…"), "0…"),
    (re.compile(r"(?<=__hsfp: wanted ')\d+"), "0"),
)


def told(ran: Ran, site: str) -> str:
    """What stands below the test's own line."""
    lines = ran.told_of(name_of_test(site)).splitlines()
    text = "".join(f"{line[1:].removeprefix('       ')}\n" for line in lines if line[:1] == "E")
    return reduce(lambda steady, each: each[0].sub(each[1], steady), STEADY, text)


@pytest.mark.parametrize("site", BREAKS)
def test_the_failure_names_the_cause_and_the_fix(ran: Ran, site: str) -> None:
    assert told(ran, site) == (HERE / f"{site}.txt").read_text(encoding="utf-8")
