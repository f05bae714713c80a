# Bare `make` lists what there is. Every target sets up what it needs, from an empty folder
# and with an empty environment, and can be run again.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PYTHON := $(VENV)/bin/python
MANAGE := $(PYTHON) manage.py
# Stamps: what is installed, and as of which requirements.
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
UV := uv==0.13.9
VNU_VERSION := 26.9.27
PROVIDER_VERSION := 9.13.3
NODE := var/node/vnu-$(VNU_VERSION)-oidc-provider-$(PROVIDER_VERSION)
PORT ?= 8000
ADDRESS := http://127.0.0.1:$(PORT)/
# Further arguments of pytest, bench or uv: make test ARGS="-k lifecycle -x"
ARGS ?=
# The day of the whole suite; the seed of what is random in a thorough run, and how far it goes.
DAY ?=
SEED ?= 20260820
SHARE ?= 1
# A process for each core; those that run out of tests take over others'. One alone: PARALLEL=
PARALLEL ?= --numprocesses auto --dist worksteal
PYTEST = $(PYTHON) -m pytest $(DAY:%=--day %)
TEST = $(PYTEST) --ignore tests/e2e $(PARALLEL)

# Python keeps what it compiled, in folders that git ignores, even where it is told not to (as it
# often is in containers): to compile everything anew costs each command several seconds.
unexport PYTHONDONTWRITEBYTECODE

# Only what is no deployment: enough to ask production's own settings about themselves.
PRODUCTION := DJANGO_SETTINGS_MODULE=incubator.settings.production \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	ALLOWED_HOSTS=portfolio.example SITE_URL=https://portfolio.example \
	DATABASE_URL=sqlite:///var/check.sqlite3 MEDIA_ROOT=var/media \
	EMAIL_URL=submission://user:password@mail.portfolio.example:587 DEFAULT_FROM_EMAIL=portfolio@portfolio.example
# The demonstration has a database and files of its own, whatever .env says: nobody's data
# is touched.
DEMONSTRATION := DJANGO_SETTINGS_MODULE=incubator.settings.dev DEBUG=true ALLOWED_HOSTS=127.0.0.1 \
	DATABASE_URL=sqlite:///var/demo.sqlite3 MEDIA_ROOT=var/demo-media SITE_URL=$(ADDRESS)

# uv is quick; where it cannot be had, pip does the same. The system's certificates are the
# ones that an organisation's own network is trusted with.
define install
	@echo "Installing: $(1)"
	@if $(PYTHON) -m pip install -qq --disable-pip-version-check "$(UV)" \
		&& $(VENV)/bin/uv --system-certs pip install --quiet --compile-bytecode --python $(PYTHON) --require-hashes $(1:%=-r %); \
	then :; else \
		echo "uv could not do it: trying pip."; \
		$(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes $(1:%=-r %); \
	fi
endef

# Until the first release the initial migrations change, and databases made before take no notice.
define drop_stale_demonstration
	@if [ -n "$$(find cms incubator startups -path '*/migrations/*.py' -newer var/demo.sqlite3 2>/dev/null)" ]; \
	then echo "The demonstration's database is older than the tables are now: it is made anew."; \
		rm -f var/demo.sqlite3 var/demo.sqlite3-*; fi
endef

# A server that was just stopped may hold its port for a moment longer.
define need_free_port
	@for wait in 0 1 1 1 1 1; do \
		sleep $$wait; \
		$(PYTHON) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null && exit 0; \
	done; \
	echo "Port $(PORT) is taken by another program. Choose another: make $@ PORT=8001" >&2; \
	exit 1
endef

.PHONY: help
help: ## List the targets
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) \
		| awk -F'|' '{printf "  %-18s %s\n", $$1, $$2}'

.PHONY: install
install: $(DEVELOPMENT) ## Make the virtual environment with everything to run, test and check

.PHONY: demo
demo: $(RUNTIME) | var ## Load the demonstration portfolio and serve it (PORT=8000)
	$(need_free_port)
	$(drop_stale_demonstration)
	@echo "Preparing the demonstration's database"
	@$(DEMONSTRATION) $(MANAGE) demonstrate $(PORT)

.PHONY: serve
serve: $(RUNTIME) | var ## Serve your own data for development (PORT=8000, DATABASE_URL)
	$(need_free_port)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) runserver $(PORT)

.PHONY: test
test: $(DEVELOPMENT) ## Run the tests, without a browser (ARGS="-k lifecycle", DAY=2028-02-29)
	@$(TEST) $(ARGS)

.PHONY: test-thorough
test-thorough: $(DEVELOPMENT) ## Try what is random hundreds of times, and what takes long (SEED, SHARE=0.1)
	@$(TEST) --thorough $(SHARE) --hypothesis-seed $(SEED) $(ARGS)

.PHONY: postgres-test
postgres-test: $(DEVELOPMENT) ## Run the same tests on a throw-away PostgreSQL
	@scripts/postgres run $(TEST) $(ARGS)

.PHONY: node
node: $(NODE) ## Install the HTML checker and the identity provider that some tests use (needs npm)

.PHONY: e2e
e2e: $(DEVELOPMENT) $(NODE) ## Run the journeys in a real browser (needs chromium, java, npm, faketime)
	@$(PYTEST) tests/e2e $(PARALLEL) $(ARGS)

.PHONY: lint
lint: $(DEVELOPMENT) | var ## Check style, types, templates, migrations and production settings
	@$(VENV)/bin/ruff check --output-format concise .
	@$(VENV)/bin/ruff format --check --output-format concise .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/djlint --lint --quiet templates
	@$(MAKE) --no-print-directory check-migrations check-deploy

.PHONY: check-migrations
check-migrations: $(DEVELOPMENT) ## Fail when a model has changed without its migration
	@DJANGO_SETTINGS_MODULE=incubator.settings.test $(MANAGE) makemigrations --check --dry-run

.PHONY: check-deploy
check-deploy: $(DEVELOPMENT) | var ## Run Django's deployment checks on the production settings
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

.PHONY: format
format: $(DEVELOPMENT) ## Rewrite the Python code in the project's style
	@$(VENV)/bin/ruff check --fix --quiet . || true
	@$(VENV)/bin/ruff format .

.PHONY: bench
bench: $(DEVELOPMENT) | var ## Measure pages and queries on a full portfolio
	@DJANGO_SETTINGS_MODULE=incubator.settings.test $(MANAGE) bench $(ARGS)

.PHONY: messages
messages: $(DEVELOPMENT) ## Bring the French and English catalogues up to date and compile them
	@command -v msgfmt >/dev/null || { \
		echo "GNU gettext is needed (Debian: apt install gettext)." >&2; exit 1; }
	@$(MANAGE) makemessages -l fr -l en --no-obsolete --add-location file --no-wrap \
		--ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'
	@$(MANAGE) compilemessages -l fr -l en --ignore .venv --ignore var

.PHONY: requirements
requirements: | $(PYTHON) ## Compile the requirements again (ARGS=--upgrade for newer ones)
	@$(PYTHON) -m pip install -qq --disable-pip-version-check "$(UV)"
	@$(call compile,requirements.txt,pyproject.toml)
	@$(call compile,tests/requirements.txt,--group dev --constraint requirements.txt)

# No header, index or comment: the outputs hold names, versions and digests, no address.
compile = $(VENV)/bin/uv --system-certs pip compile --quiet --universal --python-version 3.12 \
	--generate-hashes --no-header --no-annotate $(ARGS) --output-file $(1) $(2)

var:
	@mkdir -p $@

$(PYTHON):
	@python=$$(sh scripts/python) && "$$python" -m venv --clear $(VENV)

$(RUNTIME): requirements.txt | $(PYTHON)
	$(call install,requirements.txt)
	@touch $@

$(DEVELOPMENT): requirements.txt tests/requirements.txt | $(PYTHON)
	$(call install,requirements.txt tests/requirements.txt)
	@touch $(RUNTIME) $@

# The Nu HTML checker and an identity provider to sign in at. In one command: npm takes away
# what it is not asked for. Without their install scripts, which would download the same again.
$(NODE):
	@mkdir -p var/node
	@if command -v npm >/dev/null; then \
		npm install --silent --ignore-scripts --no-save --no-package-lock --prefix var/node \
			vnu-jar@$(VNU_VERSION) oidc-provider@$(PROVIDER_VERSION) && touch $@; \
	else echo "No npm: pages are not validated, sign-in at a provider is not tried (Debian: apt install npm)."; fi
