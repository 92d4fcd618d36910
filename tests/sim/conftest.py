"""The PostgreSQL of the store's tests serves the stories, too."""

from tests.server.store.conftest import database_url, postgresql

__all__ = ["database_url", "postgresql"]
