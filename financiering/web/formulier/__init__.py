"""The forms of the pages, per noun."""
