"""The group's own curricula in the workspace."""

from peña_app.curricula.records.tables import migrations

__all__ = ["migrations"]
