"""Takes values out of a plan's tree, and notes what is not as it should be instead of stopping there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from harness.plan.nodes import Items, Mistake, Node, Scalar, Table, shown
from harness.wire.words import plain, quoted

__all__ = ["Reader", "nearest"]


class Reader:
    """Every method says what was read, something empty where that cannot be; `what` names the value in a mistake."""

    def __init__(self, mistakes: Iterable[Mistake] = ()) -> None:
        self.mistakes = list(mistakes)

    def tell(self, node: Node, text: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(node.place, text))

    def entries(self, node: Node | None, what: str, wanted: str) -> tuple[tuple[Scalar, Node], ...]:
        """The entries of a mapping; a value that is left out, or empty, has none."""
        if isinstance(node, Table):
            return node.entries
        if node and not _is_empty(node):
            self.tell(node, f"{what} is {shown(node)}; wanted {wanted}")
        return ()

    def known(self, node: Node | None, what: str, names: Sequence[str]) -> dict[str, Node]:
        """The entries of a mapping that can have these names only."""
        found = {}
        for key, value in self.entries(node, what, f"a mapping with {', '.join(names)}"):
            if key.text in names:
                found[key.text] = value
            else:
                self.tell(key, f"{quoted(key.text)} is not known in {what}{nearest(key.text, names)}")
        return found

    def items(self, node: Node | None, what: str, wanted: str) -> tuple[Node, ...]:
        """The items of a list; a value that is left out, or empty, has none."""
        if isinstance(node, Items):
            return node.items
        if node and not _is_empty(node):
            self.tell(node, f"{what} is {shown(node)}; wanted {wanted}")
        return ()

    def texts(self, node: Node | None, what: str, wanted: str) -> Mapping[str, Node]:
        """The texts of a list, each with where it stands; of equal texts the first."""
        found: dict[str, Node] = {}
        for item in self.items(node, what, wanted):
            if not isinstance(item, Scalar) or not isinstance(item.value, str):
                self.tell(item, f"{shown(item)} stands in {what}; wanted a text")
            elif item.value in found:
                self.tell(item, f"{quoted(item.value)} stands in {what} twice; keep one")
            else:
                found[item.value] = item
        return found

    def text(self, node: Node | None, what: str) -> str:
        """A text, empty when it is left out."""
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return node.value
        if node is not None:
            self.tell(node, f"{what} is {shown(node)}; wanted a text")
        return ""


def nearest(name: str, names: Iterable[str]) -> str:
    """`; did you mean 'price'?`, or which names there are."""
    known = tuple(names)
    # Names of events share their prefix, which makes any two of them somewhat alike.
    near = difflib.get_close_matches(name[:100], known, n=1, cutoff=0.75)
    if near:
        return f"; did you mean {quoted(near[0])}?"
    return f"; known are {plain(', '.join(known), 200)}" if known else ""


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None
