"""YAML text to a tree; the only file that knows the YAML library.

Nothing of the text is run or built: the parser's events are taken one by one, and what a plan has no use for (tags,
several documents) is told. The cost of any text is bounded, whatever its aliases and brackets say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from harness.plan.nodes import Items, Mistake, MistakeError, Node, Place, Scalar, Table, number_in, shown
from harness.wire.words import plain, quoted

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark, MarkedYAMLError
    from yaml.events import Event, ScalarEvent

__all__ = ["DEEPEST", "LARGEST", "tree"]

DEEPEST: Final = 30
"""Levels of a tree; a plan has six, and a schema adds few."""

LARGEST: Final = 100_000
"""Values of a tree."""

WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
UNWRITABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tree(text: str) -> tuple[Node, tuple[Mistake, ...]]:
    """The tree of a text, and what is wrong with it whatever it is for; MistakeError when no tree can be made."""
    import yaml

    if odd := UNWRITABLE.search(text):
        raise MistakeError(_place_in(text, odd.start()), f"{odd[0]!a} stands here, which YAML does not allow")
    # libyaml is ten times as fast; a PyYAML that was built without it has only its own parser.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(yaml.parse(text, Loader=loader))
    try:
        return builder.root(), tuple(builder.mistakes)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, text) from None


class _Builder:
    """Makes the tree of the parser's events."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.mistakes: list[Mistake] = []
        self._events = events
        self._anchors: dict[str | None, Node] = {}

    def root(self) -> Node:
        """The value of the only document."""
        from yaml.events import DocumentStartEvent, StreamEndEvent

        next(self._events)
        if isinstance(next(self._events), StreamEndEvent):
            raise MistakeError(Place(1, 1), "is empty; a plan starts with a line such as events:")
        root = self._node(next(self._events), 1)
        next(self._events)
        if isinstance(after := next(self._events), DocumentStartEvent):
            raise MistakeError(_place_of(after), "a second document starts here; a plan is one")
        return root

    def _node(self, event: Event, level: int) -> Node:
        from yaml.events import AliasEvent, NodeEvent

        assert isinstance(event, NodeEvent)  # noqa: S101 - nothing else starts a value
        place = _place_of(event)
        if isinstance(event, AliasEvent):
            node = self._anchors.get(event.anchor)
            if node is None:
                raise MistakeError(place, f"*{plain(str(event.anchor))} stands for nothing that came before")
        else:
            node = self._new(event, place, level)
            self._anchors[event.anchor] = node
        if level + node.depth - 1 > DEEPEST:
            raise _too_deep(place)
        return node

    def _new(self, event: Event, place: Place, level: int) -> Node:
        from yaml.events import MappingStartEvent, ScalarEvent

        if tag := str(getattr(event, "tag", None) or ""):
            self.mistakes.append(Mistake(place, f"the tag {plain(tag)} means nothing in a plan; leave it out"))
        if isinstance(event, ScalarEvent):
            return Scalar(value=_value(event), text=event.value, place=place)
        if level > DEEPEST:
            raise _too_deep(place)
        children, size = self._children(place, level)
        depth = 1 + max((child.depth for child in children), default=0)
        if isinstance(event, MappingStartEvent):
            return Table(entries=self._entries(children), place=place, size=size, depth=depth)
        return Items(items=tuple(children), place=place, size=size, depth=depth)

    def _children(self, place: Place, level: int) -> tuple[list[Node], int]:
        """What stands in a list or a mapping, keys and values alike, and how many values that are."""
        from yaml.events import CollectionEndEvent

        children: list[Node] = []
        size = 1
        while not isinstance(event := next(self._events), CollectionEndEvent):
            children.append(self._node(event, level + 1))
            size += children[-1].size
            if size > LARGEST:
                raise MistakeError(place, f"more than {LARGEST:,} values stand here, each alias written out")
        return children, size

    def _entries(self, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.mistakes.append(Mistake(key.place, f"{shown(key)} stands here as a key; wanted a text"))
            elif key.text in entries:
                line = entries[key.text][0].place.line
                self.mistakes.append(Mistake(key.place, f"{quoted(key.text)} stands in line {line} already; keep one"))
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())


def _value(event: ScalarEvent) -> bool | int | float | str | None:
    """Numbers, booleans and null as JSON writes them: `no` and 007 are texts, and so is all in quotation marks."""
    if event.style:
        return event.value
    if event.value in WORDS:
        return WORDS[event.value]
    number = number_in(event.value)
    return event.value if number is None else number


def _too_deep(place: Place) -> MistakeError:
    return MistakeError(place, f"more than {DEEPEST} levels stand in each other here; a plan has few")


def _not_yaml(error: MarkedYAMLError, text: str) -> MistakeError:
    place = _place(error.problem_mark)
    line = next(iter(text.splitlines()[place.line - 1 :]), "")
    if line[place.column - 1 :].startswith("\t"):
        return MistakeError(place, "a tab stands here; indent with spaces")
    return MistakeError(place, f"is not YAML: {plain(str(error.problem))}")


def _place_of(event: Event) -> Place:
    return _place(event.start_mark)


def _place(mark: Mark | CMark | None) -> Place:
    # The library may leave a place out by its types; it does not for what it reads from a text.
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _place_in(text: str, position: int) -> Place:
    line_start = text.rfind("\n", 0, position) + 1
    return Place(text.count("\n", 0, position) + 1, position - line_start + 1)
