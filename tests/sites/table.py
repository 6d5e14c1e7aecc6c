"""The tables of sites/README.md, made of what the sites declare: `python -m tests.sites.table` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from harness.stage.site import load_site
from tests.sites.visiting import PACKAGED, SITES, expected

README = Path(__file__).parents[2] / "sites" / "README.md"
KINDS = {"pages": [name for name in SITES if name not in PACKAGED], "packages": PACKAGED}


def with_tables(text: str) -> str:
    """The text with each table behind its remark, `<!-- pages -->` or `<!-- packages -->`, as it has to be."""
    return re.sub(
        r"<!-- (pages|packages) -->\n(?:\|.*\n)*",
        lambda found: f"<!-- {found[1]} -->\n{''.join(_lines(KINDS[found[1]]))}",
        text,
    )


def _lines(names: Iterable[str]) -> Iterator[str]:
    yield "| site | shows | rules that must fire |\n"
    yield "| --- | --- | --- |\n"
    for name in names:
        rules = ", ".join(f"`{rule}`" for rule in sorted({rule for rule, _ in expected(name)}))
        yield f"| `{name}` | {load_site(SITES[name]).title} | {rules or 'none'} |\n"


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
