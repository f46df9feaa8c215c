# make run: everything, with the demo. make test, make lint: the checks. The rest: README.md
PY := .venv/bin/python
RUN_LOCKS := requirements/base.txt
DEV_LOCKS := requirements/base.txt requirements/test.txt requirements/lint.txt
# The stamp carries the hash of the locks: a lock that did not change installs nothing.
RUN_STAMP := .venv/.run-$(shell cat $(RUN_LOCKS) | sha256sum | cut -c1-16)
DEV_STAMP := .venv/.dev-$(shell cat $(DEV_LOCKS) | sha256sum | cut -c1-16)
COMPILE := .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: run install test lint bench lock regels openapi

run: $(RUN_STAMP)
	@DEMO=$${DEMO-ja} exec $(PY) manage.py start

install: $(DEV_STAMP)

$(RUN_STAMP):
	@sh bin/maak-omgeving.sh $(RUN_LOCKS)
	@rm -f .venv/.run-* && touch $@

$(DEV_STAMP):
	@sh bin/maak-omgeving.sh $(DEV_LOCKS)
	@rm -f .venv/.run-* .venv/.dev-* && touch $@ $(RUN_STAMP)

test: $(DEV_STAMP)
	@DEMO=ja $(PY) -m pytest -n 2 $(PYTEST_ARGS)

lint: $(DEV_STAMP)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	DEMO=ja .venv/bin/mypy financiering api tasks
	DEMO=ja .venv/bin/lint-imports
	.venv/bin/djlint templates --lint --quiet
	DEMO=ja $(PY) manage.py makemigrations --check --dry-run
	DEMO=ja $(PY) manage.py check --fail-level WARNING

bench: $(DEV_STAMP)
	@DEMO=ja $(PY) -m bench $(BENCH)

lock: $(DEV_STAMP)
	@cd requirements && for naam in base test lint; do \
		CUSTOM_COMPILE_COMMAND="make lock" ../$(COMPILE) $(LOCK_ARGS) $$naam.in -o $$naam.txt; done

regels: $(DEV_STAMP)
	@DEMO=ja $(PY) manage.py regels_uitleg > docs/regels.md

openapi: $(DEV_STAMP)
	@DEMO=ja $(PY) manage.py openapi
