"""Files that a site serves from elsewhere than their address says: from npm packages, or for a variant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from harness.errors import SiteError
from harness.stage.packages import locked_packages, package_folders

__all__ = ["file_faults", "mounted", "npm_faults", "package_and_path"]


def package_and_path(address: str) -> tuple[str, str]:
    """Package and path inside it: `@remix-run/router/dist/router.umd.min.js` -> `@remix-run/router`, `dist/…`."""
    parts = address.split("/")
    scoped = 2 if address.startswith("@") else 1
    return "/".join(parts[:scoped]), "/".join(parts[scoped:])


def mounted(folder: Path, files: Mapping[str, str], npm: Mapping[str, str]) -> dict[str, Path]:
    """Path of the address -> file, or folder where the path ends with a slash; raises SiteError and PackageError."""
    own = {path: folder / file for path, file in files.items()}
    return own | (dict(_unpacked(folder, npm)) if npm else {})


def _unpacked(folder: Path, npm: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    locked = locked_packages(folder)
    folders = package_folders({name: locked[name] for name, _ in map(package_and_path, npm.values())})
    for path, address in npm.items():
        name, inside = package_and_path(address)
        if not (folders[name] / inside).exists():
            raise SiteError(
                f"npm {path!r} is {address!r}, which is no file of {name} {locked[name].version} for browsers"
            )
        yield path, folders[name] / inside


def file_faults(folder: Path, files: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with files that stand for addresses of a site in `folder`."""
    for path, file in files.items():
        target = (folder / file).resolve()
        if not path.startswith("/"):
            yield f"file {path!r} does not start with a slash"
        if not target.is_relative_to(folder) or not target.is_file():
            yield f"file {path!r} is {file!r}, which is not a file of the site"


def npm_faults(folder: Path, npm: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the package files of a site in `folder`; nothing is fetched."""
    locked = locked_packages(folder) if npm else {}
    for path, address in npm.items():
        name, inside = package_and_path(address)
        if not path.startswith("/"):
            yield f"npm {path!r} does not start with a slash"
        if path.endswith("/") != address.endswith("/"):
            yield f"npm {path!r} is {address!r}; a folder and its address both end with a slash"
        if name not in locked:
            yield f"npm {path!r} is of {name!r}, which the lock file does not name; it has {', '.join(locked)}"
        elif not inside or ".." in inside.split("/"):
            yield f"npm {path!r} is {address!r}, which names no file of the package"
