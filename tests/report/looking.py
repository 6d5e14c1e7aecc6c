"""What only a browser can tell of a report in HTML: obstacles, boxes that do not fit, scripts and styles at work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["misfits", "obstacles"]

WIDTHS: Mapping[str, int] = MappingProxyType({"phone": 360, "tablet": 820, "desk": 1440})

# Boxes of the same parent that lie upon each other, and elements that reach out of the window to the right.
OVERLAPS = """() => {
  const told = [];
  for (const parent of document.querySelectorAll("main, section, .tiles, .pair, .found, .top .wide, .card")) {
    const boxes = [...parent.children].map((child) => [child, child.getBoundingClientRect()]);
    const seen = boxes.filter(([child, box]) => box.width > 0 && box.height > 0);
    seen.forEach(([one, a], place) => seen.slice(place + 1).forEach(([other, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 1) told.push(`${one.outerHTML.slice(0, 60)} lies upon ${other.outerHTML.slice(0, 60)}`);
    }));
  }
  return told;
}"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = """async (only) => {
  const found = await axe.run({ resultTypes: ["violations"], ...(only ? { runOnly: only } : {}) });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ").slice(0, 500)}`);
}"""


def obstacles(view: Page, axe: Path) -> list[str]:
    """What keeps people from reading an opened report, as axe-core (a package of npm) finds it in light and dark."""
    view.evaluate("() => document.querySelectorAll('details').forEach((each) => (each.open = true))")
    view.evaluate((axe / "axe.min.js").read_text(encoding="utf-8"))
    view.emulate_media(color_scheme="light")
    light: list[str] = view.evaluate(AXE)
    view.emulate_media(color_scheme="dark")
    # In the dark only the colours are others.
    dark: list[str] = view.evaluate(AXE, ["color-contrast"])
    return [*light, *(f"dark: {each}" for each in dark)]


def misfits(view: Page) -> list[str]:
    """Boxes of an opened report that lie upon each other, or reach out of a window of some width."""
    return [each for name in WIDTHS for each in _misfits(view, name)]


def _misfits(view: Page, name: str) -> list[str]:
    view.set_viewport_size({"width": WIDTHS[name], "height": 900})
    wider: int = view.evaluate(WIDER)
    overlaps: list[str] = view.evaluate(OVERLAPS)
    return [f"{name}: {each}" for each in (*([f"{wider} px too wide"] if wider > 0 else []), *overlaps)]
