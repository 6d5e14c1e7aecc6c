"""A report for programs: the model as JSON, of a version that only grows; `schema` is its JSON Schema."""

from __future__ import annotations

import json

import msgspec

from harness.audit.schemas import json_schema
from harness.errors import EvidenceError
from harness.report.model import VERSION, Report

__all__ = ["SUFFIX", "parse_report", "render", "schema"]

SUFFIX = ".json"


class _Header(msgspec.Struct):
    """What every version of the document has."""

    format: str
    version: int


def render(report: Report) -> str:
    """The whole report, nothing left out; times are RFC 3339 in UTC."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def parse_report(text: bytes) -> Report:
    """The report of a JSON document; EvidenceError says what is wrong with another."""
    try:
        version = msgspec.json.decode(text, type=_Header).version
        if version != VERSION:
            raise EvidenceError(f"is a report of version {version}, but only {VERSION} is known; use a newer hstrack")
        return msgspec.json.decode(text, type=Report)
    except (msgspec.DecodeError, RecursionError) as error:
        raise EvidenceError(f"is not a report of hstrack: {error}") from None


def schema() -> str:
    """The JSON Schema (draft 2020-12) of the document, as docs/report.schema.json holds it."""
    return json.dumps(json_schema(Report, "Report of hstrack"), indent=2, ensure_ascii=False) + "\n"
