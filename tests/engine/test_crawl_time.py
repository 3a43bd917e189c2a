"""LinkChecker is a program of others: it does not hold up a build for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.walks import crawl


def test_it_is_ended_when_its_time_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("<title>A page</title>", "utf-8")
    monkeypatch.setattr(crawl, "_PATIENCE", 0.01)
    with pytest.raises(crawl.CrawlError, match=r"^it was not done within 0\.01 s$"):
        crawl.dead_links(tmp_path)
