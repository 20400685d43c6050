"""Peña: people gather, learn and decide together, in two languages and without internet."""
