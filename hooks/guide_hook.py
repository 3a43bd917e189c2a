"""The file that mkdocs.yml names under `hooks:`. Each MkDocs event is one call into the engine.

MkDocs has this folder on `sys.path` only while it imports this file: all imports stand here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PrefixLoader
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

from guide.build import Build
from guide.core.mishaps import alone_in, in_a_line
from guide.core.places import UNSERVED
from guide.core.problems import Report, Severity
from guide.loading import read_guide
from guide.pages.contents import keep_spaces, mark_quotations
from guide.pages.drawings import INKS
from guide.paper.editions import Editions
from guide.proof.written import write_proof
from guide.published.structured import Site
from guide.web.chrome import Chrome, alternates_of, as_words, chrome_of, homes_of, meta_of, site_of
from guide.web.menus import Menus
from guide.web.navigation import by_language, with_languages
from guide.web.outreach import Outreach
from guide.web.protection import Protection
from guide.web.publish import publish, recover
from guide.web.slim import slim_scripts
from guide.words.languages import Language

# Below `mkdocs.`, so that a strict build counts its warnings.
log = logging.getLogger("mkdocs.guide")

STAGING = ".cache/site"
ATTIC = ".cache/former-site"
NOT_FOUND = "404.html"
STYLES = "assets/css/guide.css"  # in hooks/templates/, like all that is the engine's
_STATE = "guide_build"  # where a build's state stands in MkDocs' configuration


@dataclass
class _State:
    """What one build carries from event to event."""

    build: Build
    chromes: Mapping[str, Chrome]
    sites: Mapping[str, Site]
    outreach: Outreach
    editions: Editions
    site: Path
    staging: Path | None
    checking: bool
    theirs: list[str] = field(default_factory=list)  # the theme's files within the site
    navs: Mapping[str, Navigation] = field(default_factory=dict)
    menus: Menus = field(default_factory=Menus)

    @cached_property
    def protection(self) -> Protection:
        return Protection(self.build)

    @property
    def not_found(self) -> dict[str, Language]:
        """The page of each language for an address that leads nowhere, but for the root's."""
        others = (one for one in self.build.languages.values() if not one.is_source)
        return {one.folder + NOT_FOUND: one for one in others}


# The command is told once, before any configuration exists to keep it in; and an error comes
# without one.
_command = "build"
_last_page = "docs"


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether this is a preview, which never touches the network."""
    global _command  # noqa: PLW0603
    _command = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the sources; stops here, with every line, if there are errors."""
    project = Path(config.config_file_path).absolute().parent
    sources = read_guide(project, config.extra.get("guide"), os.environ, datetime.now(UTC))
    report = sources.report
    if report.count(Severity.ERROR):
        _print(report)
        raise _stopped(report)
    build = Build(project, sources)
    staging = None
    if _command != "serve":  # which has a site of its own, elsewhere
        staging = project / STAGING
        config["guide_lock"] = alone_in(project)
        recover(Path(config.site_dir), project / ATTIC)
    mode = os.environ.get("GUIDE_LINKS") or sources.settings.links.mode
    chromes = {code: chrome_of(build, one, config) for code, one in build.languages.items()}
    sites = {code: site_of(chrome, config.site_url) for code, chrome in chromes.items()}
    config[_STATE] = _State(
        build,
        chromes,
        sites,
        Outreach(build, sites),
        Editions(build, sites),
        Path(config.site_dir),
        staging,
        mode == "check",
    )
    config.site_dir = str(staging or config.site_dir)
    config.markdown_extensions.append(build.extension)  # type: ignore[arg-type]  # an instance works
    config.nav = with_languages(config.nav, build.languages, build.pages, build.source.code)
    own = Path(config.docs_dir, INKS).is_file()
    config.extra_css[:0] = [STYLES, INKS] if own else [STYLES]
    config.theme.static_templates |= set(_state(config).not_found)
    config.extra["guide_card"] = _state(config).outreach.card()
    _speak(config, build.source)
    online = mode != "offline" and _command != "serve"
    asking = build.health.start(online=online, everything=mode == "check")
    if mode == "check":
        log.info(asking)  # minutes may pass without a word
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives every file its place in the site, the zip too: the source language at the root."""
    build = _state(config).build
    ours = (None, config.docs_dir, config.theme.custom_dir)
    _state(config).theirs = [file.dest_uri for file in files if file.src_dir not in ours]
    # So that MkDocs knows where links to them lead; what they hold is known only at the end, and
    # LinkChecker takes an empty file for a dead link.
    made = [*_state(config).outreach.zips, *_state(config).editions.files]
    for name in made:
        files.append(File.generated(config, f"{build.source.code}/{name}", content=b"\n"))
    for page in build.pages.values():
        if page.original:
            files.append(File.generated(config, page.uri, content=page.split.body))
    for file in list(files):
        if file.src_uri.startswith(UNSERVED):
            files.remove(file)
        if file.is_documentation_page() and file.src_uri not in build.pages:
            files.remove(file)  # a translation without its source: the report says so
        place = build.built_uri(file.src_uri)
        if file.src_uri != place and not file.src_uri.startswith("assets/"):
            file.dest_uri = place
            file.url = file._get_url()  # as MkDocs itself does on a changed path
            file.__dict__.pop("abs_dest_path", None)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tells the extension whose page comes next, and the template what its front matter says.

    MkDocs drops front matter that it cannot parse in silence, so its own reading is not used.
    """
    global _last_page  # noqa: PLW0603
    _last_page = f"docs/{page.file.src_uri}"
    build = _state(config).build
    build.render_for(page.file.src_uri)
    checked = build.pages.get(page.file.src_uri)
    if not checked:
        return markdown
    page.meta = as_words(build.meta(checked)) | meta_of(build, checked.uri)
    page.canonical_url = _state(config).outreach.address(page.file.src_uri, page.canonical_url)
    return checked.split.body


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mends what the theme wrote round a page, and gives the page its policy."""
    return _finished(output, f"docs/{page.file.src_uri}", config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for what has no page of ours: 404.html."""
    if not template_name.endswith(".html"):
        return output_content
    return _finished(output_content, f"hooks/templates/{template_name}", config)


def _finished(html: str, file: str, config: MkDocsConfig) -> str:
    # A preview reloads itself by a script that MkDocs adds, and that our policy would not let run.
    return _state(config).protection.finished(html, file, policed=_command != "serve")


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Weighs how hard the page is to read, mends its table of contents, and says what it is."""
    state, uri = _state(config), page.file.src_uri
    state.build.read(uri, html)
    state.protection.check_text(html, f"docs/{uri}")
    if uri in state.build.pages:
        keep_spaces(page.toc, state.build.pages[uri])
        source, text = state.build.source.wording, state.build.wording(uri)
        if text.tells_quotations_of(source):
            mark_quotations(page.toc, source)
        alternates = list(alternates_of(state.build, uri, state.sites[state.build.source.code]))
        told = state.outreach.meta(uri, html, page.canonical_url)
        page.meta = {**page.meta, **told, "alternates": alternates}
        state.build.report.extend(state.editions.read(uri, html, page.canonical_url))
    return html


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Takes the navigation of each language out of the one that MkDocs has made."""
    state = _state(config)
    state.navs = by_language(nav, state.build.languages)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Lets templates be asked for by language: en/404.html is made from 404.html."""
    folders = [one.code for one in _state(config).build.languages.values() if not one.is_source]
    if env.loader and folders:
        env.loader = ChoiceLoader([env.loader, PrefixLoader(dict.fromkeys(folders, env.loader))])
    return env


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Gives what has no page of ours the language it is for."""
    state = _state(config)
    language = state.not_found.get(template_name, state.build.source)
    _speak(config, language)
    if template_name in state.not_found:  # shown at any address: MkDocs knows that of the root's
        base = context["base_url"] = urlsplit(config.site_url or "/").path
        context["extra_css"] = [normalize_url(path, base=base) for path in config.extra_css]
    context["nav"] = state.navs[language.code]
    context["ways"] = list(homes_of(state.build, language))  # type: ignore[typeddict-unknown-key]
    context["menus"] = state.menus  # type: ignore[typeddict-unknown-key]
    return context


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Gives the page what surrounds it in its language."""
    state = _state(config)
    language = state.build.language(page.file.src_uri)
    _speak(config, language)
    context["nav"] = state.navs[language.code]
    context["menus"] = state.menus  # type: ignore[typeddict-unknown-key]
    return context


def _speak(config: MkDocsConfig, language: Language) -> None:
    """Makes `config` say what it says in `language`: templates ask it, one page after another."""
    chrome = _state(config).chromes[language.code]
    config.site_name, config.copyright = escape(chrome.site_name), chrome.copyright
    config.site_description = chrome.description and escape(chrome.description)
    config.theme["language"] = chrome.theme_language
    config.theme["direction"] = language.wording.direction
    config.extra.update(chrome.extra)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Walks the finished site, prints the report, and puts the site in place if it is sound."""
    state = _state(config)
    report = state.build.report
    site = Path(config.site_dir)
    base = config.site_url or ""
    _speak(config, state.build.source)
    for code, language in state.build.languages.items():
        state.build.write_data(site, language, title=state.sites[code].name, base=base)
    state.outreach.announce(site)
    slim_scripts(site)
    state.protection.write(site, state.theirs, base=base)
    state.build.finish(site, base=base, walked=_command != "serve")
    if _command != "serve":  # seconds at each change are too long for who writes
        report.extend(state.editions.write(site))
    state.outreach.write(site)
    if _command != "serve":
        source = state.sites[state.build.source.code]
        write_proof(site, state.build, source, state.theirs, base=base)
    _print(report)
    if state.checking:
        for block in state.build.health.to_do():
            log.info("%s", block)
    if report.count(Severity.ERROR):
        raise _stopped(report)
    if state.staging:
        publish(state.staging, state.site, state.build.project / ATTIC)
        config.site_dir = str(state.site)
        config["guide_lock"].release(force=True)


def on_build_error(error: Exception) -> None:
    """Says in one line what is no fault of the engine's: a full disk, a folder that is shut."""
    message = in_a_line(error, _last_page)
    if message:
        raise Abort(f"{message} Nothing was built; the site is as it was.") from None


def _state(config: MkDocsConfig) -> _State:
    state = config[_STATE]
    assert isinstance(state, _State)  # noqa: S101  # on_config has put it there
    return state


def _print(report: Report) -> None:
    for problem in report.sorted():
        log.log(problem.severity, "%s", problem)


def _stopped(report: Report) -> Abort:
    """What ends the build with exit status 1."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    counted = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return Abort(f"{counted}. Nothing was built; the site is as it was.")
