"""A report for people: one file that needs no network, is readable without scripts and better with them."""

from __future__ import annotations

from pathlib import Path

from harness.report.html import csp_hash, environment
from harness.report.model import Report

__all__ = ["SUFFIX", "render"]

SUFFIX = ".html"

TEMPLATES = Path(__file__).parents[1] / "templates"


def render(report: Report) -> str:
    """The report as HTML; its own style and script are the only ones that a browser will obey in it."""
    from harness.report.page.view import view_of

    style, script = _asset("report.css"), _asset("report.js")
    return (
        environment(TEMPLATES)
        .get_template("report.html")
        .render(
            view=view_of(report),
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
        )
        + "\n"
    )


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
