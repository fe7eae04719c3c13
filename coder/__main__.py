"""``python -m coder``."""

from .cli import main

main()
