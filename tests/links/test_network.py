"""A dead network is found out once for all sources; a living one is never taken for dead."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from guide.links import BackgroundProbe, Failure, Limits, Outside, Run, Target, network, probe_all
from links.looking import LIMITS, NOW, look_at, look_up
from links.site import Site

PATIENT = 60.0  # seconds, the time limit of a page: never reached here
HOSTS = 40


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """Set when the test is over: what hangs need not hang for longer."""
    event = threading.Event()
    yield event
    event.set()


def hanging(released: threading.Event, answering: int) -> Outside:
    """A machine without network: the first look-ups fail at once, the others hang."""
    asked: list[str] = []

    def look_up(host: str) -> list[str]:
        asked.append(host)
        if len(asked) > answering:
            released.wait(PATIENT)
        raise socket.gaierror(socket.EAI_AGAIN, "no network")

    return Outside(look_up)


def targets(count: int = HOSTS) -> list[Target]:
    return [Target(f"s{n}", f"http://host-{n}.example/") for n in range(count)]


def test_no_network_is_found_out_soon(
    released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "GRACE", 0.05)
    limits = Limits(timeout=PATIENT, pauses=(PATIENT,))
    started = time.monotonic()
    probe = BackgroundProbe(targets(), limits, at=NOW, outside=hanging(released, answering=4))
    run = probe.collect(PATIENT)
    assert time.monotonic() - started < PATIENT / 4
    assert run.network_down
    assert len(run.evidence) == 4
    assert len(run.unchecked) == HOSTS - 4


@pytest.mark.parametrize("hosts", [1, 2, 3])
def test_no_network_is_found_out_by_few_hosts_too(
    released: threading.Event, monkeypatch: pytest.MonkeyPatch, hosts: int
) -> None:
    monkeypatch.setattr(network, "GRACE", 0)
    sources = [*targets(hosts), Target("again", "http://host-0.example/2"), Target("r", "file:/")]
    limits = Limits(timeout=PATIENT, pauses=(PATIENT,), per_host=1)
    started = time.monotonic()
    outside = hanging(released, answering=hosts)
    run = BackgroundProbe(sources, limits, at=NOW, outside=outside).collect(PATIENT)
    assert time.monotonic() - started < PATIENT / 4
    assert run.network_down


def test_the_grace_is_short() -> None:
    assert network.GRACE <= 1


def test_three_silent_hosts_prove_nothing(
    released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "GRACE", 0)
    limits = Limits(timeout=0.2, pauses=())
    outside = hanging(released, answering=3)
    found = asyncio.run(probe_all(targets(4), limits, at=NOW, outside=outside))
    failures = [evidence.failure for evidence in found.values()]
    assert failures == [Failure.NO_CONNECTION] * 3 + [Failure.TIMEOUT]


def mixed(site: Site) -> tuple[list[Target], str]:
    """Many hosts that are no more, and one page that takes its time."""

    def slow(handler: object) -> None:
        site.closing.wait(0.3)
        site.says("/slow", "at last")
        site.answer(handler)  # type: ignore[arg-type]

    url = site.does("/slow", slow)
    dead = [Target(f"d{n}", f"http://{n}.dead/") for n in range(HOSTS)]
    return [Target("slow", url), *dead], url


def test_one_connection_proves_that_there_is_a_network(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "GRACE", 0.1)
    all_targets, url = mixed(site)
    found = asyncio.run(probe_all(all_targets, LIMITS, at=NOW, outside=Outside(look_up)))
    assert found[url].status == 200
    assert len(found) == len(all_targets)


def test_a_host_that_is_heard_in_the_grace_saves_the_run() -> None:
    async def ends() -> list[float | None]:
        async with asyncio.timeout(None) as patience:
            there, when = network.Network(patience, hosts=5), []
            for host in "aabbc":
                there.silent(host)
            when.append(patience.when())
            there.silent("d")
            when.append(patience.when())
            there.heard()
            there.silent("e")
            when.append(patience.when())
            await asyncio.sleep(0)
        return when

    before, in_grace, after = asyncio.run(ends())
    assert before is None
    assert in_grace is not None
    assert after is None


def test_refused_addresses_say_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "GRACE", 0)
    inside = [Target(f"p{n}", f"http://10.0.0.{n}/") for n in range(9)]
    found = asyncio.run(probe_all(inside, LIMITS, at=NOW, outside=Outside(look_up)))
    assert [evidence.failure for evidence in found.values()] == [Failure.REFUSED] * 9
    assert not Run(found).network_down


def test_a_login_page_that_stands_before_the_network_is_found_out_soon(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every name leads to the one machine that shows it, and that is never asked."""
    monkeypatch.setattr(network, "GRACE", 0)
    portal = Outside(lambda _: ["127.0.0.1"])
    sources = [Target(f"s{n}", site.url("/page", f"host-{n}.example")) for n in range(HOSTS)]
    started = time.monotonic()
    run = BackgroundProbe(sources, Limits(), at=NOW, outside=portal).collect(PATIENT)
    assert time.monotonic() - started < PATIENT / 4
    assert run.walled
    assert {evidence.failure for evidence in run.evidence.values()} == {Failure.INSIDE}
    assert not site.hits


def test_redirects_of_all_hosts_to_it_are_found_out_too(site: Site) -> None:
    url = site.sends("/page", "http://192.168.1.1/login", 302)
    found = look_at(Target(host, url.replace("127.0.0.1", f"{host}.test")) for host in "ab")
    assert Run(found).walled
    assert not Run(look_at([Target("a", url)])).network_down


def test_what_failed_is_kept_while_it_waits_for_its_next_try(
    released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "GRACE", 0)
    limits = Limits(pauses=(PATIENT,))
    outside = hanging(released, answering=HOSTS)
    found = asyncio.run(probe_all(targets(5), limits, at=NOW, outside=outside))
    assert Run(found).network_down
