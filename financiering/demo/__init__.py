"""The trial installation: sixteen initiatives with fictive amounts, told as lawful histories."""
