"""What can be set for tests: each an option of pytest, `--hubspot-KEY`, and a key of the project's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["SETTINGS", "Kind", "Setting"]

Kind = Literal["text", "texts", "number", "flag"]

WANTED: Mapping[Kind, str] = {
    "text": "a text",
    "texts": "a text or a list of texts",
    "number": "a whole number",
    "flag": "true or false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its key, what it does, what its values are, and the value that it has when nobody says one."""

    key: str
    help: str
    kind: Kind = "text"
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    usual: object = None

    @property
    def option(self) -> str:
        """The option of the command line."""
        return f"--hubspot-{self.key}"

    @property
    def name(self) -> str:
        """The option's name within pytest."""
        return f"hubspot_{self.key}".replace("-", "_")

    @property
    def wanted(self) -> str:
        """What a value is, in words."""
        if not self.choices:
            return WANTED[self.kind]
        return f"{', '.join(map(repr, self.choices[:-1]))} or {self.choices[-1]!r}"

    def fits(self, value: object) -> bool:
        """Whether it can have this value in a file."""
        match self.kind:
            case "flag":
                return isinstance(value, bool)
            case "number":
                return isinstance(value, int) and not isinstance(value, bool)
            case "texts":
                return all(isinstance(each, str) for each in (value if isinstance(value, list) else [value]))
            case _:
                return isinstance(value, str) and (not self.choices or value in self.choices)


SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(key="site", metavar="SITE", help="serve this sample site, a folder or a bundled one"),
        Setting(
            key="portal",
            kind="number",
            metavar="ID",
            help="fail on hits of any other portal; the stand-in's portal id",
        ),
        Setting(
            key="tracker",
            metavar="SOURCE",
            usual="standin",
            help="where the tracking code comes from: standin (usual), live, or replay:FILE",
        ),
        Setting(
            key="deliver",
            kind="flag",
            usual=False,
            help="let hits through to HubSpot, which counts them",
        ),
        Setting(key="allow-host", kind="texts", metavar="HOST", help="let pages reach a host (*.acme.com)"),
        Setting(key="resolve", kind="texts", metavar="HOST:PORT:ADDR", help="curl's --resolve"),
        Setting(key="connect-to", kind="texts", metavar="H:P:H2:P2", help="curl's --connect-to"),
        Setting(key="upstream-proxy", metavar="URL", help="the proxy of your own network (default: HTTPS_PROXY)"),
        Setting(
            key="browser-path",
            metavar="PATH",
            help="the browser to drive (default: HSTRACK_BROWSER, else found)",
        ),
        Setting(
            key="evidence",
            choices=("on", "off", "retain-on-failure"),
            usual="off",
            help="save what was captured as JSON in the folder of --output, to be judged by hstrack judge",
        ),
    )
}
"""All settings by key."""
