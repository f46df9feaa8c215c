"""The rules, one file each. Every module has a `REGEL`; its docstring names the source."""
