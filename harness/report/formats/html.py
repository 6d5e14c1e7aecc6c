"""A report for people: one file that needs no network, is readable without scripts and better with them."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from harness.report.model import Report

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["SUFFIX", "render"]

SUFFIX = ".html"

TEMPLATES = Path(__file__).parents[1] / "templates"


def render(report: Report) -> str:
    """The report as HTML; its own style and script are the only ones that a browser will obey in it."""
    from harness.report.page.view import view_of

    style, script = _asset("report.css"), _asset("report.js")
    return _template().render(
        view=view_of(report), style=style, script=script, style_hash=_hash(style), script_hash=_hash(script)
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # For our own assets, and for JSON whose angle brackets are escapes.
    environment.filters["as_is"] = Markup
    return environment.get_template("report.html")


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The text as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
