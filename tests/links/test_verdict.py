"""The table of verdicts, row by row and for every possible evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.links import Evidence, Failure, Hop, Judgement, Run, Target, Verdict, judge
from links.looking import NOW

URL = "https://example.org/guide/page.html"

GONE = Verdict.GONE

hops = st.builds(
    Hop,
    st.sampled_from([301, 302, 303, 307, 308]),
    st.sampled_from(
        [URL, "https://example.org/", "https://example.org/new", "https://x.org/login"]
    ),
)
evidences = st.builds(
    Evidence,
    url=st.just(URL),
    at=st.just(NOW),
    status=st.none() | st.integers(100, 999),
    hops=st.lists(hops, max_size=4).map(tuple),
    failure=st.none() | st.sampled_from(Failure),
    challenge=st.booleans(),
    asked=st.just(("six", "weeks")),
    missing=st.sampled_from([(), ("six",), ("six", "weeks")]),
    readable=st.booleans(),
    not_found=st.sampled_from(["", "Page introuvable"]),
    home=st.none() | st.sampled_from([200, 403, 404, 500]),
)


def judged(*, expect: tuple[str, ...] = (), url: str = URL, **known: object) -> Judgement:
    return judge(Target("source", url, expect), Evidence(url, NOW, **known))  # type: ignore[arg-type]


@given(evidences)
def test_every_evidence_has_a_verdict_and_a_reason(evidence: Evidence) -> None:
    judgement = judge(Target("source", URL, ("six", "weeks")), evidence)
    assert judgement.reason
    assert (judgement.address is not None) == (judgement.verdict is Verdict.MOVED)


@given(evidences)
def test_good_means_a_whole_answer_that_says_what_it_must(evidence: Evidence) -> None:
    if judge(Target("source", URL, ("six", "weeks")), evidence).verdict.good:
        assert evidence.failure is None
        assert evidence.status is not None
        assert 200 <= evidence.status < 300
        assert not evidence.missing
        assert not evidence.challenge
        assert not evidence.not_found


@given(evidences)
def test_words_of_another_source_on_the_page_change_nothing(evidence: Evidence) -> None:
    assert judge(Target("source", URL), evidence).verdict is not Verdict.CHANGED


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (200, Verdict.OK, "200 OK"),
        (204, Verdict.OK, "204 No Content"),
        (404, Verdict.GONE, "404 Not Found"),
        (410, Verdict.GONE, "410 Gone"),
        (401, Verdict.BLOCKED, "401 Unauthorized"),
        (403, Verdict.BLOCKED, "403 Forbidden"),
        (405, Verdict.BLOCKED, "405 Method Not Allowed"),
        (429, Verdict.BLOCKED, "429 Too Many Requests"),
        (451, Verdict.BLOCKED, "451 Unavailable For Legal Reasons"),
        (408, Verdict.UNREACHABLE, "408 Request Timeout"),
        (500, Verdict.UNREACHABLE, "500 Internal Server Error"),
        (503, Verdict.UNREACHABLE, "503 Service Unavailable"),
        (304, Verdict.UNREACHABLE, "304 Not Modified"),
        (999, Verdict.UNREACHABLE, "status 999"),
    ],
)
def test_statuses(status: int, verdict: Verdict, reason: str) -> None:
    assert judged(status=status) == Judgement(verdict, reason)


@pytest.mark.parametrize(
    ("failure", "verdict"),
    [
        (Failure.REFUSED, Verdict.REFUSED),
        (Failure.INSIDE, Verdict.REFUSED),
        (Failure.NO_HOST, Verdict.GONE),
        (Failure.NO_CONNECTION, Verdict.UNREACHABLE),
        (Failure.TLS, Verdict.UNREACHABLE),
        (Failure.TIMEOUT, Verdict.UNREACHABLE),
        (Failure.BROKEN, Verdict.UNREACHABLE),
        (Failure.LOOP, Verdict.UNREACHABLE),
    ],
)
def test_failures(failure: Failure, verdict: Verdict) -> None:
    assert judged(failure=failure, detail="why").verdict is verdict
    assert judged(failure=failure, status=200, detail="why") == Judgement(verdict, "why")


@pytest.mark.parametrize("status", [200, 202, 403, 429, 503])
def test_a_challenge_page_is_blocked_whatever_its_status(status: int) -> None:
    assert judged(status=status, challenge=True) == Judgement(Verdict.BLOCKED, "a challenge page")


def test_all_permanent_redirects_lead_to_the_new_address() -> None:
    chain = (Hop(301, "https://example.org/b"), Hop(308, "https://example.org/c"))
    assert judged(status=200, hops=chain) == Judgement(
        Verdict.MOVED, "moved for good to https://example.org/c", "https://example.org/c"
    )


def test_the_new_address_ends_before_the_first_temporary_redirect() -> None:
    chain = (Hop(301, "https://example.org/b"), Hop(302, "https://example.org/today"))
    assert judged(status=200, hops=chain).address == "https://example.org/b"


def test_a_temporary_redirect_is_no_move() -> None:
    chain = (Hop(302, "https://example.org/today"), Hop(301, "https://example.org/b"))
    assert judged(status=200, hops=chain).verdict is Verdict.OK


def test_the_new_address_keeps_the_fragment_of_the_old() -> None:
    moved = judged(url=f"{URL}#delais", status=200, hops=(Hop(301, "https://example.org/b"),))
    assert moved.address == "https://example.org/b#delais"


def test_a_permanent_redirect_without_the_expected_words_is_a_change() -> None:
    changed = judged(
        expect=("six semaines",),
        status=200,
        hops=(Hop(301, "https://example.org/b"),),
        asked=("six semaines",),
        missing=("six semaines",),
    )
    assert changed == Judgement(Verdict.CHANGED, "no longer says 'six semaines'")


@pytest.mark.parametrize(
    "home",
    [
        "https://example.org",
        "https://example.org/",
        "https://example.org/fr/",
        "https://example.org/fr-FR",
        "https://example.org/index.php",
        "https://example.org/fr/accueil",
        "https://example.org/de/startseite.html",
    ],
)
def test_a_redirect_to_a_home_page_is_a_loss(home: str) -> None:
    lost = judged(status=200, hops=(Hop(302, home),))
    assert lost == Judgement(Verdict.GONE, f"now leads to a home page, {home}")


@pytest.mark.parametrize(
    "login",
    [
        "https://example.org/login",
        "https://example.org/login.aspx?back=%2Fpage",
        "https://example.org/fr/connexion/",
        "https://login.example.org/start",
        "https://sso.example.org/",
    ],
)
def test_a_redirect_to_a_login_page_is_a_loss(login: str) -> None:
    assert judged(status=200, hops=(Hop(302, login),)).verdict is Verdict.GONE


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/dp",  # two letters need not be a language
        "https://example.org/?p=9721",
        "https://example.org/connexions-internet",
        "https://author.example.org/login-et-mot-de-passe",
    ],
)
def test_what_only_looks_like_a_home_or_login_page_is_not_one(elsewhere: str) -> None:
    assert judged(status=200, hops=(Hop(302, elsewhere),)).verdict is Verdict.OK


@pytest.mark.parametrize(
    "error",
    [
        "https://example.org/404",
        "https://example.org/fr/404.html",
        "https://example.org/erreur404.php",
        "https://example.org/error_404/",
        "https://example.org/page-introuvable",
        "https://example.org/not-found",
    ],
)
def test_a_redirect_to_an_error_page_is_a_loss(error: str) -> None:
    lost = judged(status=200, hops=(Hop(302, error),))
    assert lost == Judgement(Verdict.GONE, f"now leads to an error page, {error}")


@pytest.mark.parametrize("name", ["authentification", "connexion", "404", "page-introuvable"])
def test_a_page_that_says_its_words_is_not_lost_for_its_new_name(name: str) -> None:
    hops, words = (Hop(301, f"https://example.org/{name}"),), ("six",)

    def verdict(**known: object) -> Verdict:
        found = judged(expect=words, status=200, hops=hops, **known)  # type: ignore[arg-type]
        return found.verdict

    assert verdict(asked=words) is Verdict.MOVED
    assert verdict() is GONE
    assert verdict(asked=words, missing=words) is GONE
    assert verdict(asked=words, readable=False) is GONE
    assert judged(status=200, hops=hops).verdict is GONE


def test_a_home_page_that_quotes_the_words_is_not_the_page() -> None:
    home = (Hop(301, "https://example.org/fr/"),)
    assert judged(expect=("six",), asked=("six",), status=200, hops=home).verdict is GONE


@pytest.mark.parametrize("page", ["article-404", "4040", "404-ways", "notfoundation", "erreurs"])
def test_what_only_looks_like_an_error_page_is_not_one(page: str) -> None:
    assert judged(status=200, hops=(Hop(302, f"https://a.fr/{page}"),)).verdict is Verdict.OK


def test_a_page_that_says_it_is_not_there_is_gone() -> None:
    gone = judged(expect=("six",), status=200, missing=("six",), not_found="Page introuvable")
    assert gone == Judgement(Verdict.GONE, "its page says 'Page introuvable'")


@pytest.mark.parametrize(
    ("home", "verdict", "reason"),
    [
        (None, Verdict.GONE, "404 Not Found"),
        (200, Verdict.GONE, "404 Not Found"),
        (500, Verdict.GONE, "404 Not Found"),
        (404, Verdict.GONE, "404 Not Found, its home page too"),
        (401, Verdict.BLOCKED, "404 Not Found, and its home page says 401 Unauthorized"),
        (403, Verdict.BLOCKED, "404 Not Found, and its home page says 403 Forbidden"),
        (429, Verdict.BLOCKED, "404 Not Found, and its home page says 429 Too Many Requests"),
    ],
)
def test_a_404_is_weighed_by_the_home_page(home: int | None, verdict: Verdict, reason: str) -> None:
    assert judged(status=404, home=home) == Judgement(verdict, reason)


def test_a_home_page_may_move_and_a_login_page_may_be_cited() -> None:
    home = judged(url="https://old.example/", status=200, hops=(Hop(301, "https://new.example/"),))
    assert home.verdict is Verdict.MOVED
    login = judged(url="https://a.fr/login", status=200, hops=(Hop(302, "https://a.fr/fr/login"),))
    assert login.verdict is Verdict.OK


def test_a_login_page_that_does_not_answer_proves_nothing() -> None:
    hop = (Hop(302, "https://example.org/login"),)
    assert judged(status=403, hops=hop).verdict is Verdict.BLOCKED
    assert judged(status=502, hops=hop).verdict is Verdict.UNREACHABLE


def test_a_text_that_cannot_be_searched_is_no_change() -> None:
    judgement = judged(expect=("six",), status=200, asked=("six",), readable=False)
    assert judgement == Judgement(Verdict.OK, "200 OK; its text could not be searched")


def test_a_word_that_was_not_looked_for_is_not_found() -> None:
    judgement = judged(expect=("six", "huit"), status=200, asked=("six",))
    assert judgement == Judgement(Verdict.OK, "200 OK; not searched yet for 'huit'")


@given(evidences)
def test_a_page_says_what_was_looked_for_and_found(evidence: Evidence) -> None:
    found = {"six", "weeks"} - set(evidence.missing)
    assert evidence.says(["six", "weeks"]) == (evidence.readable and len(found) == 2)
    assert not evidence.says([])
    assert not evidence.says(["six", "days"])


def run_of(*evidence: Evidence) -> Run:
    return Run({str(number): one for number, one in enumerate(evidence)})


def test_the_network_is_down_when_no_host_answers() -> None:
    silent = [
        Evidence(URL, NOW, failure=Failure.NO_HOST),
        Evidence(URL, NOW, failure=Failure.TIMEOUT),
    ]
    refused = Evidence(URL, NOW, failure=Failure.REFUSED)
    assert run_of(*silent, refused).network_down
    assert not run_of(*silent, Evidence(URL, NOW, status=503)).network_down
    assert not run_of(*silent, Evidence(URL, NOW, failure=Failure.TLS)).network_down
    assert not run_of(*silent, Evidence(URL, NOW, failure=Failure.BROKEN)).network_down
    redirected = Evidence(URL, NOW, failure=Failure.NO_HOST, hops=(Hop(301, "https://x.dead/"),))
    assert not run_of(*silent, redirected).network_down


def inside(host: str, *hops: Hop) -> Evidence:
    return Evidence(f"https://{host}/", NOW, failure=Failure.INSIDE, hops=hops)


def test_one_name_that_leads_inside_is_to_blame_all_of_them_are_not() -> None:
    assert not run_of(inside("a.fr"), inside("a.fr")).network_down
    assert run_of(inside("a.fr"), inside("b.fr")).walled
    assert run_of(inside("a.fr"), Evidence(URL, NOW, failure=Failure.TIMEOUT)).walled
    assert not run_of(inside("a.fr"), inside("b.fr"), Evidence(URL, NOW, status=200)).network_down
    led = Hop(302, "http://192.168.1.1/login")
    assert not run_of(inside("a.fr", led)).network_down
    assert run_of(inside("a.fr", led), inside("b.fr")).walled
    assert not run_of(Evidence(URL, NOW, failure=Failure.TIMEOUT)).walled


def test_a_run_that_asked_nothing_says_nothing_of_the_network() -> None:
    assert not Run().network_down
    assert not run_of(Evidence(URL, NOW, failure=Failure.REFUSED)).network_down
