"""A lawful country to measure on: `python -m bench.land --deel 1`."""
