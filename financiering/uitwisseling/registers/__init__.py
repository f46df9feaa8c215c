"""Foreign subsidy registers: read through a mapping, every row kept as it stood."""
