"""The Atom feed of what changed (RFC 4287), one per language."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from ..core.places import FEED
from ..rendering.context import Context
from ..rendering.news import newest_first


def atom(context: Context, *, title: str, base: str, page: str) -> str:
    """The feed as XML, the latest change first.

    `base` is the site's address, or empty where it has none: links are then relative to the
    feed, as RFC 4287 allows. `page` is the path within the site of the page that lists the news.
    """
    folder = context.folder
    address = urljoin(base, page) if base else page.removeprefix(folder)
    feed = Atom1Feed(
        title=title,
        link=address,
        description="",
        language=context.wording.tag,
        author_name=title,
        feed_url=urljoin(base, folder + FEED) if base else FEED,
        feed_guid=_identity(base, page),
    )
    for key, item in newest_first(context.registry.news):
        text, _ = context.wording.pick(item.text, context.source_language)
        feed.add_item(
            title=text,
            link=f"{address}#news-{key}",
            description=None,
            unique_id=_identity(base, f"{page}#news-{key}"),
            updateddate=_midnight(item.date),
        )
    xml: str = feed.writeString("utf-8")
    return xml + "\n"


def _identity(base: str, place: str) -> str:
    """An id that stays the same for ever, wherever the feed is read."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, base + place)}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
