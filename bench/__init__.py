"""What the system costs, always as a ratio within one run, so that the machine drops out."""
