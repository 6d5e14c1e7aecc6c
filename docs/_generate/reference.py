"""The pages of public names, made of signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from types import GenericAlias, ModuleType

import harness
from harness import aio, errors, hubspot_api
from harness.audit import api
from harness.expect import grammar, state_grammar

__all__ = ["pages"]

EXPECTATIONS = {
    "HitExpectation": grammar,
    "CallExpectation": grammar,
    "VisitExpectation": state_grammar,
    "CookieExpectation": state_grammar,
    "LinkExpectation": state_grammar,
}
PAGES = {
    "harness": ("Names of the package, for tests with Playwright's sync API.", dict.fromkeys(harness.__all__, harness)),
    "harness.aio": (aio.__doc__, dict.fromkeys(aio.__all__, aio)),
    "expectations": ("What `expect(...)` gives back, by what it was given.", EXPECTATIONS),
    "hubspot_api": (hubspot_api.__doc__, {"HubspotApi": hubspot_api}),
    "harness.audit.api": (api.__doc__, dict.fromkeys(api.__all__, api)),
    "errors": (errors.__doc__, dict.fromkeys(errors.__all__, errors)),
}
WIDTH = 80
COMMA = re.compile(r", (?![^\[(]*[\])])")
MODULE = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z])")


def pages() -> dict[str, str]:
    """Place in the site -> text."""
    return {f"reference/{title}.md": _page(title, said, names) for title, (said, names) in PAGES.items()}


def _page(title: str, said: str | None, names: Mapping[str, ModuleType]) -> str:
    told = [part for name, module in names.items() for part in _name(name, getattr(module, name))]
    return "\n\n".join([f"# {title}", said or "", *told]) + "\n"


def _name(name: str, value: object) -> Iterator[str]:
    yield f"## {name}"
    if isinstance(value, GenericAlias):
        yield _code(f"{name} = {MODULE.sub('', str(value))}")
        return
    cls = value if isinstance(value, type) else type(value)
    if inspect.isfunction(value):
        yield _code(f"{name}{_signature(value)}")
        yield inspect.getdoc(value) or ""
        return
    if value is cls and not issubclass(cls, Exception):
        yield _code(f"{name}{_signature(cls)}")
    yield inspect.getdoc(cls) or ""
    yield from _members(name, cls)


def _members(name: str, cls: type) -> Iterator[str]:
    """Public methods and properties, those of a base first."""
    bases = [base for base in reversed(cls.__mro__) if base.__module__.startswith("harness")]
    for member, value in {name: each for base in bases for name, each in vars(base).items()}.items():
        function = value.fget if isinstance(value, property) else inspect.unwrap(value) if callable(value) else None
        if member.startswith("_") or not inspect.isfunction(function) or not function.__doc__:
            continue
        awaited = "await " if inspect.iscoroutinefunction(function) else ""
        signature = "" if isinstance(value, property) else _signature(function)
        yield f"### {name}.{member}"
        yield _code(f"{awaited}{member}{signature}")
        yield inspect.getdoc(function) or ""


def _signature(value: Callable[..., object]) -> str:
    """What may be given, one to a line where that would be long."""
    signature = inspect.signature(value)
    kept = [each for name, each in signature.parameters.items() if name != "self"]
    text = _plainly(signature.replace(parameters=kept))
    if len(text) <= WIDTH:
        return text
    inside, _, returned = text.rpartition(") -> ")
    return "(\n    " + COMMA.sub(",\n    ", inside[1:]) + f",\n) -> {returned}"


def _plainly(signature: inspect.Signature) -> str:
    return MODULE.sub("", str(signature).replace("'", ""))


def _code(text: str) -> str:
    return f"```python\n{text}\n```"
