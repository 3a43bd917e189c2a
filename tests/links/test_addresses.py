"""Nothing but public addresses over HTTP is ever asked."""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import Any

import pytest

from guide.core.addresses import AddressRefused, is_public, parse, why_refused
from guide.links import Failure, Limits, Outside, Target, probe_all
from guide.links.resolver import PublicResolver
from links.looking import NOW, look_up


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.1.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "::127.0.0.1",
        "fec0::1",
        "feff::1",
        "64:ff9b:1::a00:1",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "2606:2800:220:1::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "not an http or https address: file:///etc/passwd"),
        ("ftp://example.org/", "not an http or https address: ftp://example.org/"),
        ("javascript:alert(1)", "not an http or https address: javascript:alert(1)"),
        ("page.html", "not an http or https address: page.html"),
        ("http:///page", "an address without a host: http:///page"),
        ("http://127.0.0.1/", "127.0.0.1 is not a public address"),
        ("http://[::1]/", "::1 is not a public address"),
        ("http://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1 is not a public address"),
        ("http://user@10.0.0.1:8080/", "10.0.0.1 is not a public address"),
        ("http://2130706433/", "2130706433 is not a host name"),
        ("http://0x7f.1/", "0x7f.1 is not a host name"),
        ("http://127.1/", "127.1 is not a host name"),
        ("http://127.0.0.1./", "127.0.0.1. is not a host name"),
    ],
)
def test_refused_by_its_text(url: str, reason: str) -> None:
    assert why_refused(parse(url)) == reason


@pytest.mark.parametrize(
    "url",
    ["https://example.org/", "HTTP://EXAMPLE.ORG/", "https://93.184.216.34:8443/", "http://é.fr/é"],
)
def test_may_be_asked(url: str) -> None:
    assert why_refused(parse(url)) is None


def test_an_allowed_host_may_be_asked() -> None:
    assert why_refused(parse("http://127.0.0.1:8000/"), ["127.0.0.1"]) is None


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://a.eu/?uri=OJ%3AL_1", "https://a.eu/?uri=OJ%3AL_1"),
        ("https://a.eu/l'article", "https://a.eu/l'article"),
        ("https://a.eu/a b", "https://a.eu/a%20b"),
        ("https://clôture.fr/é", "https://xn--clture-jxa.fr/%C3%A9"),
    ],
)
def test_addresses_are_sent_as_written_when_they_can(written: str, sent: str) -> None:
    assert str(parse(written)) == sent


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("inside.test", "127.0.0.1"),
        ("half-inside.test", "10.0.0.7"),
        ("link-local.test", "169.254.169.254"),
    ],
)
def test_a_name_that_leads_inside_is_refused(host: str, address: str) -> None:
    resolver = PublicResolver(look_up=look_up)
    with pytest.raises(AddressRefused, match=f"{host} resolves to {address}, not a public address"):
        asyncio.run(resolver.resolve(host, 80))


def test_the_address_checked_is_the_address_connected_to() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])  # a name that changes between two look-ups
    resolver = PublicResolver(look_up=lambda _: next(answers))
    results = asyncio.run(resolver.resolve("rebinding.test", 443))
    assert [(result["host"], result["port"]) for result in results] == [("93.184.216.34", 443)]


def test_no_other_address_is_connected_to_when_the_name_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    connected: list[str] = []

    async def no_route(addr_infos: list[tuple[Any, ...]], **_: object) -> None:
        connected.extend(info[4][0] for info in addr_infos)
        raise OSError(errno.ENETUNREACH, "no route")

    monkeypatch.setattr("aiohttp.connector.aiohappyeyeballs.start_connection", no_route)
    target = Target("a", "http://rebinding.test/")
    limits = Limits(pauses=(0.01,))
    outside = Outside(lambda _: next(answers))
    found = asyncio.run(probe_all([target], limits, at=NOW, outside=outside))
    assert found[target.page].failure is Failure.NO_CONNECTION
    assert connected == ["93.184.216.34", "93.184.216.34"]  # the second try as well


def test_a_name_that_leads_inside_at_the_second_look_up_is_refused() -> None:
    asked: list[str] = []

    def changing(host: str) -> list[str]:
        asked.append(host)
        if len(asked) == 1:
            raise socket.gaierror(socket.EAI_AGAIN, "later")
        return ["10.0.0.7"]

    target = Target("a", "http://changing.test/")
    limits = Limits(pauses=(0.01,))
    found = asyncio.run(probe_all([target], limits, at=NOW, outside=Outside(changing)))
    assert found[target.page].failure is Failure.INSIDE
