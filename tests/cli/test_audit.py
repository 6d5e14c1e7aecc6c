"""`hstrack audit`, `judge`, `rules` and `rule`, as a user types them."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.audit.evidence import parse_visits, save_visits
from harness.audit.gather import Gathered, Gathering, Target
from harness.audit.rules.consent.tracking_before_choice import tracking_before_choice
from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.testing import choice, page, page_view, push, visit
from harness.audit.visit import Visit
from harness.cli.main import cli
from harness.errors import HarnessError
from harness.stage.browsers import FoundBrowser

DOUBLE = visit(page("/"), page_view("/"), push("trackPageView", source="app.js:14"), page_view("/"))
CLEAN = visit(page("/"), page_view("/"))
WARNED = visit(page_view("/"), choice("accept"), banner="klaro")

OWN_RULE = '''
from harness.audit.finding import finding
from harness.audit.rule import rule

@rule(family="custom", severity="note", needs={"hits"})
def seen_at_all(visit):
    """A hit is sent."""
    for hit in visit.hits:
        yield finding("a hit was sent", at=hit)
'''


@pytest.fixture(autouse=True)
def empty_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without configuration to run in, a catalogue of three rules, and no Playwright."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("harness.stage.driver.async_playwright", nullcontext)
    bundled = (first_view_counted_twice, placeholder_email, tracking_before_choice)
    monkeypatch.setattr("harness.audit.registry.rules_of_package", lambda _: iter(bundled))
    return tmp_path


def run(*arguments: str) -> Result:
    """What the command prints, and its exit code."""
    return CliRunner().invoke(cli, arguments)


def evidence(folder: Path, *visits: Visit) -> str:
    """A saved file of the visits, whose hits are written as a browser would send them."""
    file = folder / "visit.json"
    sent = [replace(each, hits=tuple(replace(hit, request=None) for hit in each.hits)) for each in visits]
    save_visits(file, sent, show_identities=True)
    return str(file)


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[Target]:
    """The targets of the audit, which finds CLEAN on each of them without a browser."""
    targets: list[Target] = []

    def gather(wanted: list[Target], how: Gathering) -> Gathered:
        targets.extend(wanted)
        how.say("opening")
        assert how.keep
        how.keep(CLEAN)
        return Gathered()

    def find_browser(engine: str, path: str | None) -> FoundBrowser:
        return FoundBrowser(engine="chromium", executable_path=path, channel=None, source="a test", version="1")

    monkeypatch.setattr("harness.audit.gather.gather", gather)
    monkeypatch.setattr("harness.stage.browsers.find_browser", find_browser)
    return targets


@pytest.mark.parametrize(
    ("case", "options", "code"),
    [
        pytest.param(CLEAN, (), 0, id="clean"),
        pytest.param(DOUBLE, (), 1, id="an error"),
        pytest.param(DOUBLE, ("--json",), 1, id="an error as JSON"),
        pytest.param(WARNED, ("--fail-on", "note"), 1, id="graver than asked for"),
    ],
)
def test_the_exit_code_says_what_was_found(
    empty_project: Path, case: Visit, options: tuple[str, ...], code: int
) -> None:
    assert run("judge", evidence(empty_project, case), *options).exit_code == code


def test_findings_below_the_limit_do_not_fail(empty_project: Path) -> None:
    rules = empty_project / "own.py"
    rules.write_text(OWN_RULE, encoding="utf-8")
    file = evidence(empty_project, CLEAN)
    codes = [run("judge", file, "--rules", str(rules), "--fail-on", each).exit_code for each in ("error", "note")]
    assert codes == [0, 1]


def test_the_configuration_says_what_fails(empty_project: Path) -> None:
    (empty_project / "hstrack.toml").write_text('[audit.rules.first-view-counted-twice]\nseverity = "note"\n')
    assert run("judge", evidence(empty_project, DOUBLE)).exit_code == 0


def test_a_misspelt_rule_in_the_configuration_is_told(empty_project: Path) -> None:
    (empty_project / "hstrack.toml").write_text("[audit.rules.first-view]\n")
    assert isinstance(run("judge", evidence(empty_project, CLEAN)).exception, HarnessError)


def test_a_report_goes_to_a_file(empty_project: Path) -> None:
    result = run("judge", evidence(empty_project, DOUBLE), "--json", "-o", "report.json")
    report = json.loads((empty_project / "report.json").read_text(encoding="utf-8"))
    assert (result.output, report["summary"]["severities"]["error"]) == ("", 1)


def test_a_report_that_cannot_be_written_is_told(empty_project: Path) -> None:
    result = run("judge", evidence(empty_project, CLEAN), "-o", "missing/report.txt")
    assert str(result.exception) == (
        "missing/report.txt: the report cannot be written there; its folder does not exist"
    )


@pytest.mark.parametrize(("options", "shown"), [((), False), (("--show-identities",), True)], ids=["masked", "shown"])
def test_addresses_are_masked_unless_asked_for(empty_project: Path, options: tuple[str, ...], shown: bool) -> None:
    rules = empty_project / "own.py"
    rules.write_text(OWN_RULE.replace("a hit was sent", "ada@acme.test"), encoding="utf-8")
    printed = run("judge", evidence(empty_project, CLEAN), "--rules", str(rules), *options).output
    assert ("ada@acme.test" in printed, "a***@acme.test" in printed) == (shown, not shown)


def test_a_file_that_is_no_evidence_is_told(empty_project: Path) -> None:
    (empty_project / "visit.json").write_text("{}")
    assert isinstance(run("judge", "visit.json").exception, HarnessError)


def test_an_audit_saves_its_evidence_and_reports(empty_project: Path, gathered: list[Target]) -> None:
    result = run("audit", "https://www.acme.test/", "--save", "visit.json", "--resolve", "www.acme.test:443:127.0.0.1")
    (target,) = gathered
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "first-visit of https://www.acme.test/")
    assert (target.url, target.surroundings.addresses.lookup("www.acme.test", 443)) == (
        "https://www.acme.test/",
        ("127.0.0.1", 443),
    )
    assert run("judge", "visit.json").exit_code == 0


def test_evidence_goes_to_standard_output_beside_a_report_in_a_file(gathered: list[Target]) -> None:
    result = run("audit", "https://www.acme.test/", "--save", "-", "-o", "report.html")

    assert [visit.start_url for visit in parse_visits(result.stdout_bytes)] == ["https://www.acme.test/"]


def test_evidence_and_report_do_not_share_standard_output(gathered: list[Target]) -> None:
    result = run("audit", "https://www.acme.test/", "--save", "-")

    assert str(result.exception) == (
        "evidence and report cannot share standard output; name a file, such as -o report.html"
    )


def test_progress_is_for_terminals_only(gathered: list[Target]) -> None:
    assert run("audit", "https://www.acme.test/").stderr == ""


def test_sites_are_audited_by_name_and_the_demo_is_one(gathered: list[Target]) -> None:
    run("audit", "--site", "spa", "--demo")
    assert [target.walk for target in gathered] == [
        ("/courses", "/courses?level=advanced", "/about", "/"),
        ("/menu", "/book"),
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param((), "there is nothing to audit", id="nothing"),
        pytest.param(("acme",), "'acme' is not the address of a web page", id="a wrong URL"),
        pytest.param(("--site", "spaa"), "did you mean 'spa'?", id="an unknown site"),
        pytest.param(("--demo", "--save", "missing/visit.json"), "its folder does not exist", id="no place to save"),
        pytest.param(("--demo", "--resolve", "x"), "--resolve 'x' is not understood", id="a wrong --resolve"),
        pytest.param(("--demo", "--connect-to", "x"), "--connect-to 'x' has 1 of 4 fields", id="a wrong --connect-to"),
        pytest.param(("--demo", "--rules", "own.py"), "own.py: rules cannot be loaded", id="no rules"),
    ],
)
def test_what_cannot_be_audited_is_one_sentence(gathered: list[Target], arguments: tuple[str, ...], told: str) -> None:
    result = run("audit", *arguments)
    assert (isinstance(result.exception, HarnessError), told in str(result.exception), gathered) == (True, True, [])


def test_a_page_that_could_not_be_visited_is_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, gathered: list[Target]
) -> None:
    def gather(wanted: list[Target], how: Gathering) -> Gathered:
        assert how.keep
        how.keep(DOUBLE)
        return Gathered(problems=["https://nowhere.test/: the host cannot be reached"])

    monkeypatch.setattr("harness.audit.gather.gather", gather)
    text, as_json = run("audit", "https://nowhere.test/"), run("audit", "https://nowhere.test/", "--json")
    told = "https://nowhere.test/: the host cannot be reached\n"
    assert (text.exit_code, f"failed: {told}" in text.stdout, text.stderr) == (2, True, "")
    assert (as_json.exit_code, as_json.stderr) == (2, f"hstrack: {told}")
    assert "ERROR  first-view-counted-twice" in text.stdout


def test_the_rules_are_listed() -> None:
    lines = run("rules").output.splitlines()
    assert [line.strip().partition("  ")[0] for line in lines] == [
        *("page-views", "first-view-counted-twice", ""),
        *("identity", "placeholder-email", ""),
        *("consent", "tracking-before-choice"),
    ]


def test_a_rules_page_is_printed() -> None:
    assert run("rule", "placeholder-email").output.startswith("placeholder-email  (identity, error)\n\nA placeholder")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("placeholder-mail", "did you mean 'placeholder-email'?"), ("zzz", "`hstrack rules` lists them all")],
)
def test_an_unknown_rule_is_told(name: str, hint: str) -> None:
    assert str(run("rule", name).exception) == f"there is no rule {name!r}; {hint}"


@pytest.mark.parametrize(
    ("options", "allowed"), [((), False), (("--allow-private",), True)], ids=["usually", "asked for"]
)
def test_pages_reach_the_own_network_when_that_is_asked_for(
    gathered: list[Target], options: tuple[str, ...], allowed: bool
) -> None:
    run("audit", "https://www.acme.test/", *options)
    assert [target.surroundings.reach is None for target in gathered] == [allowed]
