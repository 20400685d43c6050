"""Persons: who they say they are, and nothing that could hurt them."""
