"""Whom to tell of a hole: RFC 9116."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.data.settings import read_settings
from guide.published.security_txt import security_txt

CONTACT = "https://forge.example/guide/issues"
MUSTS = {"source_language": "fr", "zone": "Europe/Paris"}


def test_it_says_whom_to_tell_until_when_and_in_what_language() -> None:
    text = security_txt(CONTACT, built=date(2026, 11, 23), language="fr", base="")
    assert text == (f"Contact: {CONTACT}\nExpires: 2027-11-22T00:00:00Z\nPreferred-Languages: fr\n")


@pytest.mark.parametrize("base", ["https://guide.example/", "https://guide.example/fr/"])
def test_where_the_site_s_address_is_known_it_says_its_own(base: str) -> None:
    text = security_txt(CONTACT, built=date(2026, 11, 23), language="fr", base=base)
    assert text.endswith("\nCanonical: https://guide.example/.well-known/security.txt\n")


@given(st.dates(max_value=date(9990, 1, 1)))
def test_it_expires_within_a_year(built: date) -> None:
    text = security_txt(CONTACT, built=built, language="fr", base="")
    expires = date.fromisoformat(text.split("Expires: ")[1][:10])
    assert 0 < (expires - built).days < 365


@pytest.mark.parametrize("address", ["", CONTACT, "mailto:a@guide.example"])
def test_an_address_or_none(address: str) -> None:
    settings, problems = read_settings(MUSTS | {"security_contact": address})
    assert not problems
    assert settings.security_contact == address


@pytest.mark.parametrize(
    "address", ["a@guide.example", "http://forge.example/", "mailto:", "https://", "javascript:a"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    _, (problem,) = read_settings(MUSTS | {"security_contact": address})
    assert problem.message == (
        f"extra.guide: 'security_contact': '{address}' is no address. "
        "Write one that begins with https: or mailto:."
    )
