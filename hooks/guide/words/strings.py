"""What the engine says to readers: the sentences of one language."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator

from ..core.problems import did_you_mean, shown
from ..data.values import Entry, Words


def _names(text: str) -> Iterator[str]:
    """What stands between braces in `text`, whole: `{date:x}` names 'date:x'."""
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")


class Plural(Entry):
    """A sentence about a number, in the forms of its language: a key for each plural category
    of CLDR that the language has, https://cldr.unicode.org/index/cldr-spec/plural-rules.
    """

    zero: Words | None = None
    one: Words | None = None
    two: Words | None = None
    few: Words | None = None
    many: Words | None = None
    other: Words

    def forms(self) -> dict[str, str]:
        """The forms that are written, by category."""
        return self.model_dump(exclude_none=True)


def _holding(*names: str) -> AfterValidator:
    """Lets a text, or each form of a plural, hold each of `names` in braces, and no other."""

    def checked(said: str | Plural) -> str | Plural:
        for text in [said] if isinstance(said, str) else said.forms().values():
            check(text)
        return said

    def check(text: str) -> None:
        try:
            found = set(_names(text))
        except ValueError:
            message = "a brace stands alone. Write a name between two, or none."
            raise ValueError(message) from None
        for name in sorted(found - set(names)):
            near = did_you_mean(name, names)
            known = " ".join(f"{{{one}}}" for one in names) or "none"
            message = f"'{{{name}}}' stands for nothing here.{near} There are: {known}."
            raise ValueError(message)

    return AfterValidator(checked)


FILES = (
    *("carry_file", "letter_folder", "paper_booklet_file", "paper_sheets_file"),
    *("paper_leaflet_file", "paper_checklist_file"),
)
"""The strings that name files of the site, by path in the language's folder."""

NAMING = ("letter_foreign", "translation_source", "translation_missing", "translation_stale")
"""The strings that name the source language."""


def _inside(path: str) -> str:
    if path.startswith("/") or ".." in path.split("/"):
        message = f"'{path}' leads out of the language's folder. Write a path within it."
        raise ValueError(message)
    return path


def _locale(tag: str) -> str:
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f"'{tag}' is no language that CLDR knows. Write for instance en, pt-PT or ar."
        raise ValueError(message) from None
    return tag


def _quotes(marks: str) -> str:
    if len(marks) != len("“”"):
        message = f"{shown(marks)} is not two marks. Write those that open and close, “”."
        raise ValueError(message)
    return marks


Plain = Annotated[Words, _holding()]
File = Annotated[Plain, AfterValidator(_inside)]
OfSource = Annotated[Words, _holding("language")]
OfDay = Annotated[Words, _holding("date")]
Counted = Annotated[Words, _holding("done", "total")]


class Strings(Entry):
    """The sentences of one language; hooks/strings/en.yml says where each is used."""

    locale: Annotated[Words, AfterValidator(_locale)]
    first_day: Words | None = None
    quotes: Annotated[Words, AfterValidator(_quotes)]
    until: OfDay
    since: OfDay
    within: Annotated[Words, _holding("period", "from")]
    beyond: Annotated[Words, _holding("period")]
    sources_title: Plain
    source_number: Annotated[Words, _holding("number")]
    seen_live: Annotated[Words, _holding("seen")]
    seen_in_copy: Annotated[Words, _holding("seen", "copy")]
    seen_in_undated_copy: Annotated[Words, _holding("seen")]
    address_only: Annotated[Words, _holding("seen", "via")]
    seen_by_person: Annotated[Words, _holding("reading")]
    seen_by_robot: Annotated[Words, _holding("state")]
    gone: OfDay
    health_unknown: Plain
    health_ok: OfDay
    health_answers: OfDay
    health_moved: OfDay
    health_changed: OfDay
    health_gone: OfDay
    health_blocked: OfDay
    health_unreachable: OfDay
    health_refused: OfDay
    health_last_ok: Annotated[Words, _holding("state", "date")]
    health_never_ok: Annotated[Words, _holding("state")]
    deadline_date: OfDay
    deadline_period: Annotated[Words, _holding("period", "from")]
    deadline_over: Plain
    deadline_source: Annotated[Words, _holding("source")]
    calendar_name: Annotated[Words, _holding("site")]
    calendar_passed: Plain
    timeline_caption: OfDay
    timeline_drawing: Annotated[Words, _holding("first", "last")]
    timeline_today: Plain
    verified: OfDay
    due: Annotated[Words, _holding("date", "due")]
    overdue: OfDay
    stopped: OfDay
    calculator_open: Plain
    calculator_start: Annotated[Words, _holding("from")]
    calculator_typed: Plain
    calculator_private: Plain
    calculator_submit: Plain
    calculator_clear: Plain
    calculator_calendar: Plain
    calculator_last: OfDay
    calculator_left: Annotated[Plural, _holding("days")]
    calculator_today: Annotated[Words, _holding("zone")]
    calculator_passed: Annotated[Plural, _holding("days")]
    calculator_future: Plain
    calculator_no_date: Plain
    calculator_no_day: Plain
    calculator_too_far: Annotated[Words, _holding("first", "last")]
    calculator_no_clock: Plain
    calendar_summary: Annotated[Words, _holding("title")]
    calendar_text: Annotated[Words, _holding("zone")]
    contact_phone: Annotated[Words, _holding("phone")]
    proof: Annotated[Words, _holding("source", "seen")]
    term: Annotated[Words, _holding("short", "term")]
    news_procedure: OfDay
    news_guide: OfDay
    measures_drawing: Annotated[Words, _holding("title")]
    measures_what: Plain
    measures_median: Plain
    measures_spread: Plain
    measures_from_to: Annotated[Words, _holding("least", "most")]
    measures_ratio: Plain
    measures_value: Plain
    measures_goal: Plain
    measures_at_most: Annotated[Words, _holding("goal")]
    measures_at_least: Annotated[Words, _holding("goal")]
    measures_verdict: Plain
    measures_reached: Plain
    measures_missed: Plain
    measures_made: Annotated[Words, _holding("date", "runs", "cores", "processor", "system")]
    letter_private: Plain
    letter_foreign: OfSource
    letter_print: Plain
    letter_copy: Plain
    letter_clear: Plain
    letter_copied: Plain
    letter_cleared: Plain
    letter_files: Annotated[Words, _holding("pdf", "docx", "txt")]
    letter_folder: File
    letter_pdf: Plain
    letter_docx: Plain
    letter_txt: Plain
    ticks_steps: Counted
    ticks_lines: Counted
    ticks_all: Counted
    ticks_clear: Plain
    ticks_kept: Plain
    tick: Plain
    tick_step: Annotated[Words, _holding("step")]
    copy_notice: OfDay
    copy_latest: Annotated[Words, _holding("address")]
    printed: Annotated[Words, _holding("date")]
    copy_online_only: Plain
    carry_file: File
    carry_download: Plain
    carry_told: Annotated[Words, _holding("size", "date")]
    carry_note_file: Plain
    carry_note: Annotated[Words, _holding("site", "date")]
    copy_keep: Annotated[Words, _holding("size")]
    copy_remove: Plain
    copy_working: Plain
    copy_kept: Plain
    copy_failed: Plain
    copy_removed: Plain
    share: Plain
    share_address: Annotated[Words, _holding("address")]
    share_code: Annotated[Words, _holding("address")]
    share_copy: Plain
    share_copied: Plain
    share_send: Plain
    paper_booklet: Plain
    paper_booklet_file: File
    paper_sheets: Plain
    paper_sheets_file: File
    paper_leaflet: Plain
    paper_leaflet_file: File
    paper_checklist: Plain
    paper_checklist_file: Annotated[Words, _holding("page"), AfterValidator(_inside)]
    paper_sheet: Annotated[Words, _holding("booklet", "sheet")]
    paper_edition: OfDay
    paper_version: Annotated[Words, _holding("commit")]
    paper_valid: OfDay
    paper_expired: OfDay
    paper_latest: Annotated[Words, _holding("address")]
    paper_contents: Plain
    paper_page: Annotated[Words, _holding("page")]
    paper_online: Plain
    paper_sources: Plain
    paper_numbers: Plain
    paper_notes: Plain
    languages: Plain
    translation_source: OfSource
    translation_missing: OfSource
    translation_stale: OfSource
    translation_draft: Plain
    menu: Plain
    all_pages: Plain
    on_this_page: Plain
    search: Plain
    search_field: Plain
    search_close: Plain
    search_none: Plain
    search_one: Plain
    search_many: Annotated[Words, _holding("number")]
    search_most: Annotated[Words, _holding("number", "shown")]
    search_failed: Plain
    search_endings: str = ""
    search_beginnings: str = ""
    theme: Plain
    back_home: Plain
    not_found_title: Plain
    not_found: Plain

    def in_site(self, folder: str, source: str) -> Strings:
        """These sentences as a site says them that has the language in `folder`, nothing for its
        root, and whose source language is called `source` in this one."""
        placed = {key: folder + getattr(self, key) for key in FILES}
        named = {key: getattr(self, key).format(language=source) for key in NAMING}
        return self.model_copy(update=placed | named)
