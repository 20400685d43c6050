"""Peñas, workshops, assemblies, actions and meetings, and who comes to them."""
