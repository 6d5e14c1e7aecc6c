from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from harness.audit import rules
from harness.audit.registry import catalogue, rules_of_entry_points, rules_of_file, unique
from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.errors import UsageError

OWN = '''
from harness.audit.rule import rule

@rule(family="custom", severity="note", needs={"hits"})
def own_fault(visit):
    """The site has a fault of its own."""
    yield from ()
'''
MODULE = "harness.audit.rules.identity.placeholder_email"


def entry_point(value: str) -> EntryPoint:
    return EntryPoint(name="acme", value=value, group="hstrack.rules")


def test_the_catalogue_holds_the_bundled_rules_by_id() -> None:
    files = (file for file in Path(rules.__path__[0]).glob("*/*.py") if file.stem != "__init__")
    assert [rule.id for rule in catalogue()] == sorted(file.stem.replace("_", "-") for file in files)


def test_a_rules_id_is_its_file_and_its_family_is_its_folder() -> None:
    files = {(rule.id.replace("-", "_"), rule.family.replace("-", "_")) for rule in catalogue()}
    assert files == {(rule.file.stem, rule.file.parent.name) for rule in catalogue()}


@pytest.mark.parametrize("section", ["title", "why", "fix", "bad", "good", "see"])
def test_every_rule_has_a_whole_page(section: str) -> None:
    assert [rule.id for rule in catalogue() if not getattr(rule.page, section)] == []


def test_every_rules_title_is_one_sentence() -> None:
    assert [rule.page.title for rule in catalogue() if not rule.page.title.endswith(".")] == []


def test_every_bundled_rule_has_its_cases() -> None:
    cases = {file.stem.removeprefix("test_") for file in (Path(__file__).parent / "rules").glob("*/test_*.py")}
    assert cases == {rule.file.stem for rule in catalogue()}


def test_a_file_of_the_users_adds_its_rules(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text(OWN, encoding="utf-8")
    assert "own-fault" in [rule.id for rule in catalogue([file])]


@pytest.mark.parametrize("value", [f"{MODULE}:placeholder_email", MODULE], ids=["a rule", "a module"])
def test_an_entry_point_names(value: str) -> None:
    assert list(rules_of_entry_points([entry_point(value)])) == [placeholder_email]


def test_an_entry_point_that_cannot_be_loaded_is_told() -> None:
    with pytest.raises(UsageError, match=r"rules of 'acme' \(acme\.rules\) cannot be loaded: No module named 'acme'"):
        list(rules_of_entry_points([entry_point("acme.rules")]))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param("own.txt", OWN, "is not a Python file", id="no Python file"),
        pytest.param("own.py", "rule(", "rules cannot be loaded: SyntaxError", id="a typo"),
        pytest.param("own.py", "x = 1", "holds no rule", id="no rule"),
    ],
)
def test_a_file_without_rules_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        list(rules_of_file(file))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rules cannot be loaded: FileNotFoundError"):
        list(rules_of_file(tmp_path / "own.py"))


def test_two_rules_of_one_id_are_an_error_that_names_both_files() -> None:
    other = replace(placeholder_email, file=Path("own.py"))
    with pytest.raises(
        UsageError, match=r"rule 'placeholder-email' is declared in .*placeholder_email\.py and in own\.py"
    ):
        unique([placeholder_email, other])
