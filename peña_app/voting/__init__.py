"""Voting: contests, ballots, the ballot box, counting, results and their accounting."""
