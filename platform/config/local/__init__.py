"""Running the whole system on one machine: what `make env`, `make run` and `make test` start."""
