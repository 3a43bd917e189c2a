"""What changed, and when: the list on a page. The feed is in published/feed.py."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from ..data.models import News
from ..words.wording import fill
from .citations import source_of
from .context import Context


def newest_first(news: Mapping[str, News]) -> list[tuple[str, News]]:
    """All news by id, the latest first."""
    return sorted(news.items(), key=lambda entry: (entry[1].date, entry[0]), reverse=True)


def all_news(context: Context) -> Element:
    """Every change with its day, the latest first."""
    entries = Element("ol", {"class": "all-news"})
    strings = context.wording.strings
    for key, news in newest_first(context.registry.news):
        entry = SubElement(entries, "li", {"id": f"news-{key}", "class": f"news-{news.about}"})
        day = SubElement(entry, "p", {"class": "news-day"})
        about = strings.news_procedure if news.about == "procedure" else strings.news_guide
        fill(day, about, {"date": context.wording.time(news.date)})
        context.in_language(SubElement(entry, "p"), news.text)
        entry.extend(source_of(news.source, "p", context))
    return entries
