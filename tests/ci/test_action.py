"""The files that other systems read: GitHub's action, the hook of pre-commit, the container file."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from harness.cli.audit import command as audit
from harness.cli.main import cli

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
(STEP,) = (step for step in STEPS if step.get("id") == "audit")

Audited = Callable[..., list[str]]


@pytest.fixture
def audited(tmp_path: Path) -> Audited:
    """What the action's step calls `hstrack` with, a line for each argument."""
    stub = tmp_path / "bin" / "hstrack"
    stub.parent.mkdir()
    stub.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    stub.chmod(0o755)

    def arguments(urls: str, args: str = "", baseline: str = "") -> list[str]:
        given = {"URLS": urls, "ARGS": args, "FAIL_ON": "warning", "BASELINE": baseline}
        places = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "output")}
        environment = {**os.environ, **given, **places, "PATH": f"{stub.parent}:{os.environ['PATH']}"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]]
        done = subprocess.run(  # noqa: S603 - our own script
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.replace(str(tmp_path), "TEMP").splitlines()

    return arguments


def test_a_url_a_line_is_audited_and_told_in_three_ways(audited: Audited) -> None:
    assert audited(" https://www.acme.test \n\nhttps://shop.acme.test", "--crawl\n--max-pages=5", "ok.toml") == [
        "audit",
        "--format=github",
        "--format=html=TEMP/hubspot-tracking-audit/report.html",
        "--format=sarif=TEMP/hubspot-tracking-audit/report.sarif",
        "--save=TEMP/hubspot-tracking-audit/evidence.jsonl",
        "--fail-on=warning",
        "--baseline=ok.toml",
        "--crawl",
        "--max-pages=5",
        "--",
        "https://www.acme.test",
        "https://shop.acme.test",
    ]


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("$(touch owned)", id="a command"),
        pytest.param("`touch owned`", id="an older command"),
        pytest.param("https://www.acme.test; touch owned", id="a second command"),
        pytest.param("--rules=owned.py", id="an option"),
        pytest.param("* ~ $HOME", id="patterns"),
    ],
)
def test_an_address_is_never_more_than_an_address(audited: Audited, url: str, tmp_path: Path) -> None:
    assert audited(url)[-2:] == ["--", url]
    assert not (tmp_path / "owned").exists()


def test_the_audit_knows_what_the_action_asks_of_it(audited: Audited) -> None:
    verb, *arguments = audited("https://www.acme.test", "--crawl")

    context = audit.make_context(verb, arguments)

    assert (context.params["urls"], context.params["crawl"]) == (("https://www.acme.test",), True)


def test_every_output_is_in_the_folder_that_is_kept(audited: Audited, tmp_path: Path) -> None:
    arguments = audited("https://www.acme.test")
    names = {value["value"].rpartition("/")[2] for value in ACTION["outputs"].values()}

    assert {line.rpartition("/")[2] for line in arguments if "TEMP/" in line} == names
    assert (tmp_path / "output").read_text() == f"folder={tmp_path}/hubspot-tracking-audit\n"


def test_what_a_workflow_gives_stands_in_no_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("text", ["portal_id: 7\n", "portal_id: seven\n"], ids=["right", "wrong"])
def test_the_hook_checks_plans(text: str, tmp_path: Path) -> None:
    plan = tmp_path / "tracking-plan.yaml"
    plan.write_text(text)
    program, *arguments = HOOK["entry"].split()

    done = CliRunner().invoke(cli, [*arguments, str(plan)])

    assert (program, done.exit_code) == ("hstrack", int("seven" in text))


def test_the_hook_is_for_plans_alone() -> None:
    files = ["tracking-plan.yaml", "plans/shop-tracking-plan.yml", "plan.yaml", "tracking-plan.yaml.bak"]

    assert [name for name in files if re.search(HOOK["files"], name)] == files[:2]


def test_the_container_has_what_the_package_is_built_of_and_an_unprivileged_user() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    copied = {name for line in re.findall(r"^COPY (.*) /source\S*$", text, re.MULTILINE) for name in line.split()}
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert copied == {line[1:] for line in allowed if line.startswith("!")}
    assert copied == {"pyproject.toml", "README.md", "LICENSE", "harness", "sites"}
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["auditor"]
