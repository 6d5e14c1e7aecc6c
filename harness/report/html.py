"""What every HTML page of ours has in common: templates that escape, and a policy that names our own assets alone."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["csp_hash", "environment"]


@cache
def environment(folder: Path) -> Environment:
    """The templates of a folder; `as_is` is for our own assets, and for JSON whose angle brackets are escapes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["as_is"] = Markup
    return templates


def csp_hash(text: str) -> str:
    """The text of a style or script as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
