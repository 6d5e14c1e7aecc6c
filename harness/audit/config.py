"""What a project says about the audit: `[tool.hstrack]` of its pyproject.toml, or hstrack.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from harness.audit.finding import Severity
from harness.audit.rule import Rule
from harness.errors import ConfigError
from harness.project import read_project

__all__ = ["AuditConfig", "Option", "RuleConfig", "load_config"]

Option = bool | int | float | str | tuple[str, ...]
"""A value for one of a rule's options."""


class RuleConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule's settings: another severity, the reason to ignore it, values for its options."""

    severity: Severity | None = None
    ignore: str | None = None
    options: dict[str, Option] = {}


class AuditConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The audit's settings: from which severity on it fails, and what is said of single rules, by rule id."""

    fail_on: Severity = "error"
    rules: dict[str, RuleConfig] = {}

    def severity(self, rule_id: str) -> Severity | None:
        """The severity that replaces the rule's own, or None."""
        return self._of(rule_id).severity

    def ignored(self, rule_id: str) -> str | None:
        """The reason for which the rule is left out, or None."""
        return self._of(rule_id).ignore

    def options(self, rule_id: str) -> Mapping[str, Option]:
        """The values for the rule's options."""
        return self._of(rule_id).options

    def check(self, rules: Iterable[Rule]) -> None:
        """Raise ConfigError for settings of a rule or an option that does not exist."""
        known = {rule.id: rule for rule in rules}
        for rule_id, settings in self.rules.items():
            if rule_id not in known:
                raise ConfigError(f"rule {rule_id!r} is configured but does not exist; `hstrack rules` lists them all")
            for option in settings.options.keys() - known[rule_id].options.keys():
                names = ", ".join(known[rule_id].options) or "none"
                raise ConfigError(f"rule {rule_id!r} has no option {option!r}; it has {names}")

    def _of(self, rule_id: str) -> RuleConfig:
        return self.rules.get(rule_id, _DEFAULT)


_DEFAULT = RuleConfig()


def load_config(folder: Path) -> AuditConfig:
    """A project's settings: `[audit]` of its hstrack.toml, else `[tool.hstrack.audit]` of its pyproject.toml.

    Raises ConfigError with file and place for what cannot be read.
    """
    project = read_project(folder)
    try:
        return msgspec.convert(project.values.get("audit", {}), AuditConfig)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{project.place('audit')}: the audit's settings do not fit: {error}") from None
