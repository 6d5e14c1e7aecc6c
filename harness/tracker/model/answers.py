"""What the banner remembers in cookies: the visitor's choice, and notices that were read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from harness.tracker.model.consent import ALL, CATEGORIES, NONE
from harness.tracker.model.jar import DAY_S, TRACKING_COOKIES, Scope

__all__ = ["Answers"]

FIRST_BANNER_COOKIES = ("__hs_opt_out", "__hs_initial_opt_in")
DISMISSALS = ("__hs_gpc_banner_dismiss", "__hs_notify_banner_dismiss")
ALL_COOKIES = (*TRACKING_COOKIES, *FIRST_BANNER_COOKIES, "__hs_cookie_cat_pref", *DISMISSALS, "__hs_do_not_track")
OPT_IN_MARK_DAYS = 7


@dataclass(slots=True)
class Answers:
    """The cookies of one page's banner; `is_second`: that of 2024 and after, `days`: how long it remembers."""

    scope: Scope
    policy: str
    is_second: bool
    days: int

    def forget_first_banner(self) -> None:
        """The second banner removes what the first one remembered."""
        self._remove(name for name in FIRST_BANNER_COOKIES if self.scope.read(name))

    def forget_all(self) -> None:
        """Remove every cookie of banner and tracker."""
        self._remove(ALL_COOKIES)

    def stored(self) -> frozenset[str] | None:
        """The categories that were chosen; None when nothing was."""
        words = re.fullmatch(r"1:(\w+)[,_]2:(\w+)[,_]3:(\w+)", self.scope.read("__hs_cookie_cat_pref"))
        if words:
            return frozenset(name for name, word in zip(CATEGORIES, words.groups(), strict=True) if word == "true")
        opted_out = "" if self.is_second else self.scope.read("__hs_opt_out")
        return {"no": ALL, "": None}.get(opted_out, NONE)

    def remember(self, given: frozenset[str]) -> None:
        """Keep a choice."""
        if self.policy == "opt-in" and not self.is_second:
            self._keep("__hs_opt_out", "no" if given else "yes", self.days)
            if given:
                self._keep("__hs_initial_opt_in", "true", OPT_IN_MARK_DAYS)
        else:
            words = (f"{number}:{str(name in given).lower()}" for number, name in enumerate(CATEGORIES, 1))
            self._keep("__hs_cookie_cat_pref", ("_" if self.is_second else ",").join(words), self.days)

    def dismissed(self, by_browser: bool) -> bool:
        """Whether the notice was read before; `by_browser` means the one on Global Privacy Control."""
        return self.scope.read(_dismissal(by_browser)) != ""

    def dismiss(self, by_browser: bool) -> None:
        """Keep that the notice was read; the first banner forgets it."""
        if self.is_second:
            self._keep(_dismissal(by_browser), "true", self.days)

    def _keep(self, name: str, value: str, days: int) -> None:
        self.scope.write(name, value, days * DAY_S)

    def _remove(self, names: Iterable[str]) -> None:
        for name in tuple(names):
            self.scope.remove(name)


def _dismissal(by_browser: bool) -> str:
    return DISMISSALS[0] if by_browser else DISMISSALS[1]
