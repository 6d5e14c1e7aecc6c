"""The tutorial tells the truth: a reader who does what it says sees what it shows."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli.main import cli
from tests.docs.test_docs import TEXTS, blocks, steady
from tests.nested import run_pytest

PAGE = TEXTS["docs/tutorial.md"]
STEP = re.compile(r"^<!-- (\w+)(?: (\S+))? -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DURATION = re.compile(r"in \d+\.\d\ds")
OMITTED = "\n…\n"


def timeless(text: str) -> str:
    return DURATION.sub("in 0.00s", steady(text))


def sides(diff: str) -> tuple[str, str]:
    """What stood there before, and what stands there after."""
    lines = diff.splitlines(keepends=True)
    before, after = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    return before, after


@dataclass
class Reader:
    """Somebody who does what the steps say, and compares what is printed with what is shown."""

    folder: Path
    not_seen: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)

    def follow(self, page: str) -> None:
        for verb, argument, text in STEP.findall(page):
            getattr(self, verb)(argument, text)

    def install(self, _: str, commands: str) -> None:
        """The package is there already; what comes after it is run."""
        assert commands in blocks(TEXTS["README.md"], "sh")
        assert CliRunner().invoke(cli, shlex.split(commands.splitlines()[1])[1:]).exit_code == 0

    def write(self, name: str, text: str) -> None:
        file = self._file(name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        self._file(name).write_text(self._file(name).read_text(encoding="utf-8") + "\n\n" + text, encoding="utf-8")

    def change(self, name: str, diff: str) -> None:
        before, after = sides(diff)
        text = self._file(name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        self.write(name, text.replace(before, after))

    def run(self, _: str, session: str) -> None:
        command, _, shown = session.partition("\n")
        printed = timeless(run_pytest(self.folder, *shlex.split(command)[2:]).stdout)
        self.not_seen += [piece for piece in timeless(shown).split(OMITTED) if piece not in printed]
        self.runs.append(printed)

    def _file(self, name: str) -> Path:
        return self.folder / name


@pytest.mark.browser
def test_a_reader_goes_from_red_to_green_and_sees_what_is_shown(project: Path) -> None:
    reader = Reader(project)
    reader.follow(PAGE)

    assert reader.not_seen == [], "\n".join(reader.runs)


def test_every_block_is_a_step() -> None:
    assert len(STEP.findall(PAGE)) == PAGE.count("\n```") / 2
