# Everything is set up in .venv, the project's own; nothing is installed globally. What the system
# lacks is fetched or asked for by .ci/need. `make help` lists the commands.

PYTHON ?=
ARGS ?=
FIX ?=
RUNS ?= 3
# What builds the site: mkdocs, or properdocs, its successor (hooks/GENERATORS.md).
GENERATOR ?= mkdocs
MINUTES ?= 60
VENV := .venv
# By module, not by script: a script's first line holds a path, and the folder may move.
RUN := $(VENV)/bin/python -m
# The file by its name: ProperDocs looks for one of another name first.
BUILD = $(RUN) $(GENERATOR) build --config-file mkdocs.yml
PIP := $(RUN) pip install --require-hashes --no-deps
UV := uv==0.13.9
# Environments beside the project's own, each of one lock.
VENVS := .cache/venvs
LOCKS := tests/locks

export PYTHON
export GENERATOR
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_USE_PEP517 := 1

# A .venv whose Python was upgraded or removed is there, and of no use.
IS_ALIVE := $(VENV)/bin/python -c 'import pip' 2>/dev/null
ALIVE := $(shell $(IS_ALIVE) && echo yes)

# pip shows its progress to a person at a terminal, and nothing to a log.
QUIET := $$(test -t 1 || echo --quiet)
OFFLINE_HINT := { echo 'The packages could not be installed; pip says why above. Mend that (often the network), then type the same make command again.' >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help site serve check translations translation-diff translated fork update test lowest generators lint format verify schemas images lock outdated clean remake bench bench-overhead bench-languages bench-pages bench-pdf bench-links fuzz

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-26s%s\n", $$1, $$2 }'

site: $(VENV)/.site ## build the guide into site/ and print what was found
	@$(BUILD) $(ARGS)

serve: $(VENV)/.site ## show the guide at http://localhost:8000 and again at each change; no network
	@GUIDE_LINKS=offline $(RUN) $(GENERATOR) serve --config-file mkdocs.yml --livereload --watch docs --watch hooks $(ARGS)

check: $(VENV)/.site ## build, strictly, with every source really asked now; FIX=moved writes new addresses
	$(if $(filter-out moved,$(FIX)),$(error FIX is '$(FIX)'. There is only FIX=moved))
	@GUIDE_LINKS=check $(BUILD) --strict $(ARGS)$(if $(FIX),; \
		found=$$?; PYTHONPATH=hooks $(RUN) guide.fix_moved && exit $$found)

# The shell has a LANG of its own, which is no choice of a language here.
CHOSEN := $(if $(filter command,$(firstword $(origin LANG))),$(LANG))
TRANSLATION := PYTHONPATH=hooks $(RUN) guide.translation

translations: $(VENV)/.site ## how each translated page stands to its source; LANG=… for one language
	@$(TRANSLATION) table $(CHOSEN)

translation-diff: $(VENV)/.site ## what to translate again in PAGE=… LANG=…: the source before and now
	@$(TRANSLATION) diff "$(PAGE)" "$(CHOSEN)"

translated: $(VENV)/.site ## stamp PAGE=… LANG=… as made from its source as it is now; PAGE=all takes all
	@$(TRANSLATION) stamp "$(PAGE)" "$(CHOSEN)"

# A fork is laid down before anything is set up. NAME is in many an environment: typed here it counts.
FORK = python=$$(.ci/need python) && PYTHONPATH=hooks "$$python" -m guide.fork
TYPED = $(if $(filter command,$(origin $(1))),$($(1)))

fork: ## a new guide with this engine in NAME=../folder, in LANG=de, en or fr
	@$(FORK) new "$(call TYPED,NAME)" "$(CHOSEN)"

update: ## in a fork: merge the engine of the guide ENGINE=… (a folder or an address) into it
	@$(FORK) update "$(call TYPED,ENGINE)"

# What the tests of the first guide, on its HTML and its spelling, ask for; a fork has them not.
OWN_NEEDS = $(if $(wildcard tests/website/conftest.py),.ci/need java >/dev/null && .ci/need hunspell >/dev/null &&)

test: lint ## every check and every test; ARGS='-k word' chooses tests
	@browser=$$(.ci/need browser) && $(OWN_NEEDS) \
		GUIDE_CHROMIUM="$$browser" $(RUN) pytest -n auto --dist worksteal $(ARGS)

lowest: $(VENVS)/lowest/.made ## every test with the oldest packages that pyproject.toml allows
	@browser=$$(.ci/need browser) && $(OWN_NEEDS) \
		GUIDE_CHROMIUM="$$browser" $(<D)/bin/python -m pytest -n auto --dist worksteal $(ARGS)

generators: $(VENV)/.test $(VENVS)/properdocs/.made $(VENVS)/zensical/.made ## the site by MkDocs, ProperDocs and Zensical, compared
	@PYTHONPATH=hooks:tests $(RUN) generators

lint: $(VENV)/.test ## ruff and mypy
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy hooks tests .github/scripts

format: $(VENV)/.test ## put the Python files in form
	@$(RUN) ruff check --fix
	@$(RUN) ruff format

# The first guide alone is measured, and a fork has its engine.
MEASURED = $(if $(wildcard tests/bench),,$(error There is nothing to measure here: the benchmarks are kept beside the guide that this engine comes from))
$(if $(filter bench%,$(MAKECMDGOALS)),$(MEASURED))

# All of it happens on loopback; .cache/bench keeps tools and figures. A benchmark that cannot run
# is left out of docs/data/measures.json, which the page « Mesures » is made from. Alone on two
# cores, RUNS=3 takes about half an hour.
bench: $(VENV)/.test ## every benchmark: the engine beside other tools, ratios printed, the figures published
	@PYTHONPATH=hooks:tests $(RUN) bench.gather --clear
	@for one in overhead languages pages pdf; do \
		$(MAKE) --no-print-directory bench-$$one ARGS= || true; done
	@$(MAKE) --no-print-directory bench-links ARGS='--only speed guide memory' || true
	@PYTHONPATH=hooks:tests $(RUN) bench.gather

# What the engine adds to a build of the guide, beside Material alone.
bench-overhead: $(VENV)/.test
	@PYTHONPATH=hooks:tests $(RUN) bench.overhead --runs $(RUNS)

# The link prober against other tools; ARGS='--only memory --addresses 200' chooses and shortens.
bench-links: $(VENV)/.test
	@PYTHONPATH=hooks:tests $(RUN) bench.links --runs $(RUNS) $(ARGS)

# What a page costs its reader beside Material alone, and Lighthouse's marks; ARGS='--only bytes'.
bench-pages: $(VENV)/.test
	@browser=$$(.ci/need browser) && GUIDE_CHROMIUM="$$browser" \
		PYTHONPATH=hooks:tests $(RUN) bench.pages --runs $(RUNS) $(ARGS)

# What the paper editions cost a build, beside mkdocs-to-pdf.
bench-pdf: $(VENV)/.test
	@PYTHONPATH=hooks:tests $(RUN) bench.paper --runs $(RUNS)

# What four languages cost a build, beside mkdocs-static-i18n and Material alone; ARGS='--pages 60'.
bench-languages: $(VENV)/.test
	@PYTHONPATH=hooks:tests $(RUN) bench.languages --runs $(RUNS) $(ARGS)

verify: $(VENV)/.site ## tell whether a published copy, SITE=…, is what the commit checked out makes
	@PYTHONPATH=hooks $(RUN) guide.proof "$(SITE)"

fuzz: $(VENV)/.test ## read guides of chance for MINUTES=60, and stop at what breaks the engine
	@PYTHONPATH=hooks:tests nice $(RUN) fuzz --minutes $(MINUTES)

schemas: $(VENV)/.site ## make docs/data/*.schema.json again from the engine's types
	@PYTHONPATH=hooks $(RUN) guide.data.schemas

images: $(VENV)/.test ## make the icons and the social card again from their SVG, by a browser
	@browser=$$(.ci/need browser) && GUIDE_CHROMIUM="$$browser" PYTHONPATH=hooks:tests $(RUN) website.images

lock: $(VENV)/.made ## make requirements*.lock, tests/locks/ again from pyproject.toml; UPGRADE=1 takes newer versions
	@$(RUN) uv --version >/dev/null 2>&1 || $(RUN) pip install $(QUIET) $(UV)
	@$(call COMPILE,requirements.lock,pyproject.toml)
	@$(call COMPILE,requirements-test.lock,pyproject.toml --group test -c requirements.lock)
	@$(call COMPILE,$(LOCKS)/lowest.lock,pyproject.toml --group test --resolution lowest-direct)
	@echo mkdocs | $(call COMPILE,$(LOCKS)/properdocs.lock,pyproject.toml --group properdocs -c requirements.lock --excludes -)
	@$(call COMPILE,$(LOCKS)/zensical.lock,--group zensical)

COMPILE = $(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url $(if $(UPGRADE),--upgrade) \
	$(2) -o $(1) && echo "$(1): made"

outdated: $(VENV)/.site ## tell which locked packages have a known fault, were withdrawn or waited too long
	@$(VENV)/bin/python .github/scripts/outdated.py $(UV) $(ARGS)

clean: ## remove what was built and set up: site/, .venv/, caches (.cache/ keeps what is known of links and deadlines)
	rm -rf site $(VENV) $(VENVS) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each is newer than what it was made from, so a second run has nothing to set up.
$(VENV)/.made: $(if $(ALIVE),,remake)
	@$(IS_ALIVE) || { python=$$(.ci/need venv) && "$$python" -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.site: $(VENV)/.made requirements.lock
	@echo 'Setting up $(VENV) from requirements.lock: about 50 packages, a minute or so, once.'
	@$(PIP) $(QUIET) -r requirements.lock || $(OFFLINE_HINT)
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.lock
	@echo 'Setting up the tests from requirements-test.lock: about 20 packages more, a minute or two, once.'
	@$(PIP) $(QUIET) -r requirements-test.lock || $(OFFLINE_HINT)
	@touch $@

$(VENVS)/%/.made: $(LOCKS)/%.lock $(VENV)/.made
	@echo 'Setting up $(@D) from $<: a minute or two, once.'
	@$(RUN) venv --clear $(@D)
	@$(@D)/bin/python -m pip install --require-hashes --no-deps $(QUIET) -r $< || $(OFFLINE_HINT)
	@touch $@
