"""Texts as YAML, whatever strangers put into them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

__all__ = ["flow_list", "scalar"]

SAFE = re.compile(r"[A-Za-z_/][\w./*-]*", re.ASCII)
RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""What some YAML reader takes for something else than a text."""

ESCAPED = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def scalar(text: str) -> str:
    """`text` on one line, in quotation marks where it could be read as anything else."""
    if SAFE.fullmatch(text) and text.lower() not in RESERVED:
        return text
    whole = text.encode("utf-8", "replace").decode()
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(whole, ensure_ascii=False))


def flow_list(texts: Iterable[str]) -> str:
    """`[a, "b c"]`."""
    return f"[{', '.join(map(scalar, texts))}]"
