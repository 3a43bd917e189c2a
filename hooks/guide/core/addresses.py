"""Which addresses may be asked: public ones over HTTP, whatever a page or a name server says.

A name is checked where it is resolved, by links/resolver.py.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from yarl import URL

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_NOT_PUBLIC = (  # though the standard library takes them for global
    ipaddress.ip_network("::/96"),  # RFC 4291, 2.5.5.1: an IPv4 address, as nobody writes it now
    ipaddress.ip_network("fec0::/10"),  # RFC 3879: site-local, as some networks still route it
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215: NAT64 within a network of one's own
)
_NUMERIC = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)
_RAW_BYTE = re.compile("[\udc80-\udcff]")  # how Python keeps a byte that is not UTF-8 (PEP 383)
_PLAIN = re.compile(r"[!#-;=?-Z\[\]_a-z~]*")  # what RFC 3986 lets stand in an address, `%` too


class AddressRefused(OSError):
    """A name that resolves to an address that must not be asked."""


def parse(address: str) -> URL:
    """The address to send, byte for byte as written when it may be sent so; else encoded.

    A server may tell `%3A` from `:`, so what is already encoded is left alone; only the host is
    put in small letters. Raises ValueError for what is no address.
    """
    url = URL(address, encoded=_PLAIN.fullmatch(address) is not None)
    host = url.raw_host or ""
    return url if host == host.lower() else url.with_host(host.lower())


def parse_header(value: str) -> URL:
    """The address in a header, whose bytes that are not UTF-8 are sent back as they came.

    Raises ValueError for what is no address.
    """
    return parse(_RAW_BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", value))


def why_refused(url: URL, allow_hosts: Sequence[str] = ()) -> str | None:
    """Why `url` must not be asked, as far as its own text tells; None when it may be.

    `allow_hosts` are in small letters, in their ASCII form (`xn--…`).
    """
    if url.scheme.lower() not in {"http", "https"}:
        return f"not an http or https address: {url}"
    host = url.raw_host
    if not host:
        return f"an address without a host: {url}"
    if host in allow_hosts:
        return None
    try:
        return None if is_public(host) else f"{host} is not a public address"
    except ValueError:
        # RFC-less spellings such as 127.1 or 0x7f000001, which some systems take for an address
        return f"{host} is not a host name" if _NUMERIC.fullmatch(host) else None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public Internet, whatever it is wrapped in.

    IANA's special-purpose registries, as the standard library encodes them, and what it leaves out;
    IPv4 in IPv6 (mapped, 6to4, NAT64) counts as the IPv4 address it is. Raises ValueError for what
    is no address.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast and not any(ip in one for one in _NOT_PUBLIC)
