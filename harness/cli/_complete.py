"""What a shell completes besides verbs and options; files of the package are listed, and none is imported."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["rule_ids", "site_names"]

RULES = Path(__file__).parents[1] / "audit" / "rules"


def rule_ids(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The bundled rules whose id begins so."""
    files = RULES.glob("*/[a-z]*.py")
    return sorted(name for file in files if (name := file.stem.replace("_", "-")).startswith(incomplete))


def site_names(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The bundled sample sites whose name begins so."""
    from harness.stage.site import bundled_sites

    return [name for name in bundled_sites() if name.startswith(incomplete)]
