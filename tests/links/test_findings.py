"""The lines that a maintainer reads, whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from guide.core.problems import Severity
from guide.links import (
    CitedSource,
    Evidence,
    Failure,
    Hop,
    LinkCache,
    Place,
    Run,
    Verdict,
    findings,
    not_checked,
    troubles,
)
from links.cited import FILE, STEP, cited, remembering
from links.looking import NOW

PLACES = (
    STEP,
    Place("docs/fr/guide/cloturer.md", 60, "section", "apres"),
    Place("docs/fr/article.md", 12, "page"),
)
CITED = "Cited in docs/fr/guide/cloturer.md, docs/fr/article.md."
TODAY = NOW.date()
INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
URL = "https://example.org/page"
FINE = Evidence("https://fine.example/", NOW, status=200)


def source(
    *expect: str,
    archived: bool = False,
    seen: date = TODAY,
    places: tuple[Place, ...] = PLACES,
    name: str = "csp",
    url: str = URL,
) -> CitedSource:
    return cited(name, url, *expect, seen=seen, archived=archived, places=places)


def lines(
    sources: Iterable[CitedSource], run: Run, cache: LinkCache | None = None
) -> list[tuple[str, Severity]]:
    cache = cache or LinkCache()
    cache.learn(run)
    sources = list(sources)
    found = [one.problem for one in findings(sources, cache, run, TODAY)]
    return [(str(one), one.severity) for one in found + not_checked(sources, cache, run)]


def line_on(one: CitedSource, **known: object) -> list[tuple[str, Severity]]:
    evidence = Evidence(URL, NOW, **known)  # type: ignore[arg-type]
    return lines([one], Run({URL: evidence, FINE.url: FINE}))


def test_ok_is_silent() -> None:
    assert line_on(source(), status=200) == []


def test_moved() -> None:
    assert line_on(source(), status=200, hops=(Hop(301, "https://example.org/new"),)) == [
        (
            (
                f"{FILE}:12: source 'csp' has moved for good."
                f" Write `url: https://example.org/new`. {CITED}"
            ),
            INFO,
        )
    ]


def test_changed() -> None:
    words = ("six semaines",)
    assert line_on(source(*words), status=200, asked=words, missing=words) == [
        (
            (
                f"{FILE}:12: source 'csp' no longer says 'six semaines', since 2026-11-23."
                f" Re-read the step that relies on it, then set `expect` and `seen`. {CITED}"
            ),
            WARNING,
        )
    ]


def test_gone() -> None:
    assert line_on(source(), status=404) == [
        (
            (
                f"{FILE}:12: source 'csp' is gone, since 2026-11-23: 404 Not Found."
                " Give its new `url`; or look for a copy at https://web.archive.org/web/*/"
                "https://example.org/page and give its address and date in `archive`."
                f" {CITED}"
            ),
            WARNING,
        )
    ]


def test_since_when_is_that_of_the_verdict_not_of_an_earlier_ailment() -> None:
    cache = remembering(Evidence(URL, NOW - timedelta(days=9), status=503))
    [(line, _)] = lines([source()], Run({URL: Evidence(URL, NOW, status=404)}), cache)
    assert "'csp' is gone, since 2026-11-23:" in line


def test_gone_but_archived() -> None:
    assert line_on(source(archived=True, places=()), status=410) == [
        (
            (
                f"{FILE}:12: source 'csp' is gone, since 2026-11-23: 410 Gone."
                " Readers are led to its archived copy. No page cites it."
            ),
            INFO,
        )
    ]


@pytest.mark.parametrize("days", [0, 90])
def test_blocked(days: int) -> None:
    assert line_on(source(seen=TODAY - timedelta(days=days)), status=403) == [
        (
            (
                f"{FILE}:12: source 'csp' cannot be checked by a machine, since 2026-11-23:"
                f" 403 Forbidden. {CITED}"
            ),
            INFO,
        )
    ]


def test_blocked_and_unread_for_more_than_90_days() -> None:
    assert line_on(source(seen=TODAY - timedelta(days=91)), status=403) == [
        (
            (
                f"{FILE}:12: source 'csp' cannot be checked by a machine, since 2026-11-23:"
                " 403 Forbidden; nobody has read it for 91 days."
                f" Open it in a browser, compare, then set `seen` to that day. {CITED}"
            ),
            WARNING,
        )
    ]


UNREACHABLE_INFO = (
    (
        f"{FILE}:12: source 'csp' could not be reached, since 2026-11-23: 503 Service Unavailable."
        f" It is asked again at each run. {CITED}"
    ),
    INFO,
)


def after_failing_at(*hours: int) -> list[tuple[str, Severity]]:
    """The lines after runs so many hours before now that all met a 503."""
    cache, run = LinkCache(), Run()
    for ago in hours:
        evidence = Evidence(URL, NOW - timedelta(hours=ago), status=503)
        if run.evidence:
            cache.learn(run)
        run = Run({URL: evidence})
    return lines([source()], run, cache)


@pytest.mark.parametrize("hours", [(0,), (24, 0), (3, 2, 1, 0), (24, 23, 1, 0)])
def test_unreachable_is_no_warning_before_three_runs_on_three_days(hours: tuple[int, ...]) -> None:
    [(line, severity)] = after_failing_at(*hours)
    since = NOW - timedelta(hours=hours[0])
    told, _ = UNREACHABLE_INFO
    assert (line, severity) == (told.replace("2026-11-23", f"{since:%Y-%m-%d}"), INFO)


def test_unreachable_in_three_runs_on_three_days() -> None:
    assert after_failing_at(48, 24, 0) == [
        (
            (
                f"{FILE}:12: source 'csp' could not be reached, since 2026-11-21: 503 Service"
                " Unavailable, in 3 runs on 3 days. Open it in a browser; if it is dead, give a"
                f" new `url` or an `archive`. {CITED}"
            ),
            WARNING,
        )
    ]


@pytest.mark.parametrize(("days", "severity"), [(90, INFO), (91, WARNING)])
def test_a_site_that_was_silent_and_now_refuses_robots_is_weighed_by_its_readers(
    days: int, severity: Severity
) -> None:
    cache = LinkCache()
    for ago in (3, 2, 1):
        cache.learn(Run({URL: Evidence(URL, NOW - timedelta(days=ago), status=503)}))
    seen = TODAY - timedelta(days=days)
    [(line, found)] = lines([source(seen=seen)], Run({URL: Evidence(URL, NOW, status=403)}), cache)
    assert "cannot be checked by a machine, since 2026-11-20: 403 Forbidden" in line
    assert found is severity


REFUSED = Evidence(URL, NOW, failure=Failure.REFUSED, detail="10.0.0.1 is not a public address")
REFUSED_LINE = (
    (
        f"{FILE}:12: source 'csp' is never fetched: 10.0.0.1 is not a public address."
        f" Give a public http or https address. {CITED}"
    ),
    ERROR,
)


def test_refused() -> None:
    assert lines([source()], Run({URL: REFUSED})) == [REFUSED_LINE]


def test_no_network_is_one_line_whatever_was_known() -> None:
    names = ("a", "b", "c")
    sources = [source(name=name, url=f"https://{name}.example/") for name in names]
    gone = Evidence("https://a.example/", NOW, status=404)
    cache = remembering(gone, Evidence("https://c.example/", NOW, status=200))
    silent = [Evidence(f"https://{name}.example/", NOW, failure=Failure.NO_HOST) for name in "ab"]
    run = Run({one.url: one for one in silent}, unchecked=("https://c.example/",))
    assert lines(sources, run, cache) == [(f"{FILE}: no network: 3 sources not checked.", INFO)]


def silent_hosts(count: int) -> tuple[list[CitedSource], Run]:
    sources = [source(name=f"s{n}", url=f"https://{n}.example/") for n in range(count)]
    none = [Evidence(one.target.page, NOW, failure=Failure.NO_HOST) for one in sources]
    return sources, Run({one.url: one for one in none})


def test_few_hosts_that_never_answered_may_be_mistyped() -> None:
    assert lines(*silent_hosts(2)) == [
        (
            (
                f"{FILE}: no network: 2 sources not checked."
                " Or no such address: none of these is known to answer: s0, s1."
            ),
            INFO,
        )
    ]
    assert lines(*silent_hosts(4)) == [(f"{FILE}: no network: 4 sources not checked.", INFO)]


def test_a_mistyped_host_beside_one_that_answers_is_gone() -> None:
    [mistyped], run = silent_hosts(1)
    [(line, severity)] = lines([mistyped], Run({**run.evidence, FINE.url: FINE}))
    assert "source 's0' is gone" in line
    assert severity is WARNING


def test_a_refused_address_is_an_error_without_network_too() -> None:
    other = source(name="other", url="https://other.example/")
    silent = Evidence(other.target.page, NOW, failure=Failure.TIMEOUT)
    assert lines([source(), other], Run({URL: REFUSED, silent.url: silent})) == [
        REFUSED_LINE,
        (
            (
                f"{FILE}: no network: 1 source not checked."
                " Or no such address: none of these is known to answer: other."
            ),
            INFO,
        ),
    ]


def test_a_network_with_a_login_page_to_pass_is_one_line() -> None:
    names = ("a", "b", "c")
    sources = [source(name=name, url=f"https://{name}.example/") for name in names]
    inside = [Evidence(one.target.page, NOW, failure=Failure.INSIDE) for one in sources]
    cache = LinkCache()
    assert lines(sources, Run({one.url: one for one in inside}), cache) == [
        (
            (
                f"{FILE}: no network: 3 sources not checked. It led to private addresses: its"
                " login page may have to be passed first."
            ),
            INFO,
        )
    ]
    assert not cache.records


def test_one_name_that_leads_inside_is_an_error() -> None:
    inside = Evidence(URL, NOW, failure=Failure.INSIDE, detail="it resolves to 10.0.0.1")
    [(line, severity)] = lines([source()], Run({URL: inside, FINE.url: FINE}))
    assert "'csp' is never fetched: it resolves to 10.0.0.1." in line
    assert severity is ERROR


def test_what_there_was_no_time_for() -> None:
    sources = [source(name=name, url=f"{URL}#{name}") for name in ("a", "b")]
    assert lines(sources, Run({FINE.url: FINE}, unchecked=(URL,))) == [
        (
            (
                f"{FILE}: 2 sources not checked in the time given: a, b."
                " The next run begins with them."
            ),
            INFO,
        )
    ]


def test_a_fault_of_ours_is_no_verdict() -> None:
    one, other = source(), source(name="other", url="https://other.example/")
    run = Run({FINE.url: FINE}, troubles={URL: "KeyError: 'x' (reading.py:7)"})
    assert lines([one, other], run) == []
    assert [(str(told), told.severity) for told in troubles([one, other], run)] == [
        (
            (
                f"{FILE}:12: source 'csp' was not checked, by a fault of the engine:"
                " KeyError: 'x' (reading.py:7). Report it with this line."
            ),
            WARNING,
        )
    ]


def test_an_offline_build_reports_what_is_remembered() -> None:
    cache = remembering(Evidence(URL, NOW, status=503))
    assert lines([source()], Run(), cache) == [UNREACHABLE_INFO]


def test_the_gravest_comes_first() -> None:
    """What fails a strict build; then the verdict; then how much relies on the source."""
    words = ("six semaines",)
    known: dict[str, dict[str, object]] = {
        "moved": {"status": 200, "hops": (Hop(301, "https://example.org/new"),)},
        "down": {"status": 503},
        "blocked-unread": {"status": 403},
        "blocked": {"status": 403},
        "changed": {"status": 200, "asked": words, "missing": words},
        "gone-alone": {"status": 404},
        "gone": {"status": 404},
        "gone-archived": {"status": 404},
        "refused": {"failure": Failure.REFUSED, "detail": "10.0.0.1 is not a public address"},
        "well": {"status": 200},
    }
    url = "https://{}.example/".format
    sources = [
        source(
            *words * (name == "changed"),
            name=name,
            url=url(name),
            archived=name == "gone-archived",
            seen=TODAY - timedelta(days=91 * (name == "blocked-unread")),
            places=() if name == "gone-alone" else PLACES,
        )
        for name in known
    ]
    shown = [Evidence(url(name), NOW, **one) for name, one in known.items()]  # type: ignore[arg-type]
    found = findings(sources, remembering(*shown), Run(), TODAY)
    assert [one.source.target.id for one in found] == [
        "refused",
        "gone",
        "gone-alone",
        "changed",
        "blocked-unread",
        "gone-archived",
        "down",
        "blocked",
        "moved",
    ]
    assert {one.verdict for one in found} == set(Verdict) - {Verdict.OK}
