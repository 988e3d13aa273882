"""Databases that tests have to themselves, emptied and given to the next one: PostgreSQL takes half a second to make one."""

from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg

_SHAPE = """SELECT (SELECT array_agg(c.oid ORDER BY c.oid) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace),
(SELECT array_agg((t.oid, t.tgenabled)::text ORDER BY t.oid) FROM pg_trigger t),
(SELECT count(*) FROM pg_db_role_setting s, pg_database d WHERE d.oid = s.setdatabase AND d.datname = current_database())"""
_LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
_EMPTY = """DO $$ DECLARE t name; BEGIN
SET LOCAL session_replication_role = replica;
FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' LOOP
EXECUTE format('DELETE FROM %I', t); END LOOP; END $$"""
"""As a replica, for which the triggers that keep the journal whole do not fire."""


class Shelf:
    """Hand out copies of a migrated database; one whose shape a test changed is never handed out again."""

    def __init__(self, migrated: str, copy: Callable[[str], str]) -> None:
        self._migrated, self._copy, self._idle = migrated, copy, list[str]()
        self._is_shared = urlsplit(migrated).scheme.startswith("postgres")
        self._shape = self._empty(migrated) if self._is_shared else None

    def take(self) -> str:
        """Address a database that has today's shape and nothing in it."""
        return self._idle.pop() if self._idle else self._copy(self._migrated)

    def give_back(self, url: str) -> None:
        """Empty what a test is done with, whoever it left connected; a copied file is no work to make."""
        if self._is_shared and self._empty(url) == self._shape:
            self._idle.append(url)

    @staticmethod
    def _empty(url: str) -> object:
        """Empty a database and tell its shape."""
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(_LEAVE)
            admin.execute("SET default_transaction_read_only = off")
            admin.execute(_EMPTY)
            return admin.execute(_SHAPE).fetchone()
