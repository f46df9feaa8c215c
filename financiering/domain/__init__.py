"""The pure heart: words, dates and money. No clock, no I/O, no Django but TextChoices."""
