"""The rules, one file each. Every module has a `REGEL`; its docstring names the source.

What a rule asks of every stream has a name in its module: on Python 3.11 looking up a member of a code
list costs as much as ten comparisons.
"""
