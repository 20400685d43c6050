"""What the room shows: the calendar of gatherings, the form of one, and the desk at its door."""

from peña_app.gatherings.screens.calendar import ROOM, GatheringsScreen, find

__all__ = ["ROOM", "GatheringsScreen", "find"]
