"""Backup and restore: database and files in one archive that restores on SQLite and on PostgreSQL alike.

A tar file with `tables/<name>.jsonl`, `files/<key>`, on demand `keys/<name>`, and at its end `manifest.json` (revision, row counts, a hash
of everything) with the manifest's own hash beside it. The database is read in one snapshot while others go on writing; the files are
those that its rows name, and files never change.
"""

from papi.backup.restoring import restore
from papi.backup.writing import back_up

__all__ = ["back_up", "restore"]
