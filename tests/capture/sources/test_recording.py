"""What a HAR says of a portal's tracking code, and what it does not."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness import expect
from harness.capture.address import AddressBook
from harness.capture.sources.recording import Recording
from harness.errors import EvidenceError
from tests.capture.sources.conftest import ANALYTICS, BANNER, LOADER, Recorded, portals_scripts, script
from tests.portal_server import PortalServer

if TYPE_CHECKING:
    from tests.capture.conftest import Visit

CONFIG = "https://js.hs-banner.com/v2/config.json"
TODAY = "https://js.hs-analytics.net/analytics/1795323600000/4242.js"
TRACKER = (script(LOADER, "loader"), script(ANALYTICS, "analytics"))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        pytest.param(LOADER, b"loader", id="the address as it was"),
        pytest.param(f"{LOADER}?v=1795323600000", b"loader", id="with something against caching"),
        pytest.param(LOADER.replace("https", "http"), b"loader", id="without encryption"),
        pytest.param(TODAY, b"analytics", id="the time of today in its path"),
    ],
)
def test_a_script_is_found_by(asked: str, text: bytes, recorded: Recorded) -> None:
    found = Recording.read(recorded(TRACKER)).find(asked)
    assert found is not None
    assert found.body == text


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("https://js-eu1.hs-scripts.com/4242.js", id="another hublet"),
        pytest.param("https://js.hs-scripts.com/7.js", id="another portal"),
        pytest.param(BANNER, id="another script"),
        pytest.param("https://js.hs-analytics.net/analytics/now/4242.js", id="a path with another word"),
    ],
)
def test_a_script_is_not_found_by(asked: str, recorded: Recorded) -> None:
    assert Recording.read(recorded(TRACKER)).find(asked) is None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param("portal=7&lang=de", b"german", id="all of it"),
        pytest.param("lang=de&portal=7&t=1", b"german", id="most of it, in another order"),
        pytest.param("portal=7", b"plain", id="no more than was asked"),
        pytest.param("t=1", b"plain", id="nothing of it"),
        pytest.param("broken=1", b"plain", id="only a failure"),
    ],
)
def test_of_several_answers_that_one_is_taken_which_has_in_common(query: str, text: bytes, recorded: Recorded) -> None:
    several = (
        script(f"{CONFIG}?broken=1", "failed", status=500),
        script(f"{CONFIG}?portal=7", "plain"),
        script(f"{CONFIG}?portal=7&lang=de", "german"),
    )
    found = Recording.read(recorded((*TRACKER, *several))).find(f"{CONFIG}?{query}")
    assert found is not None
    assert found.body == text


def test_hits_in_a_har_are_no_answers_to_anything(recorded: Recorded) -> None:
    pixel = "https://track.hubspot.com/__ptq.gif?k=1"
    recording = Recording.read(recorded((*TRACKER, script(pixel, "GIF"), script("https://www.acme.test/", "page"))))
    assert [answer.url for answer in recording.answers] == [LOADER, ANALYTICS]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param(
            BANNER,
            "the recording {path} has no https://js.hs-banner.com/v2/4242/banner.js; "
            "record it again with hstrack tracker record --portal 4242 -o {path}",
            id="a script of the portal",
        ),
        pytest.param(
            "https://js-eu1.hs-scripts.com/7.js",
            "the recording {path} is of portal 4242 and has no https://js-eu1.hs-scripts.com/7.js; "
            "record it again with hstrack tracker record --portal 7 --hublet eu1 -o {path}",
            id="the loader of another portal",
        ),
        pytest.param(
            "https://js.usemessages.com/conversations-embed.js",
            "the recording {path} has no https://js.usemessages.com/conversations-embed.js; "
            "record it again with hstrack tracker record --portal 4242 -o {path}",
            id="a script of all portals",
        ),
    ],
)
def test_what_is_missing_is_told_with_the_remedy(asked: str, sentence: str, recorded: Recorded) -> None:
    path = recorded(TRACKER)
    assert Recording.read(path).lacks(asked) == sentence.format(path=path)


def test_a_file_name_with_a_space_can_be_copied_from_the_message(recorded: Recorded) -> None:
    path = recorded(TRACKER, name="my portal.har")
    assert Recording.read(path).lacks(BANNER).endswith(f"--portal 4242 -o '{path}'")


def test_several_portals_are_named(recorded: Recorded) -> None:
    recording = Recording.read(recorded((*TRACKER, script("https://js.hs-scripts.com/7.js", "x"))))
    assert [recording.objection(each) for each in (4242, 7)] == [None, None]
    assert str(recording.objection(8)).startswith(f"{recording.path} is a recording of portal 4242 and 7, and ")


def _har(*entries: Any) -> str:
    return json.dumps({"log": {"entries": entries}})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("<html>", " is no recording of the tracking code: the text is no JSON; name a HAR", id="no JSON"),
        pytest.param("{}", " is no recording of the tracking code: the JSON is no HAR: it has no", id="no HAR"),
        pytest.param(
            "PK\x05\x06" + "\0" * 18, ": the ZIP holds no file that ends in .har; name a HAR", id="an empty ZIP"
        ),
        pytest.param(_har(), " is a HAR without the tracking code of any portal; record one with", id="of nothing"),
    ],
)
def test_a_file_that_is_no_recording_is_told(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "portal.har"
    path.write_text(text)
    with pytest.raises(EvidenceError) as caught:
        Recording.read(path)
    assert str(caught.value).startswith(str(path))
    assert sentence in str(caught.value)


def test_a_portal_that_does_not_exist_is_no_recording(recorded: Recorded) -> None:
    with pytest.raises(EvidenceError, match="without the tracking code of any portal"):
        Recording.read(recorded([script(LOADER, "not found", status=404)]))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("gone.har", "No such file or directory", id="gone"),
        pytest.param("", "Is a directory", id="a folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(name: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(EvidenceError) as caught:
        Recording.read(path)
    assert str(caught.value) == (
        f"{path}: a recording of the tracking code was wanted here, {reason}; "
        f"make one with hstrack tracker record --portal ID -o {path}"
    )


def test_a_file_that_was_recorded_anew_is_read_anew(recorded: Recorded) -> None:
    before = Recording.read(recorded(TRACKER))
    after = Recording.read(recorded((*TRACKER, script(BANNER, "banner"))))
    assert (len(before.answers), len(after.answers)) == (2, 3)


def test_an_unchanged_file_is_read_once(recorded: Recorded) -> None:
    path = recorded(TRACKER)
    assert Recording.read(path) is Recording.read(path)


DEVTOOLS = """{"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "pages": [],
 "entries": [
{"_initiator": {"type": "parser"}, "_resourceType": "script", "cache": {},
 "startedDateTime": "2026-11-22T10:00:00.123Z",
 "request": {"method": "GET", "url": "https://js.hs-scripts.com/4242.js", "httpVersion": "http/2.0", "headers": []},
 "response": {"status": 200, "headers": [{"name": "content-encoding", "value": "br"}, {"name": "content-type",
  "value": "application/javascript;charset=utf-8"}], "_transferSize": 900, "content": {"size": 6, "text": "loader",
  "mimeType": "application/javascript"}}},
{"_resourceType": "script", "request": {"method": "GET", "headers": [],
  "url": "https://js.hs-analytics.net/analytics/1700000100000/4242.js"},
 "response": {"status": 200, "headers": [], "content": {"size": 9, "encoding": "base64", "text": "YW5hbHl0aWNz",
  "mimeType": "text/javascript"}}},
{"_resourceType": "script", "request": {"method": "GET", "url": "https://js.hs-banner.com/v2/4242/banner.js"},
 "response": {"status": 304, "headers": [], "content": {"size": 0, "mimeType": "x-unknown"}}},
{"_resourceType": "image", "request": {"method": "GET", "url": "https://track.hubspot.com/__ptq.gif?k=1&a=4242"},
 "response": {"status": 0, "_error": "net::ERR_BLOCKED_BY_CLIENT", "headers": [], "content": {"size": 0}}}]}}"""


def test_what_devtools_export_is_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "www.acme.test.har"
    path.write_text(DEVTOOLS)
    answers = Recording.read(path).answers
    assert [(answer.url, answer.body) for answer in answers] == [(LOADER, b"loader"), (ANALYTICS, b"analytics")]


@pytest.mark.parametrize("name", ["portal.har", "portal.har.zip"])
def test_what_playwright_records_is_a_recording(
    name: str, visit: Callable[..., Visit], hubspot_host: PortalServer, tmp_path: Path
) -> None:
    book = AddressBook.parse(connect_to=[hubspot_host.connect_to])
    path = tmp_path / name
    ada = visit({"record_har_path": path}, tracker="live", addresses=book)
    ada.open("<script async id=hs-script-loader src=//js.hs-scripts.com/4242.js></script>")
    expect(ada.hubspot.page_view("/")).to_be_sent(times=1)
    ada.page.context.close()

    recording = Recording.read(path)
    bodies = {answer.body for answer in recording.answers}
    assert recording.portal_ids == (4242,)
    assert bodies == {answer.body for answer in portals_scripts()}


ATTACHED = _har(
    {
        "request": {"method": "GET", "url": LOADER},
        "response": {"status": 200, "content": {"mimeType": "text/javascript", "_file": "loader.js"}},
    },
    {
        "request": {"method": "GET", "url": ANALYTICS},
        "response": {"status": 200, "content": {"mimeType": "text/javascript", "_file": "../secret.js"}},
    },
    {
        "request": {"method": "GET", "url": BANNER},
        "response": {"status": 200, "content": {"mimeType": "text/javascript", "_file": "gone.js"}},
    },
)


def test_bodies_beside_the_har_are_read_and_none_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("secret")
    folder = tmp_path / "har"
    folder.mkdir()
    (folder / "portal.har").write_text(ATTACHED)
    (folder / "loader.js").write_text("loader")
    assert [answer.body for answer in Recording.read(folder / "portal.har").answers] == [b"loader"]


def test_playwrights_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "portal.har.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("har.har", ATTACHED)
        packed.writestr("loader.js", "loader")
    assert [answer.body for answer in Recording.read(path).answers] == [b"loader"]


def test_a_broken_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "portal.har.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("har.har", "x" * 1000)
    path.write_bytes(path.read_bytes().replace(b"x" * 1000, b"y" * 1000))
    with pytest.raises(EvidenceError, match=r"Bad CRC-32 for file 'har\.har'"):
        Recording.read(path)
