"""Grants in the 360Giving data standard."""
