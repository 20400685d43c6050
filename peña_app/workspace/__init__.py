"""The encrypted file in which everything lies, and the only way to write to it."""

from peña_app.workspace.changes import Change, Said, Undone
from peña_app.workspace.database import FILE, SUFFIX, Workspace, moment_of, require_passphrase, words
from peña_app.workspace.keys import LIGHT, MODERATE, SHORTEST, Effort
from peña_app.workspace.schema import Channel, boxed, new_id, order_between, synced
from peña_app.workspace.sqlite import Database, Migrations

__all__ = [
    "FILE",
    "LIGHT",
    "MODERATE",
    "SHORTEST",
    "SUFFIX",
    "Change",
    "Channel",
    "Database",
    "Effort",
    "Migrations",
    "Said",
    "Undone",
    "Workspace",
    "boxed",
    "moment_of",
    "new_id",
    "order_between",
    "require_passphrase",
    "synced",
    "words",
]
