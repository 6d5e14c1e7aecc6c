"""Everything that the harness raises on purpose; an unmet expectation is an AssertionError."""

__all__ = [
    "BrowserError",
    "CaptureError",
    "ConfigError",
    "EvidenceError",
    "FleetError",
    "HarnessError",
    "HistoryError",
    "PackageError",
    "PageError",
    "PlanError",
    "SiteError",
    "UsageError",
]


class HarnessError(Exception):
    """Raised when the harness cannot do what it was asked; the text says what was wanted and there, and what to do."""


class UsageError(HarnessError):
    """Raised when a call, an option or a marker asks for something that does not exist or does not fit."""


class ConfigError(HarnessError):
    """Raised when a configuration file cannot be read or holds a value that does not fit."""


class SiteError(HarnessError):
    """Raised when a sample site's folder or its site.toml cannot be used."""


class PackageError(HarnessError):
    """Raised when a package of npm that a sample site serves cannot be fetched, or is not the one that was locked."""


class BrowserError(HarnessError):
    """Raised when no usable browser is found, or one cannot be installed or started."""


class CaptureError(HarnessError):
    """Raised when the relay or the collector cannot do its work, so that hits could be lost."""


class PageError(HarnessError):
    """Raised when a page cannot be visited: wrong address, unreachable host, certificate fault, redirect loop."""


class EvidenceError(HarnessError):
    """Raised when a saved visit, a HAR or another evidence file cannot be read."""


class FleetError(HarnessError):
    """Raised when a run over a fleet cannot go on; what was done until then is kept."""


class HistoryError(HarnessError):
    """Raised when the history of a fleet cannot be read or written, or is of a newer version."""


class PlanError(HarnessError):
    """Raised when a tracking plan cannot be found or read, or has mistakes in it, which stand one to a line."""
