"""What a visitor did, step by step, as lines of a test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from harness.codegen.code import arguments, literal
from harness.codegen.reports import Entry, Gesture, Leave, Load, Opening, Report

__all__ = ["PASSWORD", "Action", "Course", "course_of", "page_name"]

PASSWORD = "TEST_PASSWORD"  # noqa: S105 - the name of one
"""The environment variable that stands for a password."""

AT_ONCE_S = 1.0
"""Within this time a gesture is what made the page go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the visitor did, as source, and when; `opens` is the number of the page that came of it."""

    at: float
    code: str
    gesture: Gesture | None = None
    opens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All that the visitor did; `ended_at` is when the last page was left, if that was seen."""

    actions: tuple[Action, ...]
    ended_at: float | None


def page_name(number: int) -> str:
    """What the test calls a page: `page`, `page2`."""
    return "page" if number == 1 else f"page{number}"


def course_of(reports: Iterable[Report], start: str) -> Course:
    """What the visitor did, of all that was reported; the first page was opened at `start`."""
    told = sorted(reports, key=lambda report: report.at)
    writer = _Writer(start, {report.page: report.opener for report in told if isinstance(report, Opening)})
    for report in told:
        writer.read(report)
    return Course(actions=tuple(writer.actions), ended_at=writer.ended_at)


@dataclass(slots=True)
class _Page:
    """What is known of a page: its history, the last gesture on its document, and whether that is being left."""

    urls: list[str] = field(default_factory=list)
    place: int = -1
    touched_at: float = 0.0
    leave: Leave | None = None

    def push(self, url: str) -> None:
        self.place += 1
        self.urls[self.place :] = [url]

    def go(self, steps: int) -> None:
        self.place = min(max(self.place + steps, 0), len(self.urls) - 1)

    def steps_to(self, url: str) -> int:
        """How far away an address is: the nearest one, back rather than forward."""
        away = (place - self.place for place, known in enumerate(self.urls) if known == url and place != self.place)
        return min(away, key=lambda steps: (abs(steps), steps), default=-1)


class _Writer:
    """Writes down what the visitor did, and leaves out what came of it."""

    def __init__(self, start: str, openers: Mapping[int, int]) -> None:
        self.actions: list[Action] = []
        self._start = start
        self._openers = openers
        self._pages: defaultdict[int, _Page] = defaultdict(_Page)

    @property
    def ended_at(self) -> float | None:
        """When the last page was left; None while one is there."""
        leaves = [page.leave for page in self._pages.values()]
        left = [leave.at for leave in leaves if leave]
        return max(left) if left and len(left) == len(leaves) else None

    def read(self, report: Report) -> None:
        if isinstance(report, Opening):
            return
        page = self._pages[report.page]
        match report:
            case Gesture():
                page.touched_at, page.leave = report.at, None
                self._gesture(report)
            case Leave():
                page.leave = report
            case Entry():
                self._entry(report, page)
            case _:
                leave, page.leave = page.leave, None
                self._load(report, page, leave)

    def _gesture(self, gesture: Gesture) -> None:
        """A gesture takes the place of those that only began it."""
        at = gesture.at
        while self.actions and (begun := self.actions[-1].gesture) and _begins(begun, gesture):
            at = self.actions.pop().at
        self.actions.append(Action(at=at, code=_gesture_code(gesture), gesture=gesture))

    def _entry(self, entry: Entry, page: _Page) -> None:
        match entry.how:
            case "push":
                page.push(entry.url)
            case "traverse":
                page.go(entry.steps)
                if not entry.scripted:
                    self._write(entry.at, entry.page, _travel(entry.steps))
            case _:
                page.urls[page.place : page.place + 1] = [entry.url]

    def _load(self, load: Load, page: _Page, leave: Leave | None) -> None:
        at = leave.at if leave else load.at
        touched_at, page.touched_at = page.touched_at, 0.0
        if not page.urls:
            self._first(load)
            page.push(load.url)
        elif load.how == "back_forward":
            steps = page.steps_to(load.url)
            page.go(steps)
            if not (leave and leave.scripted):
                self._write(at, load.page, _travel(steps))
        else:
            self._next(load, at, by_gesture=0 <= at - touched_at < AT_ONCE_S)
            if load.how == "navigate":
                page.push(load.url)

    def _first(self, load: Load) -> None:
        """The first document of a page: the visit's own, one that a gesture opened, or one that the visitor did."""
        if load.page == 1:
            self._write(load.at, 1, f"goto({literal(self._start)})")
        elif (place := self._place_of_last(self._openers.get(load.page))) is not None:
            self.actions[place] = replace(self.actions[place], opens=load.page)
        else:
            self.actions.append(Action(at=load.at, code=f"{page_name(load.page)} = page.context.new_page()"))
            self._write(load.at, load.page, f"goto({literal(load.url)})")

    def _next(self, load: Load, at: float, *, by_gesture: bool) -> None:
        """A later document: what a link or a script leads to names the page that it comes from."""
        if load.how == "reload" and not by_gesture:
            self._write(at, load.page, "reload()")
        elif load.how == "navigate" and not (by_gesture or load.referred):
            self._write(at, load.page, f"goto({literal(load.url)})")

    def _place_of_last(self, page: int | None) -> int | None:
        """Where the last gesture on a page stands."""
        places = (place for place, action in enumerate(self.actions) if action.gesture and action.gesture.page == page)
        return max(places, default=None)

    def _write(self, at: float, page: int, call: str) -> None:
        self.actions.append(Action(at=at, code=f"{page_name(page)}.{call}"))


def _begins(begun: Gesture, gesture: Gesture) -> bool:
    """Whether a gesture was the beginning of the next one: typing goes on, a click leads to typing or is doubled."""
    goes_on = {"fill": ("fill", "click"), "dblclick": ("click",)}.get(gesture.method, ())
    return begun.method in goes_on and (begun.page, begun.locator) == (gesture.page, gesture.locator)


def _travel(steps: int) -> str:
    return {-1: "go_back()", 1: "go_forward()"}.get(steps, f'evaluate("history.go({steps})")')


def _gesture_code(gesture: Gesture) -> str:
    if not gesture.locator:
        return f"# {gesture.method}: what was meant has no name that Playwright could give"
    named = {"button": '"middle"'} if gesture.middle else {}
    if gesture.modifiers:
        named["modifiers"] = f"[{', '.join(map(literal, gesture.modifiers))}]"
    given = ", ".join(filter(None, [_value(gesture), arguments(named)]))
    return f"{page_name(gesture.page)}.{gesture.locator}.{gesture.method}({given})"


def _value(gesture: Gesture) -> str:
    if gesture.secret:
        return f"os.environ[{literal(PASSWORD)}]"
    texts = list(map(literal, gesture.values))
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]" if gesture.method == "select_option" else ""
