# make report: the main job.  make example: the same for an article of another field.  make docs: the documentation site.
# make test, make lint, make bench: what they say.  make versions: the core of the tests with
# the lowest versions of libraries, and on each other Python of this machine.  make questions: after queries/templates,
# queries/fragments or the vocabulary changed.
# Each makes its own .venv on a machine with only Python (3.11 or newer) and make; uv is used where it is present.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: report example docs test versions lint format questions bench mutants identifiers predicates standing-list notebook screenshots help-pages clean

report: $(VENV)/.run
	$(BIN)/ldn-graph report -o report

# The report on examples/vitamin-d-ms, into report/vitamin-d-ms; its page is the ready one beside the example, too.
example: $(VENV)/.run
	cd examples/vitamin-d-ms && $(CURDIR)/$(BIN)/ldn-graph report -o $(CURDIR)/report/vitamin-d-ms
	cp report/vitamin-d-ms/index.html examples/vitamin-d-ms/page.html

# The documentation as a site, into site/, with the page of the example; it is read and searched without a network.
docs: $(VENV)/.dev example
	$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/doctrees docs site
	cp -r report/vitamin-d-ms site/

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

versions: $(VENV)/.dev
	.ci/versions

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.lint_scripts

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Write the named questions, ldn_graph/queries/*.rq, anew from their templates.
questions: $(VENV)/.dev
	$(BIN)/python -m ldn_graph.sparql.fragments

bench: $(VENV)/.dev
	@missed=0; for name in startup streaming paths page loading auditing very_many asking browsing; do \
		echo "$$name"; $(BIN)/python benchmarks/$$name.py || missed=1; done; exit $$missed

# Write the patterns of identifiers anew from the installed release of the Bioregistry.
identifiers: $(VENV)/.dev
	$(BIN)/python -m tests.identifiers

# Write the list of Biolink's predicates anew from the installed release of the Biolink Model.
predicates: $(VENV)/.dev
	$(BIN)/python -m tests.biolink_predicates

# Write the list of retracted publications that ships anew, from a newer one: make standing-list LIST=FILE
standing-list: $(VENV)/.dev
	$(BIN)/python -m tests.standing_list $(LIST)

# Change audit/, model/ and network/ in thousands of small ways and tell the changes that none of their tests notices.
# It takes hours, so CI leaves it out; a part: make mutants ONLY='ldn_graph.audit.*'. docs/mutants.md says more.
mutants: $(VENV)/.mutants
	set -f; $(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut results

# Run the notebook anew and keep its outputs.
notebook: $(VENV)/.dev
	$(BIN)/python -m tests.notebooks

# Write docs/commands.md anew, from the help of the commands, and docs/terms.md, from the vocabulary.
help-pages: $(VENV)/.dev
	$(BIN)/python -m tests.help_pages
	$(BIN)/python -m tests.terms_page
	$(BIN)/python -m tests.column_tables_page

# Take the pictures of README and tutorial anew, in Chromium.
screenshots: $(VENV)/.dev example
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) report site build dist mutants

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which with: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
ifdef UV
	$(UV) venv --quiet --python $(PYTHON) $(VENV)
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
endif

$(VENV)/.run: $(BIN)/python pyproject.toml
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --editable .
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
endif
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --editable . --group dev
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
endif
	@touch $@ $(VENV)/.run

$(VENV)/.mutants: $(VENV)/.dev
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --group mutants
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutants
endif
	@touch $@
