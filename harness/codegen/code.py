"""Python source as the formatter leaves it, and locators that are nothing but locators."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from keyword import iskeyword

__all__ = ["arguments", "checked_locator", "laid_out", "literal", "names_in"]

LONGEST_LINE = 88
"""The usual line of ruff and black; where longer ones are allowed, a comma at the end keeps a call as it is."""

LONGEST_LOCATOR = 1_000
LOCATOR_NAMES = frozenset(
    {
        *("get_by_role", "get_by_text", "get_by_label", "get_by_placeholder", "get_by_alt_text", "get_by_title"),
        *("get_by_test_id", "locator", "content_frame", "filter", "first", "last", "nth"),
        *("page", "re", "compile", "IGNORECASE"),
    }
)
ONE_TEXT = re.compile(r"""\s*(?:\w+=)?(["']).*\1,""")


def checked_locator(text: str) -> str | None:
    """The locator that Playwright wrote for an element, to stand behind its page; None when it is anything else.

    It comes by way of the page, which may tell whatever it likes.
    """
    if len(text) > LONGEST_LOCATOR:
        return None
    try:
        locator = ast.parse(f"page.{text}", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return _text(locator).removeprefix("page.") if all(map(_is_of_locators, ast.walk(locator))) else None


def literal(value: object) -> str:
    """A value as source; a text in double quotes unless that takes more escapes."""
    if not isinstance(value, str):
        return repr(value)
    quote = '"' if value.count('"') <= value.count("'") else "'"
    return quote + "".join(map(_escaped, value)).replace(quote, f"\\{quote}") + quote


def arguments(values: Mapping[str, str]) -> str:
    """Arguments by name, their values given as source; a dictionary holds those whose name no argument can have."""
    others = {name: value for name, value in values.items() if not name.isidentifier() or iskeyword(name)}
    named = [f"{name}={value}" for name, value in values.items() if name not in others]
    listed = ", ".join(f"{literal(name)}: {value}" for name, value in others.items())
    return ", ".join([*named, f"**{{{listed}}}"] if others else named)


def names_in(source: str) -> frozenset[str]:
    """The names that some source uses, for its imports."""
    return frozenset(node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))


def laid_out(expression: str, indent: int = 4) -> str:
    """An expression as ruff and black leave it behind `indent` spaces, whether their lines are 88 long or longer."""
    node = ast.parse(expression, mode="eval").body
    return _fitting(node, indent) or f"{' ' * indent}{_text(node)}  # fmt: skip"


def _fitting(node: ast.expr, indent: int, end: str = "") -> str | None:
    """On one line, else with the arguments of a call, or of several, on lines of their own; the last ones first."""
    calls = list(_chain(node))
    breaks = [[], *([each] for each in calls), *(calls[:number] for number in range(2, len(calls) + 1))]
    layouts = (" " * indent + _text(node, broken, indent) for broken in breaks)
    return next((text for text in layouts if all(map(_fits, f"{text}{end}".splitlines()))), None)


def _chain(node: ast.expr) -> Iterator[ast.Call]:
    """The calls with arguments in `a(...).b().c(...)`, from the last one."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Call) and (node.args or node.keywords):
            yield node
        node = node.func if isinstance(node, ast.Call) else node.value


def _fits(line: str) -> bool:
    """A text cannot be broken, so it may be longer where it stands alone."""
    return len(line) <= LONGEST_LINE or ONE_TEXT.fullmatch(line) is not None


def _text(node: ast.AST, broken: Collection[ast.Call] = (), indent: int = 0) -> str:
    match node:
        case ast.Attribute(value=value, attr=name):
            return f"{_text(value, broken, indent)}.{name}"
        case ast.Subscript(value=value, slice=key):
            return f"{_text(value)}[{_text(key)}]"
        case ast.Call(func=function, args=args, keywords=keywords):
            given: list[ast.expr | ast.keyword] = [*args, *keywords]
            inner = _on_lines(given, indent) if node in broken else ", ".join(map(_text, given))
            return f"{_text(function, broken, indent)}({inner})"
        case ast.keyword(arg=name, value=value):
            return f"{name}={_text(value)}" if name else f"**{_text(value)}"
        case ast.List(elts=items):
            return f"[{', '.join(map(_text, items))}]"
        case ast.Dict(keys=keys, values=values):
            pairs = zip(filter(None, keys), values, strict=True)
            return f"{{{', '.join(f'{_text(key)}: {_text(value)}' for key, value in pairs)}}}"
        case ast.Constant(value=constant):
            return literal(constant)
    return ast.unparse(node)


def _on_lines(given: Iterable[ast.expr | ast.keyword], indent: int) -> str:
    return "\n" + "".join(f"{_argument(each, indent + 4)},\n" for each in given) + " " * indent


def _argument(node: ast.expr | ast.keyword, indent: int) -> str:
    plain = " " * indent + _text(node)
    return (_fitting(node, indent, ",") or plain) if isinstance(node, ast.expr) else plain


def _is_of_locators(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in LOCATOR_NAMES
    return isinstance(node, ast.Call | ast.Constant | ast.keyword | ast.Load)


def _escaped(character: str) -> str:
    return character if character.isprintable() and character != "\\" else repr(character)[1:-1]
