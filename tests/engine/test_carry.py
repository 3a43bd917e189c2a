"""The guide in one zip."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from guide.web.carry import archive, as_copy, pack

NOON = datetime(2026, 11, 23, 12, 0, 5, tzinfo=UTC)
FILES = {"b/é.html": b"<p>" * 500, "a.html": b"a"}


def opened(packed: bytes) -> ZipFile:
    return ZipFile(BytesIO(packed))


def test_a_zip_gives_back_what_was_put_in() -> None:
    with opened(archive(FILES, NOON)) as zipped:
        assert zipped.testzip() is None
        assert {name: zipped.read(name) for name in zipped.namelist()} == FILES


def test_the_same_files_give_the_same_bytes_in_any_order_and_zone() -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=14)))
    backwards = dict(reversed(FILES.items()))
    assert archive(FILES, NOON) == archive(backwards, elsewhere)


def test_an_entry_has_the_build_s_time_and_plain_permissions() -> None:
    with opened(archive(FILES, NOON)) as zipped:
        for entry in zipped.infolist():
            assert entry.date_time == (2026, 11, 23, 12, 0, 4)
            assert entry.external_attr >> 16 == 0o100644
        assert zipped.namelist() == sorted(FILES)


def test_an_instant_before_zips_is_their_first() -> None:
    with opened(archive(FILES, datetime(1970, 1, 1, tzinfo=UTC))) as zipped:
        assert {entry.date_time[0] for entry in zipped.infolist()} == {1980}


def test_a_copy_says_that_it_is_one_and_offers_none() -> None:
    html = (
        '<!--copy <p class="copy-notice">Copie</p> copy-->'
        '<p><span class="online"><a href="x.zip">Prendre</a> (<b>1 Mo</b>)</span></p>'
        '<p><span class="online" hidden="hidden"><button>Garder</button></span></p><p>Fin</p>'
    )
    assert as_copy(html, online_only="En ligne & là") == (
        ' <p class="copy-notice">Copie</p> '
        "<p><em>En ligne &amp; là</em></p><p><em>En ligne &amp; là</em></p><p>Fin</p>"
    )


def test_what_is_packed_is_in_memory_one_file_at_a_time(tmp_path: Path) -> None:
    size, count = 2**20, 30
    tracemalloc.start()
    try:
        pack(tmp_path / "zip", ((f"{n:02}", bytes(size)) for n in range(count)), NOON)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5 * size
    with ZipFile(tmp_path / "zip") as zipped:
        assert sum(one.file_size for one in zipped.infolist()) == size * count
