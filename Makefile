# Everything the newsroom can be asked to do. `make` alone lists it; the README says more.

export HOST ?= 127.0.0.1
export PORT ?= 8000

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py

# What people type to get there: 0.0.0.0 is every address of this machine, but none that can be opened.
OPEN_HOST := $(if $(filter 0.0.0.0 ::,$(HOST)),localhost,$(if $(findstring :,$(HOST)),[$(HOST)],$(HOST)))

.PHONY: help run dev serve setup test test-postgres check bench-site screenshots messages lock
.NOTPARALLEL:

help:  ## list what can be done
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' Makefile | while read -r name what; do printf '  make %-14s %s\n' "$$name" "$$what"; done

# -- The site ---------------------------------------------------------------------------------------------------

run dev: export SITE_URL ?= http://$(OPEN_HOST):$(PORT)
run dev: export ALLOWED_HOSTS ?= $(if $(filter 0.0.0.0 ::,$(HOST)),*)
run: export DEBUG := 0
dev: export DEBUG := 1

run: .venv/run-ok  ## from a fresh clone to a served site with sample stories; HOST and PORT say where
	@$(MANAGE) prepare
	@$(MANAGE) import_seeds
	@$(MANAGE) create_first_admin
	@exec $(PYTHON) -m newsroom.server

dev: .venv/run-ok  ## the same for developers: reloads changed code, shows tracebacks
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) import_seeds
	@$(MANAGE) create_first_admin
	@exec $(MANAGE) runserver "$(if $(findstring :,$(HOST)),[$(HOST)],$(HOST)):$(PORT)"

serve: .venv/run-ok  ## production, with settings from the environment; refused while a check has something to say
	@$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) prepare
	@exec $(PYTHON) -m newsroom.server

# -- The code ---------------------------------------------------------------------------------------------------

setup: .venv/dev-ok  ## install what running, testing and checking need, into .venv

# Each core takes its share from one end, and steals from the other when it is done.
PYTEST := -m pytest -n auto --dist worksteal

test: .venv/dev-ok  ## all tests, on SQLite
	$(PYTHON) $(PYTEST)

test-postgres: .venv/dev-ok  ## the same tests, on a PostgreSQL that is thrown away afterwards
	$(PYTHON) tests/with_postgres.py $(PYTHON) $(PYTEST)

check: .venv/dev-ok  ## format, lint, layers, types, migrations, safe settings, short files
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())'
	$(PYTHON) -m mypy
	$(MANAGE) makemigrations --check
	@echo "check --deploy, as in production"
	@SITE_URL=https://news.example SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_hex(32))')" \
		$(MANAGE) check --deploy --fail-level WARNING
	@long="$$(git ls-files '*.py' ':!*/migrations/*' | xargs wc -l | awk '$$1 > 400 && $$2 != "total"')"; \
		[ -z "$$long" ] || { echo "Longer than 400 lines:"; echo "$$long"; exit 1; }

bench-site: .venv/dev-ok  ## measure every kind of page with made-up stories on both databases; STORIES says how many
	@DATABASE_URL= $(MANAGE) bench_site $(addprefix --stories ,$(STORIES))
	@$(PYTHON) tests/with_postgres.py $(MANAGE) bench_site $(addprefix --stories ,$(STORIES))

screenshots: .venv/dev-ok  ## pictures of every kind of page from a made-up paper, into var/screenshots
	@$(PYTHON) -m tests.screenshots

LOCK := uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header --no-annotate

# Debian and Ubuntu: apt-get install gettext. What has no place on a page any more is dropped.
messages:  ## collect the words of readers' pages for the translators, and compile what they wrote (needs gettext)
	$(MANAGE) makemessages --locale ar --locale de --locale es --locale fr --no-obsolete --no-wrap --add-location file \
		--ignore tests --ignore var --ignore "templates/admin/*" --ignore .venv --ignore seeds
	$(MANAGE) compilemessages --locale ar --locale de --locale es --locale fr --ignore .venv

lock:  ## pin the requirements anew, with hashes and without addresses (needs uv)
	$(LOCK) --upgrade requirements.in -o requirements.txt
	$(LOCK) --upgrade -c requirements.txt requirements-dev.in -o requirements-dev.txt

# -- The virtual environment ------------------------------------------------------------------------------------
# .venv/whole is not there while something is being installed. Whoever finds it missing knows that an installation
# was cut short, and begins with an empty environment rather than with half a package.

define INSTALL
	@[ -e .venv/whole ] || { $(MAKE_VENV); }
	@rm -f .venv/whole
	@echo "Installing $< ..."
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
endef

MAKE_VENV = for python in $(or $(PY),python3.13 python3.12 python3.14 python3 python); do \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
			echo "Making .venv with $$("$$python" --version) ..."; exec "$$python" -m venv --clear .venv; \
		fi; \
	done; \
	echo "The newsroom needs Python 3.12 or newer, with its venv module. Debian and Ubuntu: apt-get install python3-venv;"; \
	echo "macOS: brew install python@3.13; anywhere: pyenv install 3.13. If it is there: make PY=/where/python3.13 is."; \
	exit 1

.venv/run-ok: requirements.txt .venv/bin/python
	$(INSTALL)
	@touch .venv/whole $@

# These hold the others, with the same versions.
.venv/dev-ok: requirements-dev.txt .venv/bin/python
	$(INSTALL)
	@touch .venv/whole .venv/run-ok $@

# Not there in a fresh clone, and when the Python that .venv was made with has gone.
.venv/bin/python:
	@rm -f .venv/whole
