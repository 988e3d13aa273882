"""From a URL to an open, migrated database."""

from pathlib import Path
from urllib.parse import urlsplit

from sendback.database.model import Database


def open_database(url: str) -> Database:
    """Open `sqlite:<path>` (the default) or `postgresql://…` and bring it to today's shape."""
    scheme = urlsplit(url).scheme
    if scheme in ("postgresql", "postgres"):
        from sendback.database.postgres import Postgres  # 10 MB that a shop on SQLite need not load

        database: Database = Postgres(url)
    elif scheme == "sqlite":
        from sendback.database.sqlite import Sqlite

        database = Sqlite(Path(url.removeprefix("sqlite:").removeprefix("//")))
    else:
        raise ValueError(f"SENDBACK_DATABASE_URL must begin with sqlite: or postgresql://, not {scheme or 'nothing'}")
    database.migrate()
    return database
