"""What the room shows: the list of contests, and one contest from its first draft to the result on the wall."""

from peña_app.voting.screens.contests import ROOM, VotingScreen, find

__all__ = ["ROOM", "VotingScreen", "find"]
