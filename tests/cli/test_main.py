"""`hstrack` itself: its list of verbs, its exit codes, and what it says to somebody who slips."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest

from harness.cli.main import cli, main
from harness.errors import HarnessError


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    """The exit code of the command."""
    monkeypatch.setattr(sys, "argv", ["hstrack", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_the_list_says_of_each_verb_what_its_own_help_says() -> None:
    context = click.Context(cli)
    own = {name: cli.get_command(context, name).text.summary for name in cli.list_commands(context)}

    assert dict(cli.summaries(context)) == own


def test_listing_the_verbs_imports_none_of_them() -> None:
    code = "import sys; from click.testing import CliRunner; from harness.cli.main import cli\n" + (
        "CliRunner().invoke(cli, ['--help']); print(*(name for name in sys.modules if name.startswith('harness.cli.')))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - ours

    assert set(done.stdout.split()) == {"harness.cli.main", "harness.cli._command"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("audt",), "there is no verb 'audt'; did you mean 'audit'?", id="a verb"),
        pytest.param(("xyzzy",), "there is no verb 'xyzzy'; `hstrack --help` lists them all", id="no verb at all"),
        pytest.param(("plan", "chek"), "there is no verb 'chek'; did you mean 'check'?", id="a verb of a verb"),
        pytest.param(
            ("rules", "--hlep"), "`hstrack rules` has no option '--hlep'; did you mean '--help'?", id="an option"
        ),
        pytest.param(
            ("rules", "--xyzzy"),
            "`hstrack rules` has no option '--xyzzy'; `hstrack rules --help` shows how it is used",
            id="no option at all",
        ),
        pytest.param(
            ("rule",), "missing argument 'RULE_ID'; `hstrack rule --help` shows how it is used", id="too little"
        ),
        pytest.param(
            ("rule", "a", "b"),
            "got unexpected extra argument (b); `hstrack rule --help` shows how it is used",
            id="too much",
        ),
        pytest.param(
            ("diff", "a", "b", "--format", "pdf"),
            "--format: 'pdf' is not one of 'text', 'json', 'markdown'; `hstrack diff --help` shows how it is used",
            id="a value",
        ),
        pytest.param(
            ("rule", "placeholder-emial"),
            "there is no rule 'placeholder-emial'; did you mean 'placeholder-email'?",
            id="a mistake that the verb finds",
        ),
    ],
)
def test_a_slip_is_told_in_one_sentence_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code = run(monkeypatch, *arguments)

    assert (code, capsys.readouterr()) == (2, ("", f"hstrack: {said}\n"))


def test_without_a_verb_the_help_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(monkeypatch)

    assert (code, capsys.readouterr().err.splitlines()[0]) == (2, "Test and audit HubSpot tracking.")


def test_help_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "rules", "--help") == 0


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(HarnessError("the site is gone; name another"), "the site is gone; name another", id="ours"),
        pytest.param(KeyboardInterrupt(), "interrupted", id="Ctrl-C"),
        pytest.param(
            ZeroDivisionError("oops"),
            "this is a mistake of its own; please report it with the lines above",
            id="a mistake of ours",
        ),
    ],
)
def test_what_could_not_run_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, said: str
) -> None:
    def fails() -> None:
        raise error

    monkeypatch.setattr("harness.audit.registry.catalogue", fails)
    code = run(monkeypatch, "rules")

    assert (code, capsys.readouterr().err.splitlines()[-1]) == (2, f"hstrack: {said}")


@pytest.mark.parametrize("arguments", [("--help",), ("rules", "--help")], ids=["before the verb", "in the verb"])
def test_output_that_nobody_reads_is_no_finding(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "harness", *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)  # noqa: S603 - ours
    os.close(writing)

    assert (done.returncode, done.stderr) == (2, b"")
