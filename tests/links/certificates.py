"""Certificates of our own: one authority that the prober trusts, and what may be wrong."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime

import trustme

_AUTHORITY = trustme.CA()
_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def trusting() -> ssl.SSLContext:
    """A client that trusts our authority, and nobody else."""
    context = ssl.create_default_context()
    _AUTHORITY.configure_trust(context)
    return context


def valid() -> ssl.SSLContext:
    return _server(_AUTHORITY.issue_cert("a.test"))


def expired() -> ssl.SSLContext:
    return _server(_AUTHORITY.issue_cert("a.test", not_before=_LONG_AGO, not_after=_LONG_AGO))


def for_another_name() -> ssl.SSLContext:
    return _server(_AUTHORITY.issue_cert("b.test"))


def of_a_stranger() -> ssl.SSLContext:
    return _server(trustme.CA().issue_cert("a.test"))


def self_signed() -> ssl.SSLContext:
    stranger = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    both = trustme.Blob(stranger.private_key_pem.bytes() + stranger.cert_pem.bytes())
    with both.tempfile() as path:
        context.load_cert_chain(path)
    return context


def _server(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
