"""The parts of the room's screen: the shelf at the left, and what is read beside it."""
