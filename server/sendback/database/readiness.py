"""Can the database take a write now?"""

from sendback.database.model import Database
from sendback.errors import Problem


def can_write(database: Database) -> bool:
    """Take the write lock and touch nothing; False when the database is busy, full, or a standby that only reads."""
    try:
        database.write(lambda tx: tx.run("UPDATE migrations SET name = name WHERE 1 = 0"))
    except Problem:
        return False
    return True
