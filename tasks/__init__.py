"""Work for later: ten lines each, id in, re-read, done already?, one service."""

from tasks.celery import app

__all__ = ["app"]
