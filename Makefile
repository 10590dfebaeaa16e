# The menu. Thought lives in scripts/ and crates/xtask.
# CARGO_TARGET_DIR is honoured; LISTEN, DATA and DATABASE_URL steer `make run`; SIZES, SMALL_SIZES and PARTS steer
# `make bench`, as scripts/bench tells.

.DEFAULT_GOAL := help
.PHONY: help run test bench build fmt

help: ## Show this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing, build, and serve with the seed blueprints
	@scripts/bootstrap run
	@scripts/run

test: ## Install what is missing and run every check and every test
	@scripts/bootstrap test
	@scripts/test

bench: ## Install what is missing and measure the release build (SIZES='1000 100000' for more)
	@scripts/bootstrap bench
	@scripts/bench

build: ## Build the release program, assets embedded
	@scripts/bootstrap run
	@scripts/build

fmt: ## Format the code
	@cargo fmt --all
