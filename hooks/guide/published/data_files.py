"""What a site offers besides its pages, in one language: to subscribe to, and for programs."""

from __future__ import annotations

from ..core.places import CALENDAR, DATES, FEED
from ..core.published_json import json_text
from ..rendering.context import Context
from .deadlines_json import SCHEMA, deadlines_schema, published_deadlines
from .feed import atom
from .ics import ics


def data_files(
    context: Context, *, title: str, base: str, news_page: str | None, dates_page: str | None
) -> dict[str, bytes]:
    """The content of each file, by its name within the language's folder.

    `title` is the site's name, `base` its address, empty where it has none. The pages are those
    that list all news and all dates, as paths within the site.
    """
    files = {
        DATES: json_text(published_deadlines(context)).encode(),
        SCHEMA: json_text(deadlines_schema()).encode(),
    }
    if news_page:
        files[FEED] = atom(context, title=title, base=base, page=news_page).encode()
    calendar = ics(context, title=title, base=base, page=dates_page)
    if calendar:
        files[CALENDAR] = calendar
    return files
