"""The group's own curricula in the workspace."""

from peña_app.curricula.records.activities import Curricula, Curriculum, Entry
from peña_app.curricula.records.reviewing import Marks, Reviewing
from peña_app.curricula.records.tables import migrations
from peña_app.curricula.records.terms import Terms
from peña_app.curricula.records.themes import Theme, Themes
from peña_app.curricula.records.writing import Writing

__all__ = ["Curricula", "Curriculum", "Entry", "Marks", "Reviewing", "Terms", "Theme", "Themes", "Writing", "migrations"]
