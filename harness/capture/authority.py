"""A throw-away certificate authority that lives in memory only."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import secrets
import ssl
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

__all__ = ["Authority", "own_authority"]

FILE_DESCRIPTORS = Path("/dev/fd")


class Authority:
    """Issues a certificate for whatever name a browser asks for; its keys never touch the disk in the clear."""

    def __init__(self) -> None:
        self._authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()

    @property
    def certificate_pem(self) -> bytes:
        """The authority's own certificate, for clients that are to trust it."""
        return self._authority.cert_pem.bytes()

    @property
    def key_pin(self) -> str:
        """Base64 SHA-256 of the authority's public key, as Chromium's `--ignore-certificate-errors-spki-list` wants it.

        Every chain carries the authority itself, so one pin covers all names and a site's own faults stay visible.
        """
        public_key = x509.load_pem_x509_certificate(self.certificate_pem).public_key()
        spki = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(hashlib.sha256(spki).digest()).decode()

    def server_context(self) -> ssl.SSLContext:
        """A server's TLS context that picks the certificate by the name the client asks for."""
        context = self.context_for("localhost")
        context.sni_callback = self._choose
        return context

    def context_for(self, name: str) -> ssl.SSLContext:
        """The TLS context with the certificate of one host name or address; made once."""
        with self._lock:
            if name not in self._contexts:
                self._contexts[name] = self._issue(name)
            return self._contexts[name]

    def _choose(self, connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            connection.context = self.context_for(name)

    def _issue(self, name: str) -> ssl.SSLContext:
        leaf = self._authority.issue_cert(name)
        chain = b"".join(blob.bytes() for blob in leaf.cert_chain_pems) + self.certificate_pem
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        _load_chain(context, chain, leaf.private_key_pem.bytes())
        return context


@cache
def own_authority() -> Authority:
    """The authority of this process: a browser that was started to trust one of its taps trusts all of them."""
    return Authority()


def _load_chain(context: ssl.SSLContext, chain: bytes, key: bytes) -> None:
    """Hand a chain and its key to a context; Python only takes file names, so pipes stand in for files."""
    if FILE_DESCRIPTORS.exists():
        with _pipe(chain) as chain_path, _pipe(key) as key_path:
            context.load_cert_chain(chain_path, key_path)
    else:
        _load_chain_encrypted(context, chain, key)


@contextlib.contextmanager
def _pipe(content: bytes) -> Iterator[str]:
    reader, writer = os.pipe()
    try:
        os.write(writer, content)  # A chain and its key are far smaller than a pipe's buffer.
        os.close(writer)
        yield str(FILE_DESCRIPTORS / str(reader))
    finally:
        os.close(reader)


def _load_chain_encrypted(context: ssl.SSLContext, chain: bytes, key: bytes) -> None:
    password = secrets.token_bytes(32)
    private = load_pem_private_key(key, password=None)
    sealed = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chain.pem"
        path.write_bytes(sealed + chain)
        context.load_cert_chain(path, password=password)
