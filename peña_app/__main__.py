"""`python -m peña_app` does what the command `pena` does."""

from peña_app.cli import main

main()
