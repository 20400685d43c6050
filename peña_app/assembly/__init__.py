"""The congress: its days, its agenda, and what is on now and next."""
