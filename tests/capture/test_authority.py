import base64
import hashlib
import socket
import ssl
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from harness.capture import authority as module
from harness.capture.authority import Authority


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def greet(context: ssl.SSLContext, asked: str | None, trusted: Authority | None = None) -> ssl.SSLSocket:
    """A client's end of a TLS connection to a server with this context; verified if an authority is given."""
    client = ssl.create_default_context(cadata=trusted.certificate_pem.decode() if trusted else None)
    client.check_hostname = trusted is not None
    client.verify_mode = ssl.CERT_REQUIRED if trusted else ssl.CERT_NONE
    near, far = socket.socketpair()
    server = Thread(target=serve, args=(context, far))
    server.start()
    try:
        return client.wrap_socket(near, server_hostname=asked)
    finally:
        near.close()
        server.join()


def serve(context: ssl.SSLContext, connection: socket.socket) -> None:
    with connection, suppress(OSError):  # A client that does not trust us hangs up.
        context.wrap_socket(connection, server_side=True).close()


def names(connection: ssl.SSLSocket) -> list[str]:
    with connection:
        leaf = x509.load_der_x509_certificate(cast("bytes", connection.getpeercert(binary_form=True)))
    found = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [str(name.value) for name in found]


@pytest.mark.parametrize("name", ["www.acme.test", "track.hubspot.com", "xn--bcher-kva.test"])
def test_each_name_gets_a_certificate_that_the_authority_vouches_for(authority: Authority, name: str) -> None:
    assert names(greet(authority.server_context(), name, authority)) == [name]


def test_a_client_that_names_nobody_gets_a_certificate_all_the_same(authority: Authority) -> None:
    assert names(greet(authority.server_context(), None)) == ["localhost"]


def test_an_address_gets_a_certificate(authority: Authority) -> None:
    assert names(greet(authority.context_for("127.0.0.1"), "127.0.0.1", authority)) == ["127.0.0.1"]


def test_a_name_is_issued_once(authority: Authority) -> None:
    assert authority.context_for("www.acme.test") is authority.context_for("www.acme.test")


def test_authorities_do_not_vouch_for_each_other(authority: Authority) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        greet(Authority().server_context(), "www.acme.test", authority)


def test_the_pin_is_that_of_a_certificate_in_every_chain(authority: Authority) -> None:
    sent: list[bytes] = []
    given = authority._issue

    def note(context: ssl.SSLContext, chain: bytes, key: bytes) -> None:
        sent.append(chain)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_load_chain", note)
        given("docs.acme.test")
    keys = [certificate.public_key() for certificate in x509.load_pem_x509_certificates(sent[0])]
    digests = [hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)) for key in keys]
    assert authority.key_pin in [base64.b64encode(digest.digest()).decode() for digest in digests]


def test_no_file_is_written_where_pipes_can_be_named(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.tempfile, "TemporaryDirectory", None)
    assert names(greet(authority.context_for("pipes.test"), "pipes.test", authority)) == ["pipes.test"]


def test_without_named_pipes_the_key_is_written_encrypted_and_removed(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written: list[bytes] = []
    load = ssl.SSLContext.load_cert_chain

    def note(context: ssl.SSLContext, path: Path, password: bytes) -> None:
        written.append(path.read_bytes())
        load(context, path, password=password)

    monkeypatch.setattr(module, "FILE_DESCRIPTORS", tmp_path / "nothing")
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", note)
    assert names(greet(authority.context_for("sealed.test"), "sealed.test", authority)) == ["sealed.test"]
    assert [b"BEGIN ENCRYPTED PRIVATE KEY" in text for text in written] == [True]
    assert [b"BEGIN PRIVATE KEY" in text or b"BEGIN EC PRIVATE KEY" in text for text in written] == [False]
    assert list(tmp_path.iterdir()) == []
