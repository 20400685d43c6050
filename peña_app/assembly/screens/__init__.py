"""What the room shows: the agenda day by day, and now and next on the wall."""

from peña_app.assembly.screens.agenda import ROOM, AssemblyScreen, find

__all__ = ["ROOM", "AssemblyScreen", "find"]
