"""Pictures of the HTML report, and how much two of them differ.

    python -m tests.report.pictures [FOLDER]

writes them anew, into tests/report/formats/golden or into FOLDER. They are taken at half size, in a font of bars, with
boxes for what systems draw in their own way, so that another machine takes the same ones.
"""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from harness.report.formats.html import render
from harness.stage.browsers import find_browser, launch_options
from tests.report.cases import EVERY_OUTCOME
from tests.report.greeked import greeked_font

__all__ = ["GOLDEN", "PICTURES", "Difference", "differing", "taken"]

GOLDEN = Path(__file__).parent / "formats" / "golden"

PATIENCE_MS = 180_000
"""How long a picture may take; a machine that is busy with other tests is no other picture."""

DESK, PHONE, SHEET = ({"width": width, "height": 900} for width in (1280, 360, 720))
PICTURES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "desk": {"viewport": DESK, "color_scheme": "light"},
        "dark": {"viewport": DESK, "color_scheme": "dark"},
        "phone": {"viewport": PHONE, "color_scheme": "light"},
        "paper": {"viewport": SHEET, "color_scheme": "light", "media": "print"},
    }
)
"""The contexts in which the report is looked at."""

STYLE = """
@font-face {{ font-family: greeked; src: url("data:font/ttf;base64,{font}"); }}
*, *::before, *::after, ::placeholder {{ font-family: greeked !important; font-weight: 400 !important; }}
* {{ content-visibility: visible !important; text-decoration: none !important; }}
input {{ appearance: none !important; }}
input[type="checkbox"] {{ width: 13px; height: 13px; margin: 3px; border: 2px solid; vertical-align: middle; }}
"""

# A picture is cut into squares of 8 pixels (16 of the page); two squares differ where the mean of a colour does, by
# more than smoothed edges can make it. What is marked is drawn into the second picture.
COMPARE = """async ([was, is]) => {
  const side = 8, most = 20;
  const [a, b] = await Promise.all([was, is].map(async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
    canvas.drawImage(image, 0, 0);
    return canvas;
  }));
  const wide = Math.ceil(Math.max(a.canvas.width, b.canvas.width) / side);
  const high = Math.ceil(Math.max(a.canvas.height, b.canvas.height) / side);
  const sums = (context) => {
    const { data, width } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
    const sum = new Float64Array(wide * high * 4);
    for (let at = 0; at < data.length; at++) {
      const x = (at >> 2) % width, y = Math.floor((at >> 2) / width);
      sum[(Math.floor(y / side) * wide + Math.floor(x / side)) * 4 + at % 4] += data[at];
    }
    return sum;
  };
  const [before, after] = [sums(a), sums(b)];
  const marked = new Set();
  before.forEach((value, at) => { if (Math.abs(value - after[at]) > most * side * side) marked.add(at >> 2); });
  b.fillStyle = "rgb(255 0 120 / 0.6)";
  marked.forEach((place) => b.fillRect(place % wide * side, Math.floor(place / wide) * side, side, side));
  const bytes = new Uint8Array(await (await b.canvas.convertToBlob()).arrayBuffer());
  return [marked.size / wide / high, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The share of the area in which a picture is another one, and the picture (PNG) with this area marked."""

    share: float
    marked: bytes


def taken(browser: Browser, file: Path, name: str, *, style: str = "") -> bytes:
    """A picture (PNG) of a report in HTML, with more style of one's own."""
    settings = dict(PICTURES[name])
    media = settings.pop("media", "screen")
    context = browser.new_context(
        device_scale_factor=0.5, reduced_motion="reduce", bypass_csp=True, locale="en-GB", **settings
    )
    context.set_default_timeout(PATIENCE_MS)
    view = context.new_page()
    view.emulate_media(media=media)
    view.goto(file.as_uri())
    view.add_style_tag(content=STYLE.format(font=b64encode(greeked_font()).decode()) + style)
    assert view.evaluate("() => document.fonts.load('16px greeked').then((faces) => faces.length)") == 1
    picture = view.screenshot(full_page=True, animations="disabled")
    context.close()
    return picture


def differing(view: Page, was: bytes, now: bytes) -> Difference:
    """How much one picture differs from another; a page of any content reckons it."""
    share, marked = view.evaluate(COMPARE, [f"data:image/png;base64,{b64encode(each).decode()}" for each in (was, now)])
    return Difference(share=share, marked=b64decode(marked))


def main(folder: Path) -> None:
    """Write all pictures."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        file = Path(place) / "report.html"
        file.write_text(render(EVERY_OUTCOME), encoding="utf-8")
        browser = playwright.chromium.launch(**launch_options(find_browser("chromium")))
        for name in PICTURES:
            (folder / f"{name}.png").write_bytes(taken(browser, file, name))
        browser.close()


if __name__ == "__main__":
    main(Path(*sys.argv[1:]) if sys.argv[1:] else GOLDEN)
