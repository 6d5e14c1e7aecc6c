"""The README of the sites says what they declare."""

from __future__ import annotations

import re

from tests.sites.table import README, with_tables
from tests.sites.visiting import SITES


def test_the_readme_is_what_the_sites_declare() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_tables(text), "python -m tests.sites.table writes the tables anew"


def test_the_readme_has_a_line_for_every_site_and_no_other() -> None:
    named = re.findall(r"^\| `([a-z/-]+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(SITES)
