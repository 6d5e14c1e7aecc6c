"""What a page says of itself through the setters of the queue, and the parameters that become of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.tracker.model.page import Page
from harness.tracker.model.values import fields, present

__all__ = ["Content"]

VERSION = "1.1"
METADATA = {
    "cpi": "contentPageId",
    "cgi": "contentGroupId",
    "cfi": "contentFolderId",
    "lpi": "legacyPageId",
    "abi": "abTestId",
    "lvi": "languageVariantId",
    "lvc": "languageCode",
}
BANDIT = {"mabci": "correlationId", "mabei": "experimentId"}


@dataclass(slots=True)
class Content:
    """The description of one page; `canonical` is its link tag, `told` what setters gave, by the kind of listener."""

    portal_id: object = None
    canonical: str = ""
    path: object = None
    previous_path: object = None
    told: dict[str, object] = field(default_factory=dict)
    targeted: tuple[str, ...] = ()

    def set_path(self, path: object) -> None:
        """The page is at another path now; the empty one is the root."""
        self.previous_path, self.path = self.path, "/" if path == "" else path

    def parameters(self, page: Page) -> dict[str, object]:
        """From `v` to `t`."""
        canonical_set = self.told.get("canonical")
        named = {
            "v": VERSION,
            "a": self.portal_id,
            "pi": self.told.get("pageId"),
            "ct": self.told.get("contentType"),
            "ccu": canonical_set,
            "po": self.path,
            "rpo": self.previous_path,
            "rcu": None if canonical_set else self.canonical,
        }
        seen = {"tc": self.targeted or None, "r": page.referrer, "pu": page.url, "t": page.title}
        return present({**named, **_metadata(self.told.get("contentMetadata")), **seen})


def _metadata(given: object) -> dict[str, object]:
    """What setContentMetadata gave; the two of a multi-armed bandit come together or not at all."""
    told = fields(given)
    bandit = fields(told.get("mabData"))
    both = {name: bandit.get(key) for name, key in BANDIT.items()}
    return {name: told.get(key) for name, key in METADATA.items()} | (both if all(both.values()) else {})
