"""The only writers: lock, check, change, save with actor and reason, return."""
